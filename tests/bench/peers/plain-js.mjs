// Textbook loops over Float32Array: [value, derivative] of each function, as expressions in x.
// They are also what every peer's result is compared with before it is timed.
const formulas = {
  elu: ['x > 0 ? x : Math.exp(x) - 1', 'x > 0 ? 1 : Math.exp(x)'],
  selu: [
    '1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1))',
    '1.0507009873554805 * (x > 0 ? 1 : 1.6732632423543772 * Math.exp(x))',
  ],
  softplus: ['Math.log(1 + Math.exp(x))', '1 / (1 + Math.exp(-x))'],
  softsign: ['x / (1 + Math.abs(x))', '1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))'],
  relu: ['x > 0 ? x : 0', 'x > 0 ? 1 : 0'],
  tanh: ['Math.tanh(x)', '1 - Math.tanh(x) * Math.tanh(x)'],
  sigmoid: ['1 / (1 + Math.exp(-x))', 'Math.exp(-x) / ((1 + Math.exp(-x)) * (1 + Math.exp(-x)))'],
  hard_sigmoid: ['Math.min(Math.max(0.2 * x + 0.5, 0), 1)', 'x > -2.5 && x < 2.5 ? 0.2 : 0'],
  linear: ['x', '1'],
};

// A loop of its own for each function, so that the engine compiles each for itself.
function loop(name, mode) {
  const [value, derivative] = formulas[name];
  const expression = mode === 'value' ? value : `g[i] * (${derivative})`;
  return new Function('xs', 'g', 'y', `for (let i = 0; i < xs.length; i++) { const x = xs[i]; y[i] = ${expression}; }`);
}

export const reference = { has: (name) => name in formulas, loop };

export default {
  name: 'plain-js',
  start:
    () =>
    ({ name, mode, n, x, g }) => {
      const run = loop(name, mode);
      const y = new Float32Array(n);
      const call = () => {
        run(x, g, y);
        return y;
      };
      return { steady: call, endToEnd: call, result: () => y, dispose() {} };
    },
};
