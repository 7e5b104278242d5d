// Common wrong formulas, computed as a program in 32 bits computes them: f32 rounds every step. The page shows the
// functions' source text, and runs it.

const { fround: f32, exp, log, max, min, sqrt, tanh } = Math;

/** The error function in double precision, by a series without cancellation. */
function erf(x) {
  let term = x;
  let sum = x;
  for (let n = 1; term !== 0 && Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return Math.abs(x) > 6 ? Math.sign(x) : (2 / sqrt(Math.PI)) * exp(-x * x) * sum;
}

/**
 * For each function its wrong formulas. `wrong` computes one, `at` is the input that the page starts with, `options`
 * are the parameters for Kassei's right value, and `slope` tells that this value is a gradient.
 * @typedef {number | number[]} Value
 * @typedef {{ wrong: (x: any) => Value, at: Value, options?: Record<string, number | boolean>, slope?: boolean }} Mistake
 * @type {Record<string, Mistake[]>}
 */
export const mistakes = {
  elu: [{ at: -1e-7, wrong: (x) => f32(f32(exp(x)) - 1) }],
  selu: [{ at: -1e-5, wrong: (x) => f32(f32(1.7580993) * f32(f32(exp(x)) - 1)) }],
  softplus: [
    { at: -15, wrong: (x) => f32(log(f32(1 + f32(exp(x))))) },
    { at: 89, wrong: (x) => f32(log(f32(1 + f32(exp(x))))) },
  ],
  softsign: [{ at: Infinity, wrong: (x) => f32(x / f32(1 + Math.abs(x))) }],
  relu: [
    { at: -2, wrong: (x) => (x > 0 ? x : -x) },
    { at: -Infinity, wrong: (x) => x * (x > 0) },
  ],
  tanh: [
    { at: 1, wrong: (x) => f32(f32(f32(exp(-x)) - f32(exp(x))) / f32(f32(exp(-x)) + f32(exp(x)))) },
    {
      at: 1e-6,
      wrong: (x) => {
        const w = f32(exp(2 * x));
        return f32(f32(w - 1) / f32(w + 1));
      },
    },
    {
      at: 8,
      slope: true,
      wrong: (x) => {
        const y = f32(tanh(x));
        return f32(1 - f32(y * y));
      },
    },
  ],
  sigmoid: [
    { at: -89, wrong: (x) => f32(1 / f32(1 + f32(exp(-x)))) },
    {
      at: 16,
      slope: true,
      wrong: (x) => {
        const y = f32(1 / f32(1 + f32(exp(-x))));
        return f32(y * f32(1 - y));
      },
    },
  ],
  hard_sigmoid: [
    { at: 2.5, wrong: (x) => f32(min(max(f32(f32(x / 6) + 0.5), 0), 1)) },
    { at: 2.5, wrong: (x) => f32(f32(f32(0.2) * x) + f32(0.5 * f32(f32(exp(x)) - 1))) },
  ],
  leaky_relu: [{ at: -1, options: { negativeSlope: 2 }, wrong: (x) => max(x, 2 * x) }],
  relu6: [{ at: Number.NaN, wrong: (x) => (x < 6 ? max(x, 0) : 6) }],
  prelu: [{ at: -1, options: { slope: 2 }, wrong: (x) => max(x, 2 * x) }],
  thresholded_relu: [{ at: 1.5, wrong: (x) => max(f32(x - 1), 0) }],
  squareplus: [{ at: -5000, wrong: (x) => f32(f32(x + f32(sqrt(f32(f32(x * x) + 4)))) / 2) }],
  sparse_plus: [{ at: -0.999, wrong: (x) => f32(f32(f32(f32(x * x) + 2 * x) + 1) / 4) }],
  celu: [{ at: -1e-3, options: { alpha: 1000 }, wrong: (x) => f32(1000 * f32(f32(exp(f32(x / 1000))) - 1)) }],
  hard_tanh: [{ at: Number.NaN, wrong: (x) => (x >= -1 ? min(x, 1) : -1) }],
  log_sigmoid: [
    { at: 16, wrong: (x) => f32(log(f32(1 / f32(1 + f32(exp(-x)))))) },
    { at: -90, wrong: (x) => -f32(log(f32(1 + f32(exp(-x))))) },
  ],
  silu: [
    { at: -Infinity, wrong: (x) => f32(x * f32(1 / f32(1 + f32(exp(-x))))) },
    { at: -89, wrong: (x) => f32(x * f32(1 / f32(1 + f32(exp(-x))))) },
    {
      at: -1.2784644,
      slope: true,
      wrong: (x) => {
        const s = f32(1 / f32(1 + f32(exp(-x))));
        return f32(s * f32(1 + f32(x * f32(1 - s))));
      },
    },
  ],
  hard_silu: [
    { at: -Infinity, wrong: (x) => f32(f32(x * min(max(f32(x + 3), 0), 6)) / 6) },
    { at: 1, wrong: (x) => f32(x * min(max(f32(f32(f32(0.2) * x) + 0.5), 0), 1)) },
  ],
  gelu: [
    { at: -5, wrong: (x) => f32(f32(x / 2) * f32(1 + f32(erf(f32(x / f32(sqrt(2))))))) },
    {
      at: -5,
      options: { approximate: true },
      wrong: (x) => {
        const cube = f32(f32(x * x) * x);
        const u = f32(f32(sqrt(2 / Math.PI)) * f32(x + f32(f32(0.044715) * cube)));
        return f32(f32(x / 2) * f32(1 + f32(tanh(u))));
      },
    },
  ],
  quick_gelu: [{ at: -53, wrong: (x) => f32(x * f32(1 / f32(1 + f32(exp(f32(f32(-1.702) * x)))))) }],
  mish: [{ at: -15, wrong: (x) => f32(x * f32(tanh(f32(log(f32(1 + f32(exp(x)))))))) }],
  tanh_shrink: [{ at: 1e-3, wrong: (x) => f32(x - f32(tanh(x))) }],
  soft_shrink: [{ at: Number.NaN, wrong: (x) => (x > 0.5 ? f32(x - 0.5) : x < -0.5 ? f32(x + 0.5) : 0) }],
  hard_shrink: [{ at: Number.NaN, wrong: (x) => (Math.abs(x) > 0.5 ? x : 0) }],
  threshold: [{ at: Number.NaN, options: { threshold: 1, defaultValue: 0 }, wrong: (x) => (x > 1 ? x : 0) }],
  softmax: [
    {
      at: [1000, 1001],
      wrong: (x) => {
        const powers = x.map((value) => f32(exp(value)));
        const sum = powers.reduce((a, b) => f32(a + b));
        return powers.map((power) => f32(power / sum));
      },
    },
  ],
  log_softmax: [
    {
      at: [0, -104],
      wrong: (x) => {
        const m = max(...x);
        const powers = x.map((value) => f32(exp(f32(value - m))));
        const sum = powers.reduce((a, b) => f32(a + b));
        return powers.map((power) => f32(log(f32(power / sum))));
      },
    },
    {
      at: [10000, 10000],
      wrong: (x) => {
        const m = max(...x);
        const sum = x.map((value) => f32(exp(f32(value - m)))).reduce((a, b) => f32(a + b));
        const subtracted = f32(m + f32(log(sum)));
        return x.map((value) => f32(value - subtracted));
      },
    },
  ],
  sparsemax: [
    {
      at: [1e5, 1e5, 1e5],
      wrong: (x) => {
        let sum = 0;
        let tau = 0;
        [...x]
          .sort((a, b) => b - a)
          .forEach((value, i) => {
            sum = f32(sum + value);
            if (f32(1 + f32((i + 1) * value)) > sum) tau = f32(f32(sum - 1) / (i + 1));
          });
        return x.map((value) => max(f32(value - tau), 0));
      },
    },
  ],
  glu: [
    {
      at: [1, 2, 3, 4],
      wrong: (x) => {
        const half = x.length / 2;
        return x.slice(half).map((b, i) => f32(b * f32(1 / f32(1 + f32(exp(-x[i]))))));
      },
    },
  ],
};
