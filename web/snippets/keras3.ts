import {
  divided,
  functions,
  isBeyondKeras,
  isIdentity,
  isSelu,
  isShifted,
  isSixth,
  layers,
  type Platform,
  py,
  reluArguments,
} from './language.ts';

const call = functions('keras.activations');
const layer = layers('keras.layers');

const plain = (name: string) => () => call(name);

export const keras3: Platform = {
  title: 'Keras 3',
  setup: (numbers) => ['import keras', '', `x = keras.ops.convert_to_tensor([${numbers}])`],
  calls: {
    elu: ({ alpha }) => [call('elu', { alpha }), layer('ELU', { alpha })],
    selu: (values) =>
      isSelu(values) ? call('selu') : py`y = ${values.scale} * keras.activations.elu(x, alpha=${values.alpha})`,
    softplus({ beta, threshold }) {
      if (beta === 1 && !Number.isFinite(threshold)) return call('softplus');
      const whole = py`keras.activations.softplus(${beta} * x) / ${beta}`;
      return Number.isFinite(threshold)
        ? py`y = keras.ops.where(${beta} * x > ${threshold}, x, ${whole})`
        : `y = ${whole}`;
    },
    softsign: plain('softsign'),
    relu(values) {
      const { negativeSlope: s, maxValue: m, threshold: t } = values;
      if (isBeyondKeras(values))
        return py`y = keras.ops.where(x > ${t}, keras.ops.minimum(x, ${m}), ${s} * (x - ${t}))`;
      const args = reluArguments(values, 'negative_slope');
      return [call('relu', args), layer('ReLU', args)];
    },
    tanh: plain('tanh'),
    sigmoid: plain('sigmoid'),
    hard_sigmoid: ({ alpha, beta }) =>
      isSixth(alpha) && beta === 0.5 ? call('hard_sigmoid') : py`y = keras.ops.clip(${alpha} * x + ${beta}, 0.0, 1.0)`,
    linear: (values) =>
      isIdentity(values) ? [call('linear'), layer('Identity')] : py`y = ${values.alpha} * x + ${values.beta}`,
    leaky_relu: ({ negativeSlope: negative_slope }) => [
      call('leaky_relu', { negative_slope }),
      layer('LeakyReLU', { negative_slope }),
    ],
    relu6: plain('relu6'),
    prelu: ({ slope }) => [
      py`layer = keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(${slope}))`,
      'y = layer(x[None])[0]',
    ],
    thresholded_relu: ({ theta: threshold }) => [call('relu', { threshold }), layer('ReLU', { threshold })],
    squareplus: ({ b }) => call('squareplus', { b }),
    sparse_plus: plain('sparse_plus'),
    celu: ({ alpha }) => call('celu', { alpha }),
    exponential: plain('exponential'),
    hard_tanh: ({ minValue, maxValue }) =>
      minValue === -1 && maxValue === 1 ? call('hard_tanh') : py`y = keras.ops.clip(x, ${minValue}, ${maxValue})`,
    sparse_sigmoid: plain('sparse_sigmoid'),
    log_sigmoid: plain('log_sigmoid'),
    silu: ({ beta }) => (beta === 1 ? call('silu') : py`y = x * keras.activations.sigmoid(${beta} * x)`),
    hard_silu: plain('hard_silu'),
    gelu: ({ approximate }) => call('gelu', { approximate }),
    quick_gelu: () => 'y = x * keras.activations.sigmoid(1.702 * x)',
    mish: plain('mish'),
    tanh_shrink: plain('tanh_shrink'),
    soft_shrink: ({ threshold }) => call('soft_shrink', { threshold }),
    hard_shrink: ({ threshold, bias }) =>
      isShifted({ threshold, bias })
        ? py`y = keras.ops.where(x < ${-threshold}, x + ${bias}, x - ${bias})`
        : bias === 0
          ? call('hard_shrink', { threshold })
          : py`y = keras.ops.where(keras.ops.abs(x) > ${threshold}, x - ${bias} * keras.ops.sign(x), 0.0)`,
    threshold: ({ threshold, defaultValue: default_value }) => call('threshold', { threshold, default_value }),
    softmax: ({ temperature }) => [
      ...divided(temperature),
      call('softmax', { axis: '-1' }),
      'layer = keras.layers.Softmax(axis=-1)',
    ],
    log_softmax: ({ temperature }) => [...divided(temperature), call('log_softmax', { axis: '-1' })],
    sparsemax: ({ temperature }) => [...divided(temperature), call('sparsemax', { axis: '-1' })],
    glu: () => call('glu', { axis: '-1' }),
  },
};
