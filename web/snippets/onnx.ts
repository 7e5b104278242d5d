import { isIdentity, isSelu, named, type Platform, py } from './language.ts';

const node = (operator: string, inputs: string[], output: string, args: Parameters<typeof named>[2] = {}) => {
  const list = inputs.map((input) => `"${input}"`).join(', ');
  return `helper.make_node("${[`${operator}", [${list}]`, `["${output}"]`, named(py, '=', args)].filter(Boolean).join(', ')})`;
};
const constant = (value: number, output: string) => node('Constant', [], output, { value_float: value });
const one = (operator: string, args: Parameters<typeof named>[2] = {}) => `node = ${node(operator, ['x'], 'y', args)}`;
const plain = (operator: string) => () => one(operator);
const several = (...nodes: string[]) => ['nodes = [', ...nodes.map((text) => `    ${text},`), ']'];

/** An operator on x divided by the temperature. */
function divided(temperature: number, operator: string) {
  if (temperature === 1) return `node = ${node(operator, ['x'], 'y', { axis: '-1' })}`;
  return several(
    constant(temperature, 'T'),
    node('Div', ['x', 'T'], 'x_T'),
    node(operator, ['x_T'], 'y', { axis: '-1' }),
  );
}

const clip = (from: number, to: number, x = 'x', y = 'y') => [
  constant(from, 'low'),
  constant(to, 'high'),
  node('Clip', [x, 'low', 'high'], y),
];

/** Passes inputs above the threshold, and replaces all others by a number. */
const above = (threshold: number, other: number) =>
  several(
    constant(threshold, 'threshold'),
    constant(other, 'other'),
    node('Greater', ['x', 'threshold'], 'above'),
    node('Where', ['above', 'x', 'other'], 'y'),
  );

export const onnx: Platform = {
  title: 'ONNX',
  setup: () => ['from onnx import helper', ''],
  calls: {
    elu: ({ alpha }) => one('Elu', { alpha }),
    selu: ({ alpha, scale }) => one('Selu', isSelu({ alpha, scale }) ? {} : { alpha, gamma: scale }),
    softplus({ beta, threshold }) {
      if (beta === 1 && !Number.isFinite(threshold)) return one('Softplus');
      const isCut = Number.isFinite(threshold);
      return several(
        constant(beta, 'beta'),
        node('Mul', ['x', 'beta'], 'scaled'),
        node('Softplus', ['scaled'], 'bent'),
        node('Div', ['bent', 'beta'], isCut ? 'whole' : 'y'),
        ...(isCut
          ? [
              constant(threshold, 'threshold'),
              node('Greater', ['scaled', 'threshold'], 'beyond'),
              node('Where', ['beyond', 'x', 'whole'], 'y'),
            ]
          : []),
      );
    },
    softsign: plain('Softsign'),
    relu({ negativeSlope: s, maxValue: m, threshold: t }) {
      if (t === 0 && !Number.isFinite(m)) return s ? one('LeakyRelu', { alpha: s }) : one('Relu');
      if (t === 0 && s === 0) return several(...clip(0, m));
      const isCapped = Number.isFinite(m);
      return several(
        constant(t, 'threshold'),
        constant(s, 'slope'),
        node('Greater', ['x', 'threshold'], 'above'),
        node('Sub', ['x', 'threshold'], 'shifted'),
        node('Mul', ['shifted', 'slope'], 'below'),
        ...(isCapped ? [constant(m, 'cap'), node('Min', ['x', 'cap'], 'capped')] : []),
        node('Where', ['above', isCapped ? 'capped' : 'x', 'below'], 'y'),
      );
    },
    tanh: plain('Tanh'),
    sigmoid: plain('Sigmoid'),
    hard_sigmoid: ({ alpha, beta }) => one('HardSigmoid', { alpha, beta }),
    linear: ({ alpha, beta }) =>
      isIdentity({ alpha, beta })
        ? one('Identity')
        : several(
            constant(alpha, 'alpha'),
            constant(beta, 'beta'),
            node('Mul', ['alpha', 'x'], 'scaled'),
            node('Add', ['scaled', 'beta'], 'y'),
          ),
    leaky_relu: ({ negativeSlope }) => one('LeakyRelu', { alpha: negativeSlope }),
    relu6: () => several(...clip(0, 6)),
    prelu: ({ slope }) => several(constant(slope, 'slope'), node('PRelu', ['x', 'slope'], 'y')),
    thresholded_relu: ({ theta }) => one('ThresholdedRelu', { alpha: theta }),
    sparse_plus: () =>
      several(
        node('HardSigmoid', ['x'], 'gate', { alpha: 0.5, beta: 0.5 }),
        node('Mul', ['gate', 'gate'], 'bend'),
        node('Max', ['x', 'bend'], 'y'),
      ),
    celu: ({ alpha }) => one('Celu', { alpha }),
    exponential: plain('Exp'),
    hard_tanh: ({ minValue, maxValue }) => several(...clip(minValue, maxValue)),
    sparse_sigmoid: () => one('HardSigmoid', { alpha: 0.5, beta: 0.5 }),
    log_sigmoid: () =>
      several(node('Neg', ['x'], 'minus'), node('Softplus', ['minus'], 'bent'), node('Neg', ['bent'], 'y')),
    silu: ({ beta }) => one('Swish', { alpha: beta }),
    hard_silu: plain('HardSwish'),
    gelu: ({ approximate }) => one('Gelu', { approximate: approximate ? '"tanh"' : '"none"' }),
    quick_gelu: () => one('Swish', { alpha: 1.702 }),
    mish: plain('Mish'),
    tanh_shrink: () => several(node('Tanh', ['x'], 'bent'), node('Sub', ['x', 'bent'], 'y')),
    soft_shrink: ({ threshold }) => one('Shrink', { lambd: threshold, bias: threshold }),
    hard_shrink: ({ threshold, bias }) => one('Shrink', { lambd: threshold, bias }),
    threshold: ({ threshold, defaultValue }) => above(threshold, defaultValue),
    softmax: ({ temperature }) => divided(temperature, 'Softmax'),
    log_softmax: ({ temperature }) => divided(temperature, 'LogSoftmax'),
    glu: () =>
      several(
        'helper.make_node("Split", ["x"], ["a", "b"], axis=-1, num_outputs=2)',
        node('Sigmoid', ['b'], 'gate'),
        node('Mul', ['a', 'gate'], 'y'),
      ),
  },
};
