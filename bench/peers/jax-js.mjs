// jax-js on its WebAssembly backend, every function through jit.
const functions = ({ nn, numpy }, slope) => ({
  elu: nn.elu,
  selu: nn.selu,
  softplus: nn.softplus,
  softsign: nn.softSign,
  relu: nn.relu,
  tanh: numpy.tanh,
  sigmoid: nn.sigmoid,
  hard_sigmoid: (x) => numpy.clip(x.mul(0.2).add(0.5), 0, 1),
  linear: nn.identity,
  leaky_relu: (x) => nn.leakyRelu(x, 0.2),
  relu6: nn.relu6,
  prelu: (x) => numpy.where(x.ref.less(0), x.ref.mul(slope.ref), x),
  thresholded_relu: (x) => numpy.where(x.ref.greater(1), x, 0),
  squareplus: nn.squareplus,
  sparse_plus: nn.sparsePlus,
  celu: nn.celu,
  exponential: numpy.exp,
  hard_tanh: nn.hardTanh,
  sparse_sigmoid: nn.sparseSigmoid,
  log_sigmoid: nn.logSigmoid,
  silu: nn.silu,
  hard_silu: nn.hardSilu,
  gelu: (x) => nn.gelu(x, { approximate: false }),
  quick_gelu: (x) => x.ref.mul(nn.sigmoid(x.mul(1.702))),
  mish: nn.mish,
  tanh_shrink: (x) => x.ref.sub(numpy.tanh(x)),
  soft_shrink: (x) => x.ref.sub(numpy.clip(x, -0.5, 0.5)),
  hard_shrink: (x) => numpy.where(numpy.abs(x.ref).greater(0.5), x, 0),
  threshold: (x) => numpy.where(x.ref.greater(0.5), x, -0.5),
  softmax: nn.softmax,
  log_softmax: nn.logSoftmax,
  glu: nn.glu,
});

const references = new Set(['linear']);

export default {
  name: 'jax-js',
  package: '@jax-js/jax',
  async start() {
    const jax = await import('@jax-js/jax');
    await jax.init('wasm');
    jax.defaultDevice('wasm');
    const gradient = (f) => (x, g) => {
      const [y, pullback] = jax.vjp(f, [x]);
      y.dispose();
      const [dx] = pullback(g);
      pullback.dispose();
      return dx;
    };
    return ({ name, mode, shape, valueShape, x, g, slope }) => {
      const slopes = slope && jax.numpy.array(slope);
      const f = functions(jax, slopes)[name];
      if (!f) return null;
      const run = jax.jit(mode === 'value' ? f : gradient(f));
      const create = () => [
        jax.numpy.array(x, { shape }),
        ...(mode === 'gradient' ? [jax.numpy.array(g, { shape: valueShape })] : []),
      ];
      const inputs = create();
      const call = () => run(...inputs.map((input) => input.ref));
      return {
        reference: references.has(name),
        steady: async () => {
          const output = call();
          await output.blockUntilReady();
          output.dispose();
        },
        endToEnd: () => run(...create()).dataSync(),
        result: () => call().dataSync(),
        dispose: () => {
          for (const input of inputs) input.dispose();
          run.dispose();
          slopes?.dispose();
        },
      };
    };
  },
};
