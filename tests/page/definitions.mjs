// f and f' of every function as their definitions say, in float64: what the page's curves are compared with.
const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const SCALE = 1.0507009873554805;
const ALPHA = 1.6732632423543772;

export const definitions = {
  elu: [(x, { alpha }) => (x > 0 ? x : alpha * Math.expm1(x)), (x, { alpha }) => (x > 0 ? 1 : alpha * Math.exp(x))],
  selu: [(x) => SCALE * (x > 0 ? x : ALPHA * Math.expm1(x)), (x) => SCALE * (x >= 0 ? 1 : ALPHA * Math.exp(x))],
  softplus: [(x) => Math.log1p(Math.exp(x)), sigmoid],
  softsign: [(x) => x / (1 + Math.abs(x)), (x) => 1 / (1 + Math.abs(x)) ** 2],
  relu: [
    (x, { negativeSlope, maxValue, threshold }) =>
      x > threshold ? Math.min(x, maxValue) : negativeSlope * (x - threshold),
    (x, { negativeSlope, maxValue, threshold }) => (x > threshold ? Number(x < maxValue) : negativeSlope),
  ],
  tanh: [Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
  sigmoid: [sigmoid, (x) => sigmoid(x) * sigmoid(-x)],
  hard_sigmoid: [
    (x, { alpha, beta }) => Math.min(Math.max(alpha * x + beta, 0), 1),
    (x, { alpha, beta }) => (alpha * x + beta > 0 && alpha * x + beta < 1 ? alpha : 0),
  ],
  linear: [(x) => x, () => 1],
};
