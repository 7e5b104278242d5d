// docs/recipes/onnxruntime.mjs with a real session: a model of one small layer, logits = weights * x + biases.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import test from 'node:test';
import { model } from '../../../../bench/peers/onnx.mjs';

register('./resolve.mjs', import.meta.url);
const { openClassifier } = await import('../../../../docs/recipes/onnxruntime.mjs');

const [weights, biases] = [
  [1, -2, 3, 0.5, -1],
  [0.5, 0, -1, 2, 1],
];
const shape = [3, 5];
const x = Float32Array.from({ length: 15 }, (_, i) => Math.sin(i) * 3);
const logits = Float32Array.from(x, (value, i) => weights[i % 5] * value + biases[i % 5]);
const bytes = (graph) => model(graph, shape, shape);
const layer = bytes([
  ['Mul', 0, weights],
  ['Add', 1, biases],
]);

/** Softmax by its definition. */
function expected(temperature, mask) {
  const shares = [...logits].map((logit, i) => (mask?.[i % mask.length] === 0 ? 0 : Math.exp(logit / temperature)));
  return shares.map((share, i) => {
    const row = Math.floor(i / 5) * 5;
    const sum = shares.slice(row, row + 5).reduce((a, b) => a + b);
    return sum && share / sum;
  });
}

test('logits become probabilities, with a temperature, and with a mask', async (t) => {
  const classifier = await openClassifier(layer);
  t.after(classifier.close);
  const kept = x.slice();
  const mask = Uint8Array.from({ length: 15 }, (_, i) => (i >= 10 || i % 3 === 1 ? 0 : 1));
  for (const options of [
    undefined,
    { temperature: 4 },
    { temperature: 0.5, mask },
    { mask },
    { mask: Uint8Array.of(1, 0, 1, 1, 0) },
  ]) {
    const result = await classifier.classify(x, shape, options);
    assert.deepEqual([...result.shape], shape);
    const wanted = expected(options?.temperature ?? 1, options?.mask);
    assert.equal(result.probabilities.length, 15);
    for (const [i, p] of result.probabilities.entries()) {
      assert.ok(Math.abs(p - wanted[i]) < 1e-6, `${i}: ${p}, not ${wanted[i]}`);
    }
  }
  assert.deepEqual(x, kept);
});

test('each call has its own results', async (t) => {
  const classifier = await openClassifier(layer);
  t.after(classifier.close);
  const [first, second] = [
    await classifier.classify(x, shape),
    await classifier.classify(
      x.map((v) => -v),
      shape,
    ),
  ];
  const copy = first.probabilities.slice();
  assert.notDeepEqual(copy, second.probabilities);
  await classifier.classify(
    x.map((v) => 2 * v),
    shape,
  );
  assert.deepEqual(first.probabilities, copy);
});

test('wrong arguments are refused', async (t) => {
  const classifier = await openClassifier(layer);
  t.after(classifier.close);
  await assert.rejects(classifier.classify(x, shape, { temperature: 0 }), /temperature must be .*, got 0/);
  await assert.rejects(
    classifier.classify(x, shape, { mask: new Uint8Array(4) }),
    /kassei\.softmax: mask must have the length/,
  );
  await assert.rejects(classifier.classify(x, [5, 5]));
  const closed = await openClassifier(layer);
  await closed.close();
  await assert.rejects(closed.classify(x, shape));
});
