import { divided, functions, isIdentity, isSelu, isShifted, isSixth, type Platform, py } from './language.ts';

const call = functions('jax.nn');

const plain = (name: string) => () => call(name);

export const jax: Platform = {
  title: 'JAX',
  setup: (numbers, _, call) => [
    ...(call.includes('jax.') ? ['import jax'] : []),
    'import jax.numpy as jnp',
    '',
    `x = jnp.array([${numbers}])`,
  ],
  calls: {
    elu: ({ alpha }) => call('elu', { alpha }),
    selu: (values) => (isSelu(values) ? call('selu') : py`y = ${values.scale} * jax.nn.elu(x, alpha=${values.alpha})`),
    softplus({ beta, threshold }) {
      if (beta === 1 && !Number.isFinite(threshold)) return call('softplus');
      const whole = py`jax.nn.softplus(${beta} * x) / ${beta}`;
      return Number.isFinite(threshold) ? py`y = jnp.where(${beta} * x > ${threshold}, x, ${whole})` : `y = ${whole}`;
    },
    softsign: plain('soft_sign'),
    relu({ negativeSlope: s, maxValue: m, threshold: t }) {
      if (t === 0 && !Number.isFinite(m)) return s ? call('leaky_relu', { negative_slope: s }) : call('relu');
      return py`y = jnp.where(x > ${t}, ${Number.isFinite(m) ? py`jnp.minimum(x, ${m})` : 'x'}, ${s} * (x - ${t}))`;
    },
    tanh: () => 'y = jnp.tanh(x)',
    sigmoid: plain('sigmoid'),
    hard_sigmoid: ({ alpha, beta }) =>
      isSixth(alpha) && beta === 0.5 ? call('hard_sigmoid') : py`y = jnp.clip(${alpha} * x + ${beta}, 0.0, 1.0)`,
    linear: (values) => (isIdentity(values) ? call('identity') : py`y = ${values.alpha} * x + ${values.beta}`),
    leaky_relu: ({ negativeSlope: negative_slope }) => call('leaky_relu', { negative_slope }),
    relu6: plain('relu6'),
    prelu: ({ slope }) => py`y = jnp.where(x < 0, ${slope} * x, x)`,
    thresholded_relu: ({ theta }) => py`y = jnp.where(x > ${theta}, x, 0.0)`,
    squareplus: ({ b }) => call('squareplus', { b }),
    sparse_plus: plain('sparse_plus'),
    celu: ({ alpha }) => call('celu', { alpha }),
    exponential: () => 'y = jnp.exp(x)',
    hard_tanh: ({ minValue, maxValue }) =>
      minValue === -1 && maxValue === 1 ? call('hard_tanh') : py`y = jnp.clip(x, ${minValue}, ${maxValue})`,
    sparse_sigmoid: plain('sparse_sigmoid'),
    log_sigmoid: plain('log_sigmoid'),
    silu: ({ beta }) => (beta === 1 ? call('silu') : py`y = x * jax.nn.sigmoid(${beta} * x)`),
    hard_silu: plain('hard_silu'),
    gelu: ({ approximate }) => call('gelu', { approximate }),
    quick_gelu: () => 'y = x * jax.nn.sigmoid(1.702 * x)',
    mish: plain('mish'),
    tanh_shrink: () => 'y = x - jnp.tanh(x)',
    soft_shrink: ({ threshold: t }) => py`y = x - jnp.clip(x, ${-t}, ${t})`,
    hard_shrink: ({ threshold, bias }) =>
      isShifted({ threshold, bias })
        ? py`y = jnp.where(x < ${-threshold}, x + ${bias}, x - ${bias})`
        : py`y = jnp.where(jnp.abs(x) > ${threshold}, ${bias ? py`x - ${bias} * jnp.sign(x)` : 'x'}, 0.0)`,
    threshold: ({ threshold, defaultValue }) => py`y = jnp.where(x > ${threshold}, x, ${defaultValue})`,
    softmax: ({ temperature }) => [...divided(temperature), call('softmax', { axis: '-1' })],
    log_softmax: ({ temperature }) => [...divided(temperature), call('log_softmax', { axis: '-1' })],
    sparsemax: ({ temperature }) => [
      ...divided(temperature),
      'x = x - jnp.max(x, axis=-1, keepdims=True)',
      'z = -jnp.sort(-x, axis=-1)',
      's = jnp.cumsum(z, axis=-1) - 1',
      'n = jnp.arange(1, z.shape[-1] + 1)',
      'k = jnp.sum(n * z > s, axis=-1, keepdims=True)',
      'y = jnp.maximum(x - jnp.take_along_axis(s, k - 1, axis=-1) / k, 0)',
    ],
    glu: () => call('glu', { axis: '-1' }),
  },
};
