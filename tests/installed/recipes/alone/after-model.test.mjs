// docs/recipes/after-model.mjs with outputs of float32 and of float16.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { toFloat16 } from 'kassei/float16';
import { likeliest, maskOf, probabilitiesInFloat16 } from '../../../../docs/recipes/after-model.mjs';

const kassei = await load();
// Eighths up to 4 are float16 numbers too, and some of them are equal.
const data = Float32Array.from({ length: 300 }, (_, i) => ((i * 37) % 64) / 8 - 4);
const tensors = (dims, numbers = data) => [
  { type: 'float32', data: numbers, dims },
  { type: 'float16', data: toFloat16(kassei, numbers), dims },
];

test('the likeliest classes are those that sorting finds, the first of equals first', () => {
  for (const logits of tensors([3, 100])) {
    for (const count of [0, 1, 5, 100, 101]) {
      for (const temperature of [1, 0.5]) {
        const found = likeliest(logits, count, { temperature });
        const probabilities = kassei.softmax(data, { shape: [3, 100], temperature });
        const sorted = [0, 1, 2].map((r) =>
          [...probabilities.subarray(100 * r, 100 * (r + 1))]
            .map((probability, i) => ({ class: i, probability }))
            .sort((a, b) => b.probability - a.probability)
            .slice(0, count),
        );
        assert.deepEqual(found, sorted);
      }
    }
  }
});

test('masked classes come last, a batch of none has no rows, and NaN is an error', () => {
  const mask = Uint8Array.from({ length: 100 }, (_, i) => i % 2);
  for (const row of likeliest(tensors([3, 100])[0], 50, { mask })) assert.ok(row.every((one) => one.class % 2));
  for (const dims of [
    [0, 100],
    [3, 0],
  ])
    assert.deepEqual(likeliest(tensors(dims, new Float32Array(0))[0], 5), []);
  assert.throws(() => likeliest(tensors([2], Float32Array.of(NaN, 1))[0], 1), /element 0 is NaN/);
});

test('a mask has the pixels at or above the threshold, and probabilities are the nearest in float16', () => {
  for (const logits of tensors([20, 15])) {
    assert.deepEqual(
      maskOf(logits),
      Uint8Array.from(data, (v) => Number(v >= 0)),
    );
    const limit = Math.log(0.9 / 0.1);
    assert.deepEqual(
      maskOf(logits, 0.9),
      Uint8Array.from(data, (v) => Number(v > limit)),
    );
    assert.deepEqual(probabilitiesInFloat16(logits), toFloat16(kassei, kassei.sigmoid(data)));
  }
});
