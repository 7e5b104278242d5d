// Loops that only copy: the measure for linear, and the memory's speed.
const i32 = 0x7f;
const [getDestination, getSource, getBytes] = [0, 1, 2].map((local) => [0x20, local]);
const i32Const = (value) => [0x41, ...(value > 63 ? [0x80 | (value & 0x7f), value >> 7] : [value])];
const leb = (value) => (value > 127 ? [0x80 | (value & 0x7f), value >> 7] : [value]);

const memoryCopy = [...getDestination, ...getSource, ...getBytes, 0xfc, 10, 0, 0];
// do { load and store some v128; advance } while ((bytes -= 16 * vectors) > 0)
const vectorLoop = (vectors) => [
  ...[0x03, 0x40],
  ...Array.from({ length: vectors }, (_, k) => [
    ...[...getDestination, ...getSource],
    ...[0xfd, 0, 4, 16 * k], // v128.load
    ...[0xfd, 11, 4, 16 * k], // v128.store
  ]).flat(),
  ...[getDestination, getSource].flatMap((get) => [...get, ...i32Const(16 * vectors), 0x6a, 0x21, get[1]]),
  ...[...getBytes, ...i32Const(16 * vectors), 0x6b, 0x22, 2, ...i32Const(0), 0x4a, 0x0d, 0],
  0x0b,
];
const functions = { copy: memoryCopy, loop: vectorLoop(1), loop4: vectorLoop(4) };

const string = (text) => [text.length, ...Buffer.from(text)];
const vector = (items) => [items.length, ...items.flat()];
const section = (id, content) => [id, ...leb(content.length), ...content];
const body = (code) => [...leb(code.length + 2), 0, ...code, 0x0b];

const binary = new Uint8Array(
  [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, vector([[0x60, 3, i32, i32, i32, 0]])),
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
function inWasm(exported) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const copy = exports[exported];
  return ({ name, mode, n, x, g }) => {
    if (name !== 'linear') return null;
    const bytes = n * 4;
    const room = (bytes + 127) & -64;
    const missing = 2 * room - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / 65536));
    const source = new Float32Array(exports.memory.buffer, 0, n);
    const destination = new Float32Array(exports.memory.buffer, room, n);
    const input = mode === 'value' ? x : g;
    const y = new Float32Array(n);
    source.set(input);
    return {
      steady: () => copy(room, 0, bytes),
      endToEnd: () => {
        source.set(input);
        copy(room, 0, bytes);
        y.set(destination);
        return y;
      },
      result: () => destination.slice(),
      dispose() {},
    };
  };
}

function withSet({ name, mode, n, x, g }) {
  if (name !== 'linear') return null;
  const input = mode === 'value' ? x : g;
  const y = new Float32Array(n);
  const call = () => {
    y.set(input);
    return y;
  };
  return { steady: call, endToEnd: call, result: () => y, dispose() {} };
}

export default [
  { name: 'memory.copy', role: 'copy', start: () => inWasm('copy') },
  { name: 'v128 loop', role: 'copy', start: () => inWasm('loop') },
  { name: 'v128 loop ×4', role: 'copy', start: () => inWasm('loop4') },
  { name: 'Float32Array.set', role: 'copy', start: () => withSet },
];
