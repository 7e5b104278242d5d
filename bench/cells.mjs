// A cell of the table: a function, its value or its gradient, and a number of elements, with all that a peer needs for it.
import { catalogue } from '../dist/catalogue.js';
import { parameters } from '../web/model/formulas/textbook.mjs';

const kindOf = new Map(catalogue.map(({ name, kind }) => [name, kind]));
export const names = [...kindOf.keys()];
export const modes = ['value', 'gradient'];

// The same values in every run: x spread evenly over [-6, 6), the upstream gradient over [-1, 1).
function random(n) {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    x: Float32Array.from({ length: n }, () => 12 * next() - 6),
    g: Float32Array.from({ length: n }, () => 2 * next() - 1),
  };
}

const known = new Map();
function inputs(n) {
  if (!known.has(n)) known.set(n, random(n));
  return known.get(n);
}

// Functions of rows, or with a slope for each column, see rows of about a thousand: [rows, their length].
function shapeOf(name, n) {
  if (kindOf.get(name) === 'elementwise') return [n];
  const length = [1000, 1024].find((divisor) => n % divisor === 0) ?? n;
  return [n / length, length];
}

// x has the given shape, its value and the upstream gradient g have valueShape, the result is an array of outLength;
// options are what Kassei is called with beside out and upstream. null where the function is not defined.
export function makeCell(name, mode, n) {
  const shape = shapeOf(name, n);
  const length = shape.at(-1);
  const valueShape = name === 'glu' ? [shape[0], length / 2] : shape;
  if (!Number.isInteger(valueShape.at(-1))) return null;
  const valueLength = name === 'glu' ? n / 2 : n;
  const { x, g } = inputs(n);
  const slope = name === 'prelu' ? Float32Array.from({ length }, (_, i) => (i % 8) / 16) : undefined;
  const options = shape.length === 1 ? parameters[name] : { shape, ...(slope && { slope }) };
  const outLength = mode === 'value' ? valueLength : n;
  return { name, mode, n, shape, valueShape, outLength, x, g: g.slice(0, valueLength), slope, options };
}
