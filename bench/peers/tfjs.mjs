// Shared by TensorFlow.js' backends: one engine, in which one backend is active at a time.
import { loadBackend, loadCore } from '#tfjs';

// Comparisons have no gradient: hence tf.step.
const functions = (tf, slope) => ({
  elu: tf.elu,
  selu: tf.selu,
  softplus: tf.softplus,
  softsign: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
  relu: tf.relu,
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  hard_sigmoid: (x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1),
  linear: tf.clone,
  leaky_relu: (x) => tf.leakyRelu(x, 0.2),
  relu6: tf.relu6,
  prelu: (x) => tf.prelu(x, slope),
  thresholded_relu: (x) => tf.mul(x, tf.step(tf.sub(x, 1))),
  squareplus: (x) => tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 0.5),
  sparse_plus: (x) => tf.add(tf.square(tf.clipByValue(tf.mul(tf.add(x, 1), 0.5), 0, 1)), tf.relu(tf.sub(x, 1))),
  celu: tf.elu,
  exponential: tf.exp,
  hard_tanh: (x) => tf.clipByValue(x, -1, 1),
  sparse_sigmoid: (x) => tf.clipByValue(tf.mul(tf.add(x, 1), 0.5), 0, 1),
  log_sigmoid: tf.logSigmoid,
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  hard_silu: (x) => tf.mul(x, tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1)),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  quick_gelu: (x) => tf.mul(x, tf.sigmoid(tf.mul(x, 1.702))),
  mish: (x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  tanh_shrink: (x) => tf.sub(x, tf.tanh(x)),
  soft_shrink: (x) => tf.sub(x, tf.clipByValue(x, -0.5, 0.5)),
  hard_shrink: (x) => tf.mul(x, tf.step(tf.sub(tf.abs(x), 0.5))),
  threshold: (x) => tf.sub(tf.mul(tf.add(x, 0.5), tf.step(tf.sub(x, 0.5))), 0.5),
  softmax: tf.softmax,
  log_softmax: tf.logSoftmax,
  glu: (x) => {
    const [a, b] = tf.split(x, 2, 1);
    return tf.mul(a, tf.sigmoid(b));
  },
});

const references = new Set(['linear']);

let engine;

export async function startBackend(backend, setUp) {
  engine ??= loadCore();
  const tf = await engine;
  setUp(loadBackend(backend));
  await tf.setBackend(backend);
  // Costs something in the first call after another backend's only, which is never timed.
  const activate = () => {
    if (tf.getBackend() !== backend) tf.setBackend(backend);
  };
  return ({ name, mode, shape, valueShape, x, g, slope }) => {
    activate();
    const slopes = slope && tf.tensor1d(slope);
    const f = functions(tf, slopes)[name];
    if (!f) return null;
    const apply = mode === 'value' ? (input) => tf.tidy(() => f(input)) : tf.grad(f);
    const run = (...inputs) => {
      activate();
      return apply(...inputs);
    };
    const create = () => [tf.tensor(x, shape), ...(mode === 'gradient' ? [tf.tensor(g, valueShape)] : [])];
    const inputs = create();
    return {
      reference: references.has(name),
      steady: () => run(...inputs).dispose(),
      endToEnd: () => {
        activate();
        const fresh = create();
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
      dispose: () => tf.dispose([...inputs, slopes]),
    };
  };
}
