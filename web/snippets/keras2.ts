import {
  divided,
  functions,
  isBeyondKeras,
  isIdentity,
  isSelu,
  isShifted,
  layers,
  type Platform,
  py,
  reluArguments,
} from './language.ts';

const call = functions('keras.activations');
const layer = layers('keras.layers');

const plain = (name: string) => () => call(name);

/** tf_keras, and TensorFlow's own functions for those that Keras 2 lacks. */
export const keras2: Platform = {
  title: 'Keras 2',
  // Keras 2's softmax rejects arrays of one axis.
  setup: (numbers, isRow, call) => [
    'import tensorflow as tf',
    ...(call.includes('keras.') ? ['import tf_keras as keras'] : []),
    '',
    isRow ? `x = tf.constant([[${numbers}]])` : `x = tf.constant([${numbers}])`,
  ],
  calls: {
    elu: ({ alpha }) => [call('elu', { alpha }), layer('ELU', { alpha })],
    selu: (values) =>
      isSelu(values) ? call('selu') : py`y = ${values.scale} * keras.activations.elu(x, alpha=${values.alpha})`,
    softplus({ beta, threshold }) {
      if (beta === 1 && !Number.isFinite(threshold)) return call('softplus');
      const whole = py`tf.math.softplus(${beta} * x) / ${beta}`;
      return Number.isFinite(threshold) ? py`y = tf.where(${beta} * x > ${threshold}, x, ${whole})` : `y = ${whole}`;
    },
    softsign: plain('softsign'),
    relu(values) {
      const { negativeSlope: s, maxValue: m, threshold: t } = values;
      if (isBeyondKeras(values)) return py`y = tf.where(x > ${t}, tf.minimum(x, ${m}), ${s} * (x - ${t}))`;
      return [call('relu', reluArguments(values, 'alpha')), layer('ReLU', reluArguments(values, 'negative_slope'))];
    },
    tanh: plain('tanh'),
    sigmoid: plain('sigmoid'),
    hard_sigmoid: ({ alpha, beta }) =>
      alpha === 0.2 && beta === 0.5 ? call('hard_sigmoid') : py`y = tf.clip_by_value(${alpha} * x + ${beta}, 0.0, 1.0)`,
    linear: (values) => (isIdentity(values) ? call('linear') : py`y = ${values.alpha} * x + ${values.beta}`),
    leaky_relu: ({ negativeSlope: alpha }) => [
      py`y = tf.nn.leaky_relu(x, alpha=${alpha})`,
      layer('LeakyReLU', { alpha }),
    ],
    relu6: () => 'y = tf.nn.relu6(x)',
    prelu: ({ slope }) => [
      py`layer = keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(${slope}))`,
      'y = layer(x[None])[0]',
    ],
    thresholded_relu: ({ theta }) =>
      theta < 0 ? py`y = tf.where(x > ${theta}, x, 0.0)` : [layer('ThresholdedReLU', { theta }), 'y = layer(x)'],
    squareplus: ({ b }) => [py`r = tf.sqrt(x * x + ${b})`, py`y = tf.where(x < 0, ${b} / 2 / (r - x), (r + x) / 2)`],
    sparse_plus: () => 'y = tf.maximum(x, ((tf.clip_by_value(x, -1.0, 1.0) + 1) / 2) ** 2)',
    celu({ alpha }) {
      if (alpha < 0) return py`y = tf.where(x > 0, x, ${alpha} * tf.math.expm1(x / ${alpha}))`;
      return alpha === 1 ? call('elu') : py`y = ${alpha} * keras.activations.elu(x / ${alpha})`;
    },
    exponential: plain('exponential'),
    hard_tanh: ({ minValue, maxValue }) => py`y = tf.clip_by_value(x, ${minValue}, ${maxValue})`,
    sparse_sigmoid: () => 'y = tf.clip_by_value((x + 1) / 2, 0.0, 1.0)',
    log_sigmoid: () => 'y = tf.math.log_sigmoid(x)',
    silu: ({ beta }) => (beta === 1 ? call('swish') : py`y = tf.nn.silu(x, beta=${beta})`),
    hard_silu: () => 'y = x * (tf.nn.relu6(x + 3) / 6)',
    gelu: ({ approximate }) => call('gelu', { approximate }),
    quick_gelu: () => 'y = tf.nn.silu(x, beta=1.702)',
    mish: plain('mish'),
    tanh_shrink: () => 'y = x - tf.tanh(x)',
    soft_shrink: ({ threshold: t }) => py`y = x - tf.clip_by_value(x, ${-t}, ${t})`,
    hard_shrink: ({ threshold, bias }) =>
      isShifted({ threshold, bias })
        ? py`y = tf.where(x < ${-threshold}, x + ${bias}, x - ${bias})`
        : py`y = tf.where(tf.abs(x) > ${threshold}, ${bias ? py`x - ${bias} * tf.sign(x)` : 'x'}, 0.0)`,
    threshold: ({ threshold, defaultValue }) => py`y = tf.where(x > ${threshold}, x, ${defaultValue})`,
    softmax: ({ temperature }) => [
      ...divided(temperature),
      call('softmax', { axis: '-1' }),
      'layer = keras.layers.Softmax(axis=-1)',
    ],
    log_softmax: ({ temperature }) => [...divided(temperature), 'y = tf.nn.log_softmax(x, axis=-1)'],
    sparsemax: ({ temperature }) => [
      ...divided(temperature),
      'x = x - tf.reduce_max(x, axis=-1, keepdims=True)',
      'z = tf.sort(x, axis=-1, direction="DESCENDING")',
      's = tf.cumsum(z, axis=-1) - 1',
      'n = tf.range(1, z.shape[-1] + 1, dtype=x.dtype)',
      'k = tf.reduce_sum(tf.cast(n * z > s, tf.int32), axis=-1, keepdims=True)',
      'tau = tf.gather(s, k - 1, axis=-1, batch_dims=1) / tf.cast(k, x.dtype)',
      'y = tf.maximum(x - tau, 0)',
    ],
    glu: () => ['a, b = tf.split(x, 2, axis=-1)', 'y = a * tf.sigmoid(b)'],
  },
};
