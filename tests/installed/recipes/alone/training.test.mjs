// docs/recipes/training.mjs learns two spirals, by gradients that are the slopes of its loss.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createNetwork, train } from '../../../../docs/recipes/training.mjs';
import { Wild } from '../../../exhaustive/fuzz/wild.mjs';

const widths = [2, 16, 16, 1];

/** A full turn of each arm. */
function spirals(examples) {
  const labels = Float32Array.from({ length: examples }, (_, i) => (i % 2 ? 1 : -1));
  const inputs = Float32Array.from({ length: 2 * examples }, (_, i) => {
    const n = i >> 1;
    const angle = (2 * Math.PI * n) / examples + (n % 2 ? Math.PI : 0);
    return (0.2 + n / examples) * (i % 2 ? Math.sin(angle) : Math.cos(angle));
  });
  return { inputs, labels };
}

function networkOf(seed, examples = 200) {
  const { inputs, labels } = spirals(examples);
  const wild = new Wild(seed);
  return createNetwork(widths, inputs, labels, () => wild.uniform(0, 1));
}

test('the gradients of all parameters are the slopes of the loss', (t) => {
  const network = networkOf(1, 20);
  t.after(network.free);
  const check = () => {
    network.forward();
    network.backward();
    for (const [which, { value, gradient }] of network.parameters.entries()) {
      assert.ok(
        gradient.some((g) => g !== 0),
        `parameters ${which}`,
      );
      for (const [i, kept] of value.entries()) {
        const step = 2 ** -10;
        const [above, below] = [step, -step].map((change) => {
          value[i] = kept + change;
          return network.forward();
        });
        value[i] = kept;
        const slope = (above - below) / (2 * step);
        assert.ok(Math.abs(slope - gradient[i]) < 1e-3, `parameters ${which}, ${i}: ${gradient[i]}, by steps ${slope}`);
      }
    }
  };
  assert.equal(network.parameters.length, 8); // Weights and biases of three layers, slopes after two.
  check();
  train(network, { steps: 20 });
  check();
});

for (const seed of [1, 2, 3]) {
  test(`the loss falls, seed ${seed}, the slopes of prelu are learned, and the memory is given back`, () => {
    const network = networkOf(seed);
    const slopes = network.parameters.filter(({ value }) => value.every((slope) => slope === 0.25));
    assert.equal(slopes.length, 2);
    const losses = train(network, { steps: 600 });
    assert.ok(losses[0] > 0.5, `${losses[0]}`);
    assert.ok(losses.at(-1) < 0.002, `${losses.at(-1)}`);
    for (const { value } of slopes) assert.ok(value.some((slope) => Math.abs(slope - 0.25) > 0.05));
    network.free();
    assert.throws(() => network.forward(), /has been freed/);
  });
}
