import { prepareWith } from './scalar.mjs';

export default {
  name: 'activation-functions',
  package: 'activation-functions',
  upTo: 16384,
  async start() {
    const { default: library } = await import('activation-functions');
    // Its ELU, SELU and TanH give other values than their names say.
    return prepareWith('activation-functions', {
      softplus: library.SoftPlus,
      softsign: library.SoftSign,
      relu: library.ReLU,
      sigmoid: library.Sigmoid,
      linear: library.Identity,
      leaky_relu: (x) => library.PReLU(0.2, x),
      silu: library.SiLU,
    });
  },
};
