// The kernels in the wasm with assertions and a checked heap: an access out of bounds or misaligned aborts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { catalogue } from 'kassei/catalogue';
import { kernels, module, setParameters } from './module.mjs';

const ofKind = (kind) => catalogue.filter((entry) => entry.kind === kind);

/** Calls work with the addresses of arrays of a length, x filled. */
function withArrays(length, count, work) {
  const arrays = Array.from({ length: count }, () => module.allocateFloats(length));
  // Vectors elsewhere cross the lines of the cache, which takes time.
  assert.ok(arrays.every((address) => address % 16 === 0));
  module.HEAPF32.fill(0.5, arrays[0] / 4, arrays[0] / 4 + length);
  work(...arrays);
  for (const address of arrays) module.release(address);
}

for (const { name, parameters, kinks } of ofKind('elementwise')) {
  const { value, gradient, withKinks } = kernels[name];
  test(`${name} stays within its arrays`, () => {
    setParameters(parameters.map((parameter) => Number(parameter.default ?? 0)));
    for (const length of [0, 1, 3, 4, 17, 16384]) {
      withArrays(length, 3, (x, upstream, out) => {
        const scratch = module.scratchAddress(0);
        module.runKernel(value, x, 0, out, length);
        module.runKernel(gradient, x, upstream, out, length);
        for (const kernel of [value, gradient]) module.runKernel(kernel, scratch, 0, scratch, length);
        if (kinks.length) module.runWithKinks(withKinks, x, upstream, out, length, 1, 1);
      });
    }
    assert.equal(module.SCRATCH_LENGTH, 16384);
  });
}

for (const { name } of ofKind('rowwise')) {
  const { value, gradient } = kernels[name];
  test(`${name} stays within its arrays`, () => {
    for (const [outer, length, inner] of [
      [1, 2, 1],
      [3, 6, 1],
      [2, 4, 3],
      [1, 16384, 1],
      [5, 2, 9],
    ]) {
      for (const temperature of [1, 2]) {
        setParameters([temperature]);
        withArrays(outer * length * inner, 3, (x, upstream, out) => {
          module.runRows(value, x, 0, out, outer, length, inner);
          module.runRows(gradient, x, upstream, out, outer, length, inner);
        });
      }
    }
  });
}

for (const { name } of ofKind('channelwise')) {
  test(`${name} stays within its arrays`, () => {
    for (const [channels, inner] of [
      [1, 5],
      [3, 1],
      [7, 1],
      [4, 3],
    ]) {
      withArrays(8 * channels * inner, 5, (x, upstream, out, sums, slopes) => {
        const { value, gradient, slopeSums, slopeGradient } = kernels[name];
        for (const kernel of [value, gradient, slopeSums, slopeGradient]) {
          module.runChannels(kernel, x, upstream, out, sums, slopes, channels, inner, 0, 0, 2 * channels * inner, 0);
        }
      });
    }
  });
}

test('the checked heap does notice', () => {
  assert.throws(() => module.runKernel(0, 0, 0, 0, 4), /segmentation fault|Aborted/);
});
