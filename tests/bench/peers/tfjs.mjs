// What TensorFlow.js' backends share: one engine, in which one backend is active at a time.
import { createRequire, register } from 'node:module';

const require = createRequire(import.meta.url);

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

async function loadEngine() {
  register('./tfjs-modules.mjs', import.meta.url);
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  const tf = require('@tensorflow/tfjs-core');
  tf.enableProdMode(); // Without advice to use its native code.
  return tf;
}

let engine;

export async function startBackend(backend, setUp) {
  engine ??= loadEngine();
  const tf = await engine;
  setUp(require(`@tensorflow/tfjs-backend-${backend}`));
  await tf.setBackend(backend);
  const table = functions(tf);
  // Costs something in the first call after another backend's only, which is never timed.
  const activate = () => {
    if (tf.getBackend() !== backend) tf.setBackend(backend);
  };
  return ({ name, mode, x, g }) => {
    const f = table[name];
    if (!f) return null;
    activate();
    const apply = mode === 'value' ? (input) => tf.tidy(() => f(input)) : tf.grad(f);
    const run = (...inputs) => {
      activate();
      return apply(...inputs);
    };
    const data = mode === 'value' ? [x] : [x, g];
    const inputs = data.map((values) => tf.tensor1d(values));
    return {
      reference: references.has(name),
      steady: () => run(...inputs).dispose(),
      endToEnd: () => {
        activate();
        const fresh = data.map((values) => tf.tensor1d(values));
        const output = run(...fresh);
        const y = output.dataSync();
        tf.dispose([output, ...fresh]);
        return y;
      },
      result: () => {
        const output = run(...inputs);
        const y = output.dataSync();
        output.dispose();
        return y;
      },
      dispose: () => tf.dispose(inputs),
    };
  };
}
