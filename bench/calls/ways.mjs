// node ways.mjs: the time of a call for each way of passing arrays, for docs/performance.md.
import { load } from '../../dist/index.js';
import { table } from '../../tools/docs/markdown.mjs';
import { interleave, median } from '../measure.mjs';

const k = await load();
const plain = (x, out) => {
  for (let i = 0; i < x.length; i++) out[i] = Math.max(x[i], 0);
};

/** The ways of calling relu or gelu on `n` elements. */
function waysOf(n) {
  const x = Float32Array.from({ length: n }, (_, i) => Math.sin(i) * 4);
  const out = new Float32Array(n);
  const [a, b] = [k.allocate(x), k.allocate(n)];
  const ways = {
    'relu, a loop in JavaScript, `out` reused': () => plain(x, out),
    'relu, a new array': () => k.relu(x),
    'relu, with `out`': () => k.relu(x, { out }),
    'relu, allocated arrays': () => k.relu(a, { out: b }),
    'gelu, a new array': () => k.gelu(x),
    'gelu, with `out`': () => k.gelu(x, { out }),
    'gelu, allocated arrays': () => k.gelu(a, { out: b }),
  };
  return { names: Object.keys(ways), works: Object.values(ways), free: () => [a, b].forEach((one) => void one.free()) };
}

const sizes = [1, 16, 1000, 16_384, 1_000_000];
const columns = [];
let names;
for (const n of sizes) {
  const ways = waysOf(n);
  names = ways.names;
  const samples = await interleave(ways.works, 41);
  columns.push(samples.map((one) => median(one) * 1e6));
  ways.free();
}
const text = (nanoseconds) => `${Number((nanoseconds / 1000).toPrecision(2))} µs`;
const rows = names.map((name, i) => [name, ...columns.map((column) => text(column[i]))]);
console.log(table(['', ...sizes.map((n) => n.toLocaleString('en').replaceAll(',', ' '))], rows));

const shape = [16, 64, 16];
const x = Float32Array.from({ length: 16_384 }, (_, i) => Math.sin(i) * 4);
const out = new Float32Array(x.length);
const layouts = {
  'rows of 1 024, a pair of axes': { axis: [1, 2] },
  'rows of 64, not the last axis': { axis: 1 },
  'rows of 256, axes with a gap': { axis: [0, 2] },
  'rows of 1 024, a mask': { axis: [1, 2], mask: new Uint8Array(1024).fill(1) },
  'rows of 1 024, a temperature': { axis: [1, 2], temperature: 2 },
};
const samples = await interleave(
  Object.values(layouts).map((layout) => () => k.softmax(x, { ...layout, shape, out })),
  41,
);
const cost = (one) => `${((median(one) * 1e6) / x.length).toPrecision(2)} ns`;
console.log(
  table(
    ['softmax', 'an element'],
    Object.keys(layouts).map((name, i) => [name, cost(samples[i])]),
  ),
);
