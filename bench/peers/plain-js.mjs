// Textbook loops over Float32Array; those of functions of rows, and of prelu, are in plain-rows.mjs.
// They are also what every peer's result is compared with before it is timed.
import { formulas } from '../../web/model/formulas/textbook.mjs';
import { rows } from './plain-rows.mjs';

// A loop of its own for each function, told apart by its comment, so that the engine compiles each for itself.
function loop(name, mode) {
  const [value, derivative] = formulas[name];
  const [f, expression] = mode === 'value' ? [value, 'f(x[i])'] : [derivative, 'g[i] * f(x[i])'];
  const source = `for (let i = 0; i < x.length; i++) y[i] = ${expression}; // ${name}, ${mode}`;
  return new Function('f', 'x', 'y', 'length', 'g', source).bind(null, f);
}

// The function, or gradient, of one cell, which fills and returns the same array every time.
function prepare({ name, mode, shape, outLength, x, g, slope }) {
  const y = new Float32Array(outLength);
  const run = name in formulas ? loop(name, mode) : rows[name][mode];
  return () => {
    run(x, y, shape.at(-1), g, slope);
    return y;
  };
}

export const reference = {
  has: (name) => name in formulas || name in rows,
  result: (cell) => prepare(cell)(),
};

export default {
  name: 'plain-js',
  start: () => (cell) => {
    const call = prepare(cell);
    return { steady: call, endToEnd: call, result: call, dispose() {} };
  },
};
