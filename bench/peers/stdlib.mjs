import { prepareWith } from './scalar.mjs';

export default {
  name: 'stdlib',
  package: '@stdlib/math-base-special-tanh',
  upTo: 16384,
  async start() {
    const load = async (name) => (await import(`@stdlib/math-base-special-${name}`)).default;
    const [log1pexp, ramp, tanh, expit, clamp, exp, erfc] = await Promise.all(
      ['log1pexp', 'ramp', 'tanh', 'expit', 'clamp', 'exp', 'erfc'].map(load),
    );
    return prepareWith('stdlib', {
      softplus: log1pexp,
      relu: ramp,
      tanh,
      sigmoid: expit,
      relu6: (x) => clamp(x, 0, 6),
      exponential: exp,
      hard_tanh: (x) => clamp(x, -1, 1),
      log_sigmoid: (x) => -log1pexp(-x),
      silu: (x) => x * expit(x),
      gelu: (x) => 0.5 * x * erfc(-x * Math.SQRT1_2),
      quick_gelu: (x) => x * expit(1.702 * x),
      tanh_shrink: (x) => x - tanh(x),
    });
  },
};
