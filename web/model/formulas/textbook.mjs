// Textbook formulas in plain JavaScript, which the page and `npm run bench` compare with Kassei.

/**
 * Values of the parameters without a default; the formulas and the benchmark's adapters have them built in.
 * @type {Record<string, Record<string, number>>}
 */
export const parameters = { threshold: { threshold: 0.5, defaultValue: -0.5 } };

const sigmoid = (x) => 1 / (1 + Math.exp(-x));
const softplus = (x) => Math.log(1 + Math.exp(x));
const clip = (x, low, high) => Math.min(Math.max(x, low), high);
const normalDensity = (x) => 0.3989422804014327 * Math.exp(-0.5 * x * x);

// Abramowitz and Stegun, 7.1.26: absolute error below 1.5e-7.
function erf(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const y = 1 - p * Math.exp(-x * x);
  return x < 0 ? -y : y;
}

const normalDistribution = (x) => 0.5 * (1 + erf(x * Math.SQRT1_2));

function mishSlope(x) {
  const t = Math.tanh(softplus(x));
  return t + x * sigmoid(x) * (1 - t * t);
}

function gatedSlope(x, beta) {
  const s = sigmoid(beta * x);
  return s * (1 + beta * x * (1 - s));
}

/**
 * The value and the derivative of each function of one number by its textbook formula, with default parameters.
 * @type {Record<string, [value: (x: number) => number, derivative: (x: number) => number]>}
 */
export const formulas = {
  elu: [(x) => (x > 0 ? x : Math.exp(x) - 1), (x) => (x > 0 ? 1 : Math.exp(x))],
  selu: [
    (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
    (x) => 1.0507009873554805 * (x > 0 ? 1 : 1.6732632423543772 * Math.exp(x)),
  ],
  softplus: [softplus, sigmoid],
  softsign: [(x) => x / (1 + Math.abs(x)), (x) => 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))],
  relu: [(x) => Math.max(x, 0), (x) => (x > 0 ? 1 : 0)],
  tanh: [Math.tanh, (x) => 1 - Math.tanh(x) * Math.tanh(x)],
  sigmoid: [sigmoid, (x) => Math.exp(-x) / ((1 + Math.exp(-x)) * (1 + Math.exp(-x)))],
  hard_sigmoid: [(x) => clip(0.2 * x + 0.5, 0, 1), (x) => (x > -2.5 && x < 2.5 ? 0.2 : 0)],
  linear: [(x) => x, () => 1],
  leaky_relu: [(x) => (x > 0 ? x : 0.2 * x), (x) => (x > 0 ? 1 : 0.2)],
  relu6: [(x) => clip(x, 0, 6), (x) => (x > 0 && x < 6 ? 1 : 0)],
  thresholded_relu: [(x) => (x > 1 ? x : 0), (x) => (x > 1 ? 1 : 0)],
  squareplus: [(x) => 0.5 * (x + Math.sqrt(x * x + 4)), (x) => 0.5 * (1 + x / Math.sqrt(x * x + 4))],
  sparse_plus: [
    (x) => (x <= -1 ? 0 : x < 1 ? 0.25 * (x + 1) * (x + 1) : x),
    (x) => (x <= -1 ? 0 : x < 1 ? 0.5 * (x + 1) : 1),
  ],
  celu: [(x) => (x > 0 ? x : Math.exp(x) - 1), (x) => (x > 0 ? 1 : Math.exp(x))],
  exponential: [Math.exp, Math.exp],
  hard_tanh: [(x) => clip(x, -1, 1), (x) => (x >= -1 && x <= 1 ? 1 : 0)],
  sparse_sigmoid: [(x) => clip(0.5 * (x + 1), 0, 1), (x) => (x > -1 && x < 1 ? 0.5 : 0)],
  log_sigmoid: [(x) => -softplus(-x), (x) => sigmoid(-x)],
  silu: [(x) => x * sigmoid(x), (x) => gatedSlope(x, 1)],
  hard_silu: [(x) => (x * clip(x + 3, 0, 6)) / 6, (x) => (x <= -3 ? 0 : x < 3 ? (2 * x + 3) / 6 : 1)],
  gelu: [(x) => x * normalDistribution(x), (x) => normalDistribution(x) + x * normalDensity(x)],
  quick_gelu: [(x) => x * sigmoid(1.702 * x), (x) => gatedSlope(x, 1.702)],
  mish: [(x) => x * Math.tanh(softplus(x)), mishSlope],
  tanh_shrink: [(x) => x - Math.tanh(x), (x) => Math.tanh(x) * Math.tanh(x)],
  soft_shrink: [(x) => (x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0), (x) => (Math.abs(x) > 0.5 ? 1 : 0)],
  hard_shrink: [(x) => (Math.abs(x) > 0.5 ? x : 0), (x) => (Math.abs(x) > 0.5 ? 1 : 0)],
  threshold: [(x) => (x > 0.5 ? x : -0.5), (x) => (x > 0.5 ? 1 : 0)],
};
