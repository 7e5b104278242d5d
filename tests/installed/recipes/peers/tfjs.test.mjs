// docs/recipes/tfjs.mjs in TensorFlow.js: values, gradients, an optimizer, and no tensor left behind.
import assert from 'node:assert/strict';
import { register } from 'node:module';
import test from 'node:test';
import { load } from 'kassei';
import { loadBackend, loadCore } from '../../../../bench/peers/tfjs-node.mjs';

register('./resolve.mjs', import.meta.url);
const tf = await loadCore();
for (const name of ['cpu', 'wasm']) loadBackend(name);
const { elu, mish, operation, sparsemax } = await import('../../../../docs/recipes/tfjs.mjs');
const kassei = await load();

const x = Float32Array.from({ length: 24 }, (_, i) => (i - 11) * 0.37);
const upstream = Float32Array.from(x, (_, i) => Math.cos(i));
const shape = [4, 6];
const rows = { shape, axis: -1 };
const operations = {
  mish: [mish, kassei.mish, {}],
  elu: [elu, kassei.elu, { alpha: 0.5 }],
  sparsemax: [sparsemax, kassei.sparsemax, rows],
};

/** The slopes of `f`, a function of a Float32Array, by steps. */
function slopes(f, at, step = 2 ** -7) {
  const value = (i, change) => f(at.with(i, at[i] + change));
  return at.map((_, i) => (value(i, step) - value(i, -step)) / (2 * step));
}

function near(got, wanted, tolerance) {
  assert.equal(got.length, wanted.length);
  got.forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]) < tolerance, `${i}: ${value}, not ${wanted[i]}`);
  });
}

for (const backend of ['cpu', 'wasm']) {
  test(`backend ${backend}`, async (t) => {
    await tf.setBackend(backend);
    assert.equal(tf.getBackend(), backend);

    for (const [name, [op, activation, options]] of Object.entries(operations)) {
      await t.test(`${name}: value and gradient are Kassei's, and the gradient is the slope of the value`, () => {
        const before = tf.memory().numTensors;
        tf.tidy(() => {
          const input = tf.tensor(x, shape);
          const y = op(input);
          assert.deepEqual(y.shape, shape);
          assert.deepEqual(y.dataSync(), activation(x, options));
          const dx = tf.grad(op)(input, tf.tensor(upstream, shape));
          assert.deepEqual(dx.shape, shape);
          assert.deepEqual(dx.dataSync(), activation.grad(x, { ...options, upstream }));
          const sum = (at) =>
            op(tf.tensor(at, shape))
              .dataSync()
              .reduce((total, value, i) => total + value * upstream[i], 0);
          near(dx.dataSync(), slopes(sum, x), 2e-3);
          assert.deepEqual(input.dataSync(), x, 'the input is as it was');
          assert.deepEqual(y.dataSync(), activation(x, options), 'later calls leave a result alone');
        });
        assert.equal(tf.memory().numTensors, before);
      });
    }

    await t.test('an optimizer trains through it, with the gradients of the same network of its own operations', () => {
      const own = (z) => tf.mul(z, tf.tanh(tf.softplus(z)));
      const [input, wanted] = [tf.tensor(x, [12, 2]), tf.tensor(x.slice(0, 12).map(Math.sin), [12, 1])];
      const first = tf.variable(
        tf.tensor(
          Float32Array.from({ length: 16 }, (_, i) => Math.sin(3 * i)),
          [2, 8],
        ),
      );
      const second = tf.variable(
        tf.tensor(
          Float32Array.from({ length: 8 }, (_, i) => Math.cos(5 * i)),
          [8, 1],
        ),
      );
      const lossWith = (activation) => () =>
        tf.mean(tf.square(tf.sub(tf.matMul(activation(tf.matMul(input, first)), second), wanted)));
      const loss = lossWith(mish);
      const gradientsOf = (f) =>
        tf.tidy(() => {
          const { grads } = tf.variableGrads(f, [first, second]);
          return [first, second].map(({ name }) => grads[name].dataSync().slice());
        });
      const [got, expected] = [gradientsOf(loss), gradientsOf(lossWith(own))];
      for (const [i, gradient] of got.entries()) near(gradient, expected[i], 1e-5);

      const optimizer = tf.train.adam(0.03);
      const step = () => tf.tidy(() => optimizer.minimize(loss, true, [first, second]).dataSync()[0]);
      const start = step();
      const tensors = tf.memory().numTensors;
      for (let i = 0; i < 200; i++) step();
      assert.equal(tf.memory().numTensors, tensors);
      const end = step();
      assert.ok(start > 1 && end < 0.1 * start, `${start}, ${end}`);
      tf.dispose([input, wanted, first, second]);
      optimizer.dispose();
    });

    await t.test('wrong arguments are refused with their names', () => {
      tf.tidy(() => {
        assert.throws(() => mish(tf.tensor1d([1, 2], 'int32')), /kassei\.mish: x must be a Float32Array.*Int32Array/);
        assert.throws(() => mish(x), /must all be tensors/);
        const wrong = operation(kassei.elu, () => ({ alpha: '1' }));
        assert.throws(() => wrong(tf.tensor(x)), /kassei\.elu: alpha must be a finite number, got "1"/);
        assert.throws(() => tf.grad(tf.grad(mish))(tf.tensor(x)), /Cannot compute gradient/);
      });
    });
  });
}
