// prelu: slopes for channels, its two gradients, and signs of zero, in every way of passing arrays.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';

const kassei = await load();
const of = (...x) => Float32Array.of(...x);
const wave = (length, seed = 0) => Float32Array.from({ length }, (_, i) => Math.sin(i * 0.73 + seed) * 4 + Math.cos(i));
const product = (shape) => shape.reduce((a, b) => a * b, 1);

/** An allocated array with these elements. */
function allocated(elements) {
  const array = kassei.allocate(elements.length);
  array.view.set(elements);
  return array;
}

test('prelu: slopes for channels of any axis, one for all, and the gradients for both', () => {
  for (const shape of [[1], [67], [4, 3], [3, 4, 5], [2, 3, 4000], [300, 50], [1, 16_385], [16_385, 2]]) {
    const x = wave(product(shape));
    x[0] = 0;
    const upstream = wave(x.length, 1);
    for (let axis = 0; axis < shape.length; axis++) {
      const inner = product(shape.slice(axis + 1));
      for (const channels of new Set([1, shape[axis]])) {
        const slope = wave(channels, 2);
        const slopeOf = (i) => slope[channels === 1 ? 0 : Math.floor(i / inner) % channels];
        const options = { slope, shape, axis };
        const value = x.map((v, i) => (v > 0 ? v : slopeOf(i) * v));
        const derivative = x.map((v, i) => (v > 0 ? 1 : v < 0 ? slopeOf(i) : 0));
        const sums = new Float64Array(channels);
        x.forEach((v, i) => {
          sums[channels === 1 ? 0 : Math.floor(i / inner) % channels] += Math.min(v, 0) * upstream[i];
        });
        assert.deepEqual(kassei.prelu(x, options), value);
        assert.deepEqual(kassei.prelu.grad(x, options), derivative);
        const pulled = derivative.map((d, i) => d * upstream[i]);
        assert.deepEqual(kassei.prelu.grad(x, { ...options, upstream }), pulled);
        const gradSlope = kassei.prelu.gradSlope(x, { ...options, upstream });
        gradSlope.forEach((y, c) => {
          assert.ok(Math.abs(y - sums[c]) <= 1e-6 * Math.abs(sums[c]) + 1e-12, `${y} is not ${sums[c]}`);
        });
        const [a, s, g, b, r] = [x, slope, upstream, x, slope].map(allocated);
        const inside = { slope: s, shape, axis };
        assert.deepEqual(kassei.prelu(a, { ...inside, out: b }).view.slice(), value);
        assert.deepEqual(kassei.prelu.grad(a, { ...inside, upstream: g, out: b }).view.slice(), pulled);
        assert.deepEqual(kassei.prelu.gradSlope(a, { ...inside, upstream: g, out: r }).view.slice(), gradSlope);
        assert.deepEqual(kassei.prelu.gradSlope(x, { ...inside, upstream: g, out: s }).view.slice(), gradSlope);
        s.view.set(slope);
        assert.deepEqual(kassei.prelu(a, { ...inside, out: a }).view.slice(), value);
        for (const array of [a, s, g, b, r]) array.free();
      }
    }
  }
});

test('prelu: slope 0 at -infinity', () => {
  const y = kassei.prelu(Float32Array.of(-Infinity, NaN), { slope: Float32Array.of(0) });
  assert.deepEqual([...y], [0, NaN]);
});

/** The number of slopes that the scratch holds; more go through a block of memory. */
const SCRATCH = 16_384;

for (const repeats of [1, 20, SCRATCH]) {
  test(`prelu: the signs of zero among ${4 * repeats} elements, however the arrays are passed`, () => {
    const repeat = (...four) => Float32Array.from({ length: 4 * repeats }, (_, i) => four[i % 4]);
    const x = repeat(-0, 0, -0, 0);
    const [one, each] = [of(0.5), repeat(0.5, -0.25, 0, 7)];
    const upstream = repeat(-2, -2, 3, Infinity);
    const zero = repeat(0, 0, 0, 0);
    for (const [f, options, expected] of [
      [kassei.prelu, { slope: one }, zero],
      [kassei.prelu, { slope: each }, zero],
      [kassei.prelu.grad, { slope: one }, zero],
      [kassei.prelu.grad, { slope: each, upstream: repeat(-2, -2, 3, 5) }, repeat(-0, -0, 0, 0)],
      [kassei.prelu.grad, { slope: each, kinks: ['slope'] }, each],
      [kassei.prelu.grad, { slope: each, kinks: [-0] }, zero],
      [kassei.prelu.gradSlope, { slope: one, upstream }, of(0)],
      [kassei.prelu.gradSlope, { slope: each, upstream }, zero],
    ]) {
      const inside = { ...options, slope: allocated(options.slope) };
      if (options.upstream) inside.upstream = allocated(options.upstream);
      const [a, out] = [x, expected].map(allocated);
      for (const input of [x, a]) {
        for (const given of [options, inside]) {
          assert.deepEqual(f(input, given), expected);
          out.view.fill(9);
          assert.deepEqual(f(input, { ...given, out }).view.slice(), expected);
        }
      }
      for (const array of [a, out, inside.slope, inside.upstream]) array?.free();
    }
  });
}
