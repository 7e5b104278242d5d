// Textbook loops for the functions of rows and for prelu: all are called with x, y, the rows' length, g and prelu's slopes.
function maximum(x, start, end) {
  let result = x[start];
  for (let i = start + 1; i < end; i++) result = Math.max(result, x[i]);
  return result;
}

// Writes e^(x - maximum) and returns the sum.
function exponentials(x, y, start, end) {
  const shift = maximum(x, start, end);
  let sum = 0;
  for (let i = start; i < end; i++) {
    const e = Math.exp(x[i] - shift);
    y[i] = e;
    sum += e;
  }
  return sum;
}

function softmax(x, y, length) {
  for (let start = 0; start < x.length; start += length) {
    const scale = 1 / exponentials(x, y, start, start + length);
    for (let i = start; i < start + length; i++) y[i] *= scale;
  }
}

function softmaxGradient(x, y, length, g) {
  softmax(x, y, length);
  for (let start = 0; start < x.length; start += length) {
    let sum = 0;
    for (let i = start; i < start + length; i++) sum += g[i] * y[i];
    for (let i = start; i < start + length; i++) y[i] *= g[i] - sum;
  }
}

function logSoftmax(x, y, length) {
  for (let start = 0; start < x.length; start += length) {
    const largest = maximum(x, start, start + length);
    let sum = 0;
    for (let i = start; i < start + length; i++) sum += Math.exp(x[i] - largest);
    const shift = largest + Math.log(sum);
    for (let i = start; i < start + length; i++) y[i] = x[i] - shift;
  }
}

function logSoftmaxGradient(x, y, length, g) {
  for (let start = 0; start < x.length; start += length) {
    const scale = 1 / exponentials(x, y, start, start + length);
    let sum = 0;
    for (let i = start; i < start + length; i++) sum += g[i];
    for (let i = start; i < start + length; i++) y[i] = g[i] - y[i] * scale * sum;
  }
}

function sparsemax(x, y, length) {
  for (let start = 0; start < x.length; start += length) {
    const sorted = x.slice(start, start + length).sort();
    let sum = 0;
    let shift = 0;
    for (let k = 1; k <= length; k++) {
      const value = sorted[length - k];
      sum += value;
      if (k * value <= sum - 1) break;
      shift = (sum - 1) / k;
    }
    for (let i = start; i < start + length; i++) y[i] = Math.max(x[i] - shift, 0);
  }
}

function sparsemaxGradient(x, y, length, g) {
  sparsemax(x, y, length);
  for (let start = 0; start < x.length; start += length) {
    let sum = 0;
    let support = 0;
    for (let i = start; i < start + length; i++) {
      if (y[i] > 0) {
        sum += g[i];
        support += 1;
      }
    }
    const mean = sum / support;
    for (let i = start; i < start + length; i++) y[i] = y[i] > 0 ? g[i] - mean : 0;
  }
}

function glu(x, y, length) {
  const half = length / 2;
  for (let from = 0, to = 0; from < x.length; from += length, to += half) {
    for (let i = 0; i < half; i++) y[to + i] = x[from + i] / (1 + Math.exp(-x[from + half + i]));
  }
}

function gluGradient(x, y, length, g) {
  const half = length / 2;
  for (let from = 0, to = 0; from < x.length; from += length, to += half) {
    for (let i = 0; i < half; i++) {
      const s = 1 / (1 + Math.exp(-x[from + half + i]));
      y[from + i] = g[to + i] * s;
      y[from + half + i] = g[to + i] * x[from + i] * s * (1 - s);
    }
  }
}

function prelu(x, y, length, _, slope) {
  for (let start = 0; start < x.length; start += length) {
    for (let c = 0; c < length; c++) y[start + c] = x[start + c] > 0 ? x[start + c] : slope[c] * x[start + c];
  }
}

function preluGradient(x, y, length, g, slope) {
  for (let start = 0; start < x.length; start += length) {
    for (let c = 0; c < length; c++) y[start + c] = x[start + c] > 0 ? g[start + c] : slope[c] * g[start + c];
  }
}

export const rows = {
  prelu: { value: prelu, gradient: preluGradient },
  softmax: { value: softmax, gradient: softmaxGradient },
  log_softmax: { value: logSoftmax, gradient: logSoftmaxGradient },
  sparsemax: { value: sparsemax, gradient: sparsemaxGradient },
  glu: { value: glu, gradient: gluGradient },
};
