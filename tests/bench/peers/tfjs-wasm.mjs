// TensorFlow.js on its WebAssembly backend (XNNPACK), one thread.
import { createRequire, register } from 'node:module';

const require = createRequire(import.meta.url);

async function startTensorFlow() {
  const tf = require('@tensorflow/tfjs-core');
  const backend = require('@tensorflow/tfjs-backend-wasm');
  register('./tfjs-modules.mjs', import.meta.url);
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  backend.setThreadsCount(1);
  await tf.setBackend('wasm');
  return tf;
}

const functions = (tf) => ({
  elu: tf.elu,
  selu: tf.selu,
  softplus: tf.softplus,
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  relu: tf.relu,
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  hard_sigmoid: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
  linear: tf.clone,
});

const references = new Set(['linear']);

export default {
  name: 'tfjs-wasm',
  package: '@tensorflow/tfjs-backend-wasm',
  async start() {
    const tf = await startTensorFlow();
    const table = functions(tf);
    return ({ name, mode, x, g }) => {
      const f = table[name];
      if (!f) return null;
      const run = mode === 'value' ? (input) => tf.tidy(() => f(input)) : tf.grad(f);
      const input = tf.tensor1d(x);
      const upstream = mode === 'value' ? undefined : tf.tensor1d(g);
      return {
        reference: references.has(name),
        steady: () => run(input, upstream).dispose(),
        endToEnd: () => {
          const inputs = mode === 'value' ? [tf.tensor1d(x)] : [tf.tensor1d(x), tf.tensor1d(g)];
          const output = run(...inputs);
          const y = output.dataSync();
          tf.dispose([output, ...inputs]);
          return y;
        },
        result: () => {
          const output = run(input, upstream);
          const y = output.dataSync();
          output.dispose();
          return y;
        },
        dispose: () => tf.dispose([input, upstream].filter(Boolean)),
      };
    };
  },
};
