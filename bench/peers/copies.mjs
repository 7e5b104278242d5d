// Loops that move data and compute nothing: the measure for what computes hardly more, and the memory's speed.
import { loopBars } from '../verdicts/bars.mjs';

const i32 = 0x7f;
const [destination, bytes, source, second] = [0, 1, 2, 3];
const get = (local) => [0x20, local];
const i32Const = (value) => [0x41, ...(value > 63 ? [0x80 | (value & 0x7f), value >> 7] : [value])];
const leb = (value) => (value > 127 ? [0x80 | (value & 0x7f), value >> 7] : [value]);
const [v128Load, v128Store, f32x4Mul] = [
  [0xfd, 0, 4],
  [0xfd, 11, 4],
  [0xfd, 0xe6, 1],
];

const memoryCopy = [...get(destination), ...get(source), ...get(bytes), 0xfc, 10, 0, 0];
// do { store some v128, the product of one from each input; advance } while ((bytes -= 16 * vectors) > 0)
const vectors = 4;
const vectorLoop = (inputs) => [
  ...[0x03, 0x40],
  ...Array.from({ length: vectors }, (_, k) => [
    ...get(destination),
    ...inputs.flatMap((input) => [...get(input), ...v128Load, 16 * k]),
    ...inputs.slice(1).flatMap(() => f32x4Mul),
    ...[...v128Store, 16 * k],
  ]).flat(),
  ...[destination, ...inputs].flatMap((local) => [...get(local), ...i32Const(16 * vectors), 0x6a, 0x21, local]),
  ...[...get(bytes), ...i32Const(16 * vectors), 0x6b, 0x22, bytes, ...i32Const(0), 0x4a, 0x0d, 0],
  0x0b,
];
const functions = {
  copy: memoryCopy,
  loop: vectorLoop([source]),
  product: vectorLoop([source, second]),
};

const string = (text) => [text.length, ...Buffer.from(text)];
const vector = (items) => [items.length, ...items.flat()];
const section = (id, content) => [id, ...leb(content.length), ...content];
const body = (code) => [...leb(code.length + 2), 0, ...code, 0x0b];

const binary = new Uint8Array(
  [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, vector([[0x60, 4, i32, i32, i32, i32, 0]])),
    section(3, vector(Object.keys(functions).map(() => [0]))),
    section(5, vector([[0, 1]])),
    section(
      7,
      vector([[...string('memory'), 2, 0], ...Object.keys(functions).map((name, i) => [...string(name), 0, i])]),
    ),
    section(10, vector(Object.values(functions).map(body))),
  ].flat(),
);

// The arrays start at multiples of 64 bytes and end with room for one whole turn of the loop.
function inWasm(exported, stands, inputsOf) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const run = exports[exported];
  return (cell) => {
    const inputs = inputsOf(cell);
    if (!stands(cell.name) || !inputs) return null;
    const room = (cell.n * 4 + 127) & -64;
    const missing = (inputs.length + 1) * room - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / 65536));
    const arrayAt = (_, i) => new Float32Array(exports.memory.buffer, i * room, cell.n);
    const [output, ...sources] = Array.from({ length: inputs.length + 1 }, arrayAt);
    const fill = () => {
      for (const [i, memory] of sources.entries()) memory.set(inputs[i]);
    };
    const steady = () => run(0, cell.n * 4, room, 2 * room);
    const y = new Float32Array(cell.n);
    fill();
    return {
      steady,
      endToEnd: () => {
        fill();
        steady();
        y.set(output);
        return y;
      },
      result: () => output.slice(),
      dispose() {},
    };
  };
}

const isLinear = (name) => name === 'linear';
const hasBar = (name) => name in loopBars;

function withSet({ name, mode, n, x }) {
  if (!isLinear(name) || mode === 'gradient') return null;
  const y = new Float32Array(n);
  const call = () => {
    y.set(x);
    return y;
  };
  return { steady: call, endToEnd: call, result: () => y, dispose() {} };
}

const value = ({ mode, x }) => (mode === 'value' ? [x] : null);
const gradient = ({ mode, n, g }) => (mode === 'gradient' ? [g, new Float32Array(n).fill(1)] : null);

export default [
  { name: 'memory.copy', role: 'copy', start: () => inWasm('copy', isLinear, value) },
  { name: 'v128 loop', role: 'loop', start: () => inWasm('loop', hasBar, value) },
  { name: 'v128 loop, two inputs', role: 'loop', start: () => inWasm('product', hasBar, gradient) },
  { name: 'Float32Array.set', role: 'copy', start: () => withSet },
];
