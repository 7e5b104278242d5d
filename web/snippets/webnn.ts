import { isIdentity, isShifted, js, named, type Platform } from './language.ts';

const call = (name: string, args: Parameters<typeof named>[2] = {}, x = 'x') => {
  const given = named(js, ': ', args);
  return `builder.${name}(${x}${given && `, { ${given} }`})`;
};
const plain = (name: string) => () => `const y = ${call(name)};`;
const y = (expression: string) => `const y = ${expression};`;
/** A number as an operand: only options, such as those of clamp and hardSigmoid, take plain numbers. */
const constant = (name: string, value: number) =>
  js`const ${name} = builder.constant({ dataType: 'float32', shape: [] }, Float32Array.of(${value}));`;
const scaled = (alpha: number, x = 'x') => (alpha === 1 ? x : call('linear', { alpha }, x));

export const webnn: Platform = {
  title: 'WebNN',
  setup: (numbers) => [
    'const context = await navigator.ml.createContext();',
    'const builder = new MLGraphBuilder(context);',
    `const x = builder.input('x', { dataType: 'float32', shape: [${numbers.split(',').length}] });`,
  ],
  calls: {
    elu: ({ alpha }) => y(call('elu', { alpha })),
    selu: ({ alpha, scale }) => y(call('linear', { alpha: scale }, call('elu', { alpha }))),
    softplus({ beta, threshold }) {
      const whole = scaled(1 / beta, `builder.softplus(${scaled(beta)})`);
      if (!Number.isFinite(threshold)) return y(whole);
      const isBeyond = beta < 0 ? 'lesser' : 'greater';
      return [constant('limit', threshold / beta), y(`builder.where(builder.${isBeyond}(x, limit), x, ${whole})`)];
    },
    softsign: plain('softsign'),
    relu({ negativeSlope: s, maxValue: m, threshold: t }) {
      if (t === 0 && !Number.isFinite(m)) return y(s ? call('leakyRelu', { alpha: s }) : call('relu'));
      if (t === 0 && s === 0) return y(call('clamp', { minValue: 0, maxValue: m }));
      const upper = Number.isFinite(m) ? call('clamp', { maxValue: m }) : 'x';
      return [
        constant('threshold', t),
        y(
          `builder.where(builder.greater(x, threshold), ${upper}, ${call('linear', { alpha: s, beta: s ? -s * t : 0 })})`,
        ),
      ];
    },
    tanh: plain('tanh'),
    sigmoid: plain('sigmoid'),
    hard_sigmoid: ({ alpha, beta }) => y(call('hardSigmoid', { alpha, beta })),
    linear: ({ alpha, beta }) => y(isIdentity({ alpha, beta }) ? call('identity') : call('linear', { alpha, beta })),
    leaky_relu: ({ negativeSlope }) => y(call('leakyRelu', { alpha: negativeSlope })),
    relu6: () => y(call('clamp', { minValue: 0, maxValue: 6 })),
    prelu: ({ slope }) => [constant('slope', slope), y('builder.prelu(x, slope)')],
    thresholded_relu: ({ theta }) => [
      constant('theta', theta),
      constant('zero', 0),
      y('builder.where(builder.greater(x, theta), x, zero)'),
    ],
    squareplus: ({ b }) => [
      constant('zero', 0),
      constant('half', b / 2),
      `const r = builder.sqrt(${call('linear', { beta: b }, 'builder.mul(x, x)')});`,
      'const left = builder.div(half, builder.sub(r, x));',
      y(`builder.where(builder.lesser(x, zero), left, ${call('linear', { alpha: 0.5 }, 'builder.add(r, x)')})`),
    ],
    sparse_plus: () => [
      `const gate = ${call('hardSigmoid', { alpha: 0.5, beta: 0.5 })};`,
      y('builder.max(x, builder.mul(gate, gate))'),
    ],
    celu({ alpha }) {
      if (alpha > 0) return y(scaled(alpha, `builder.elu(${scaled(1 / alpha)})`));
      const bent = call('linear', { alpha, beta: -alpha }, `builder.exp(${scaled(1 / alpha)})`);
      return [constant('zero', 0), y(`builder.where(builder.greater(x, zero), x, ${bent})`)];
    },
    exponential: plain('exp'),
    hard_tanh: ({ minValue, maxValue }) => y(call('clamp', { minValue, maxValue })),
    sparse_sigmoid: () => y(call('hardSigmoid', { alpha: 0.5, beta: 0.5 })),
    log_sigmoid: () => y('builder.neg(builder.softplus(builder.neg(x)))'),
    silu: ({ beta }) => y(`builder.mul(x, builder.sigmoid(${scaled(beta)}))`),
    hard_silu: plain('hardSwish'),
    // The tanh form is x sigmoid(2u): u is a cubic polynomial.
    gelu: ({ approximate }) =>
      approximate
        ? [
            `const twice = builder.mul(x, ${call('linear', { alpha: 0.07135481282553, beta: 1.5957691216057308 }, 'builder.mul(x, x)')});`,
            y('builder.mul(x, builder.sigmoid(twice))'),
          ]
        : y(call('gelu')),
    quick_gelu: () => y(`builder.mul(x, builder.sigmoid(${scaled(1.702)}))`),
    mish: () => y('builder.mul(x, builder.tanh(builder.softplus(x)))'),
    tanh_shrink: () => y('builder.sub(x, builder.tanh(x))'),
    soft_shrink: ({ threshold: t }) => y(`builder.sub(x, ${call('clamp', { minValue: -t, maxValue: t })})`),
    hard_shrink({ threshold, bias }) {
      if (isShifted({ threshold, bias })) {
        const [up, down] = [bias, -bias].map((beta) => call('linear', { beta }));
        return [constant('limit', -threshold), y(`builder.where(builder.lesser(x, limit), ${up}, ${down})`)];
      }
      return [
        constant('threshold', threshold),
        constant('zero', 0),
        ...(bias ? [`const shifted = builder.sub(x, ${scaled(bias, 'builder.sign(x)')});`] : []),
        y(`builder.where(builder.greater(builder.abs(x), threshold), ${bias ? 'shifted' : 'x'}, zero)`),
      ];
    },
    threshold: ({ threshold, defaultValue }) => [
      constant('threshold', threshold),
      constant('other', defaultValue),
      y('builder.where(builder.greater(x, threshold), x, other)'),
    ],
    softmax: ({ temperature }) => y(`builder.softmax(${scaled(1 / temperature)}, 0)`),
    log_softmax({ temperature }) {
      const isDivided = temperature !== 1;
      const z = isDivided ? 'z' : 'x';
      return [
        ...(isDivided ? [`const z = ${scaled(1 / temperature)};`] : []),
        y(`builder.sub(${z}, builder.reduceLogSumExp(${z}, { axes: [0], keepDimensions: true }))`),
      ];
    },
    glu: () => ['const [a, b] = builder.split(x, 2, { axis: 0 });', y('builder.mul(a, builder.sigmoid(b))')],
  },
};
