// numpy-ts: NumPy's functions in WebAssembly. Whatever is computed on the way must be freed at once: its heap is
// small, and when it is full all later results are slow.
const functions = (np, slope) => {
  // Each step is given the last result, x and all results.
  const chain =
    (...steps) =>
    (x) => {
      const results = [];
      for (const step of steps) results.push(step(results.at(-1) ?? x, x, results));
      for (const passed of results.slice(0, -1)) passed.dispose();
      return results.at(-1);
    };
  const times = (factor) => (y) => np.multiply(y, factor);
  const plus = (term) => (y) => np.add(y, term);
  const clip = (low, high) => (y) => np.clip(y, low, high);
  const timesX = (y, x) => np.multiply(x, y);
  const sigmoid = [np.negative, np.exp, plus(1), np.reciprocal];
  const shifted = [(x) => np.max(x, 1, true), (largest, x) => np.subtract(x, largest)];
  const sumOfRows = (y) => np.sum(y, 1, true);
  const elu = chain(
    (x) => np.minimum(x, 0),
    np.expm1,
    (y, x) => np.maximum(x, y),
  );
  return {
    elu,
    softplus: (x) => np.logaddexp(x, 0),
    softsign: chain(np.abs, plus(1), (y, x) => np.divide(x, y)),
    relu: (x) => np.maximum(x, 0),
    tanh: np.tanh,
    sigmoid: chain(...sigmoid),
    hard_sigmoid: chain(times(0.2), plus(0.5), clip(0, 1)),
    linear: np.positive,
    leaky_relu: chain(times(0.2), (y, x) => np.maximum(x, y)),
    relu6: clip(0, 6),
    prelu: chain(
      (x) => np.minimum(x, 0),
      (y) => np.multiply(y, slope),
      (_, x) => np.maximum(x, 0),
      (y, _, [, negative]) => np.add(y, negative),
    ),
    thresholded_relu: chain((x) => np.greater(x, 1), timesX),
    squareplus: chain(np.square, plus(4), np.sqrt, (y, x) => np.add(x, y), times(0.5)),
    celu: elu,
    exponential: np.exp,
    hard_tanh: clip(-1, 1),
    sparse_sigmoid: chain(plus(1), times(0.5), clip(0, 1)),
    log_sigmoid: chain(np.negative, (y) => np.logaddexp(y, 0), np.negative),
    silu: chain(...sigmoid, timesX),
    hard_silu: chain(times(1 / 6), plus(0.5), clip(0, 1), timesX),
    quick_gelu: chain(times(1.702), ...sigmoid, timesX),
    mish: chain((x) => np.logaddexp(x, 0), np.tanh, timesX),
    tanh_shrink: chain(np.tanh, (y, x) => np.subtract(x, y)),
    soft_shrink: chain(clip(-0.5, 0.5), (y, x) => np.subtract(x, y)),
    hard_shrink: chain(np.abs, (y) => np.greater(y, 0.5), timesX),
    threshold: chain(
      (x) => np.greater(x, 0.5),
      (y, x) => np.where(y, x, -0.5),
    ),
    softmax: chain(...shifted, np.exp, sumOfRows, (sum, _, results) => np.divide(results.at(-2), sum)),
    log_softmax: chain(...shifted, np.exp, sumOfRows, np.log, (y, _, results) => np.subtract(results[1], y)),
  };
};

export default {
  name: 'numpy-ts',
  package: 'numpy-ts',
  async start() {
    const np = await import('numpy-ts');
    const arrayOf = (values, shape) => {
      const array = np.empty(shape, 'float32');
      array.data.set(values); // np.array takes them one by one.
      return array;
    };
    return ({ name, mode, shape, x, slope }) => {
      if (mode === 'gradient') return null;
      const slopes = slope && arrayOf(slope, [slope.length]);
      const f = functions(np, slopes)[name];
      if (!f) return null;
      const input = arrayOf(x, shape);
      const read = (array) => {
        const output = f(array);
        const y = output.data.slice();
        output.dispose();
        return y;
      };
      return {
        steady: () => f(input).dispose(),
        endToEnd: () => {
          const array = arrayOf(x, shape);
          const y = read(array);
          array.dispose();
          return y;
        },
        result: () => read(input),
        dispose: () => {
          input.dispose();
          slopes?.dispose();
        },
      };
    };
  },
};
