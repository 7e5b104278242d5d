import { prepareWith } from './scalar.mjs';

export default {
  name: 'stdlib',
  package: '@stdlib/math-base-special-tanh',
  upTo: 16384,
  async start() {
    const load = async (name) => (await import(`@stdlib/math-base-special-${name}`)).default;
    return prepareWith('stdlib', {
      softplus: await load('log1pexp'),
      relu: await load('ramp'),
      tanh: await load('tanh'),
      sigmoid: await load('expit'),
    });
  },
};
