// Subjects of the verification: each elementwise function's value and gradient with default parameters, over float32 bit patterns.
import { catalogue } from 'kassei/catalogue';
import { parameters as given } from '../../../web/model/formulas/textbook.mjs';

const defaults = ({ name, parameters }) => ({
  ...Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default])),
  ...given[name],
});

/** Every value and gradient: its function's name and parameters in order, and the bound that the catalogue states. */
export const subjects = catalogue
  .filter(({ kind }) => kind === 'elementwise')
  .flatMap((entry) =>
    Object.entries(entry.error).map(([mode, bound]) => ({
      name: entry.name,
      mode,
      parameters: defaults(entry),
      bound,
    })),
  );

/** The stride of the sample that peers are measured over, and by which a record knows the bits it is of. */
export const SAMPLE = 4093;

/** Every stride-th of all bit patterns. */
export const spread = (stride) => ({ first: 0, stride, count: Math.floor((2 ** 32 - 1) / stride) + 1 });

/** Writes the float32 numbers with the bit patterns first, first + stride, … to x. */
export function fill(x, { first, stride }) {
  const bits = new Uint32Array(x.buffer, x.byteOffset, x.length);
  for (let i = 0, pattern = first; i < bits.length; i++, pattern += stride) bits[i] = pattern;
  return x;
}

/** Kassei's results for x. */
export function apply(kassei, { name, mode, parameters }, x, out) {
  const activation = kassei.get(name);
  return (mode === 'value' ? activation : activation.grad)(x, { ...parameters, out });
}
