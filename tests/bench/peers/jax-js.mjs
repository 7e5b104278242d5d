// jax-js on its WebAssembly backend, every function through jit.
const functions = ({ nn, numpy }) => ({
  elu: nn.elu,
  selu: nn.selu,
  softplus: nn.softplus,
  softsign: nn.softSign,
  relu: nn.relu,
  tanh: numpy.tanh,
  sigmoid: nn.sigmoid,
  hard_sigmoid: (x) => numpy.clip(x.mul(0.2).add(0.5), 0, 1),
  linear: nn.identity,
});

const references = new Set(['linear']);

export default {
  name: 'jax-js',
  package: '@jax-js/jax',
  async start() {
    const jax = await import('@jax-js/jax');
    await jax.init('wasm');
    jax.defaultDevice('wasm');
    const table = functions(jax);
    const gradient = (f) => (x, g) => {
      const [y, pullback] = jax.vjp(f, [x]);
      y.dispose();
      const [dx] = pullback(g);
      pullback.dispose();
      return dx;
    };
    return ({ name, mode, x, g }) => {
      const f = table[name];
      if (!f) return null;
      const run = jax.jit(mode === 'value' ? f : gradient(f));
      const data = mode === 'value' ? [x] : [x, g];
      const inputs = data.map((values) => jax.numpy.array(values));
      const call = () => run(...inputs.map((input) => input.ref));
      return {
        reference: references.has(name),
        steady: async () => {
          const output = call();
          await output.blockUntilReady();
          output.dispose();
        },
        endToEnd: () => run(...data.map((values) => jax.numpy.array(values))).dataSync(),
        result: () => call().dataSync(),
        dispose: () => {
          for (const input of inputs) input.dispose();
          run.dispose();
        },
      };
    };
  },
};
