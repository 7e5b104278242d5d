import { isIdentity, isSelu, isShifted, js, type Platform } from './language.ts';

const y = (expression: string) => `const y = ${expression};`;
const plain = (name: string) => () => y(`tf.${name}(x)`);
/** A function that TensorFlow.js has as a layer only. */
const activation = (name: string) => () => [
  `const layer = tf.layers.activation({ activation: '${name}' });`,
  'const y = layer.apply(x);',
];
const divided = (temperature: number) => (temperature === 1 ? 'x' : js`x.div(${temperature})`);
const elu = (alpha: number) => (alpha === 1 ? 'tf.elu(x)' : js`tf.where(x.greater(0), x, tf.expm1(x).mul(${alpha}))`);

export const tensorflowjs: Platform = {
  title: 'TensorFlow.js',
  setup: (numbers) => ["import * as tf from '@tensorflow/tfjs';", '', `const x = tf.tensor1d([${numbers}]);`],
  calls: {
    elu: ({ alpha }) => y(elu(alpha)),
    selu: (values) => y(isSelu(values) ? 'tf.selu(x)' : js`${elu(values.alpha)}.mul(${values.scale})`),
    softplus({ beta, threshold }) {
      const scaled = beta === 1 ? 'x' : js`x.mul(${beta})`;
      const whole = beta === 1 ? 'tf.softplus(x)' : js`tf.softplus(${scaled}).div(${beta})`;
      return y(Number.isFinite(threshold) ? js`tf.where(${scaled}.greater(${threshold}), x, ${whole})` : whole);
    },
    softsign: activation('softsign'),
    relu({ negativeSlope: s, maxValue: m, threshold: t }) {
      if (t === 0 && !Number.isFinite(m)) return y(s ? js`tf.leakyRelu(x, ${s})` : 'tf.relu(x)');
      if (t === 0 && s === 0) return y(js`tf.clipByValue(x, 0, ${m})`);
      const upper = Number.isFinite(m) ? js`x.minimum(${m})` : 'x';
      return y(js`tf.where(x.greater(${t}), ${upper}, x.sub(${t}).mul(${s}))`);
    },
    tanh: plain('tanh'),
    sigmoid: plain('sigmoid'),
    hard_sigmoid: ({ alpha, beta }) =>
      alpha === 0.2 && beta === 0.5
        ? activation('hardSigmoid')()
        : y(js`tf.clipByValue(x.mul(${alpha}).add(${beta}), 0, 1)`),
    linear: (values) =>
      isIdentity(values) ? activation('linear')() : y(js`x.mul(${values.alpha}).add(${values.beta})`),
    leaky_relu: ({ negativeSlope: alpha }) => [
      y(js`tf.leakyRelu(x, ${alpha})`),
      js`const layer = tf.layers.leakyReLU({ alpha: ${alpha} });`,
    ],
    relu6: plain('relu6'),
    prelu: ({ slope }) => y(js`tf.prelu(x, tf.scalar(${slope}))`),
    thresholded_relu: ({ theta }) => [
      js`const layer = tf.layers.thresholdedReLU({ theta: ${theta} });`,
      'const y = layer.apply(x);',
    ],
    squareplus: ({ b }) => [
      js`const r = x.square().add(${b}).sqrt();`,
      y(js`tf.where(x.less(0), tf.scalar(${b / 2}).div(r.sub(x)), r.add(x).div(2))`),
    ],
    sparse_plus: () => y('tf.maximum(x, tf.clipByValue(x, -1, 1).add(1).div(2).square())'),
    celu({ alpha }) {
      if (alpha < 0) return y(js`tf.where(x.greater(0), x, tf.expm1(x.div(${alpha})).mul(${alpha}))`);
      return y(alpha === 1 ? 'tf.elu(x)' : js`tf.elu(x.div(${alpha})).mul(${alpha})`);
    },
    exponential: plain('exp'),
    hard_tanh: ({ minValue, maxValue }) => y(js`tf.clipByValue(x, ${minValue}, ${maxValue})`),
    sparse_sigmoid: () => y('tf.clipByValue(x.add(1).div(2), 0, 1)'),
    log_sigmoid: plain('logSigmoid'),
    silu: ({ beta }) => (beta === 1 ? activation('swish')() : y(js`x.mul(tf.sigmoid(x.mul(${beta})))`)),
    hard_silu: () => y('x.mul(tf.relu6(x.add(3)).div(6))'),
    gelu: ({ approximate }) => activation(approximate ? 'gelu_new' : 'gelu')(),
    quick_gelu: () => y('x.mul(tf.sigmoid(x.mul(1.702)))'),
    mish: activation('mish'),
    tanh_shrink: () => y('x.sub(tf.tanh(x))'),
    soft_shrink: ({ threshold: t }) => y(js`x.sub(tf.clipByValue(x, ${-t}, ${t}))`),
    hard_shrink: ({ threshold, bias }) =>
      y(
        isShifted({ threshold, bias })
          ? js`tf.where(x.less(${-threshold}), x.add(${bias}), x.sub(${bias}))`
          : js`tf.where(x.abs().greater(${threshold}), ${bias ? js`x.sub(x.sign().mul(${bias}))` : 'x'}, tf.zerosLike(x))`,
      ),
    threshold: ({ threshold, defaultValue }) =>
      y(js`tf.where(x.greater(${threshold}), x, tf.fill(x.shape, ${defaultValue}))`),
    softmax: ({ temperature }) => y(`tf.softmax(${divided(temperature)})`),
    log_softmax: ({ temperature }) => y(`tf.logSoftmax(${divided(temperature)})`),
    glu: () => ['const [a, b] = tf.split(x, 2);', y('a.mul(tf.sigmoid(b))')],
  },
};
