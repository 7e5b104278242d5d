// WebNN, as far as the page's code uses it, by the definitions of its specification: a builder whose operands are numbers.

const unary = (f) => (x, options) => x.map((value) => f(value, options ?? {}));
const binary = (f) => (a, b) => {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, i) => f(a[i % a.length], b[i % b.length]));
};

const elu = (x, { alpha = 1 }) => (x > 0 ? x : alpha * Math.expm1(x));
const clamp = (x, { minValue = Number.NEGATIVE_INFINITY, maxValue = Number.POSITIVE_INFINITY }) =>
  Math.min(Math.max(x, minValue), maxValue);
const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const hardSigmoid = (x, { alpha = 0.2, beta = 0.5 } = {}) => clamp(alpha * x + beta, { minValue: 0, maxValue: 1 });
const hardSwish = (x) => (x * clamp(x + 3, { minValue: 0, maxValue: 6 })) / 6;
const softplus = (x) => Math.log1p(Math.exp(x));

/** The standard normal distribution, by Simpson's rule. */
function normal(x) {
  const steps = 400;
  const density = (t) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; i++) sum += (i % 2 ? 4 : 2) * density((x * i) / steps);
  return 0.5 + (sum * x) / steps / 3;
}

/** A constructor in the place of MLGraphBuilder, for a graph with one input. */
export const builderFor = (values) =>
  class {
    input = (_, { shape }) => {
      if (shape[0] !== values.length)
        throw new RangeError(`the code has an input of ${shape}, not of ${values.length}`);
      return [...values];
    };
    constant = (_, numbers) => Array.from(numbers);
    identity = unary((x) => x);
    linear = unary((x, { alpha = 1, beta = 0 }) => alpha * x + beta);
    abs = unary(Math.abs);
    neg = unary((x) => -x);
    sign = unary(Math.sign);
    sqrt = unary(Math.sqrt);
    exp = unary(Math.exp);
    tanh = unary(Math.tanh);
    relu = unary((x) => Math.max(x, 0));
    leakyRelu = unary((x, { alpha = 0.01 }) => (x < 0 ? alpha * x : x));
    elu = unary(elu);
    clamp = unary(clamp);
    sigmoid = unary(sigmoid);
    hardSigmoid = unary(hardSigmoid);
    hardSwish = unary(hardSwish);
    softplus = unary(softplus);
    softsign = unary((x) => x / (1 + Math.abs(x)));
    gelu = unary((x) => x * normal(x));
    add = binary((a, b) => a + b);
    sub = binary((a, b) => a - b);
    mul = binary((a, b) => a * b);
    div = binary((a, b) => a / b);
    max = binary(Math.max);
    greater = binary((a, b) => a > b);
    lesser = binary((a, b) => a < b);
    prelu = binary((x, slope) => (x < 0 ? slope * x : x));
    where = (condition, a, b) => condition.map((is, i) => (is ? a[i % a.length] : b[i % b.length]));
    softmax = (x) => {
      const sum = x.reduce((all, value) => all + Math.exp(value), 0);
      return x.map((value) => Math.exp(value) / sum);
    };
    reduceLogSumExp = (x) => [Math.log(x.reduce((all, value) => all + Math.exp(value), 0))];
    split = (x, parts) =>
      Array.from({ length: parts }, (_, i) => x.slice((i * x.length) / parts, ((i + 1) * x.length) / parts));
  };
