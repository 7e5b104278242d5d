/** Products of row-major matrices. A layer's weight matrix has one row for each of its inputs. */

/** out = x w + b, for every row of x. */
export function forward(x: Float32Array, w: Float32Array, b: Float32Array, out: Float32Array) {
  const to = b.length;
  const from = w.length / to;
  for (let row = 0, at = 0; at < out.length; row += from, at += to) {
    out.set(b, at);
    for (let i = 0, k = 0; i < from; i++) {
      const factor = x[row + i];
      for (let j = 0; j < to; j++, k++) out[at + j] += factor * w[k];
    }
  }
}

/** The gradient of x: dx = dy wᵀ. */
export function backward(dy: Float32Array, w: Float32Array, dx: Float32Array, to: number) {
  const from = w.length / to;
  for (let row = 0, at = 0; at < dy.length; row += from, at += to) {
    for (let i = 0, k = 0; i < from; i++) {
      let sum = 0;
      for (let j = 0; j < to; j++, k++) sum += dy[at + j] * w[k];
      dx[row + i] = sum;
    }
  }
}

/** The gradients of weights and biases: dw = xᵀ dy; db sums dy over its rows. */
export function accumulate(x: Float32Array, dy: Float32Array, dw: Float32Array, db: Float32Array) {
  const to = db.length;
  const from = dw.length / to;
  dw.fill(0);
  db.fill(0);
  for (let row = 0, at = 0; at < dy.length; row += from, at += to) {
    for (let j = 0; j < to; j++) db[j] += dy[at + j];
    for (let i = 0, k = 0; i < from; i++) {
      const factor = x[row + i];
      for (let j = 0; j < to; j++, k++) dw[k] += factor * dy[at + j];
    }
  }
}
