import { activation, type Kassei } from '../curves.ts';
import { format } from '../format.ts';
import { type Entry, options, startValues } from '../settings.ts';
import { mistakes } from './wrong-formulas.mjs';

export type Mistake = (typeof mistakes)[string][number];

/** The wrong formulas of a function, if it has any. */
export const mistakesOf = ({ name }: Entry): readonly Mistake[] => mistakes[name] ?? [];

const joined = (values: ArrayLike<number>, show: (value: number) => string) => Array.from(values, show).join(', ');

/** A number as visitors type it. */
const typed = (value: number) => String(value).replace('Infinity', '∞');

/** The field's text at the start. */
export const startText = ({ at }: Mistake) => joined([at].flat(), typed);

/** The numbers in a field; undefined for a text that is no number, or for a count that the function does not take. */
export function parse({ halves }: Entry, { at }: Mistake, text: string): Float32Array | undefined {
  const parts = text.split(',').map((part) => part.trim().replace('−', '-').replace('∞', 'Infinity'));
  const fits = Array.isArray(at) ? !halves || parts.length % 2 === 0 : parts.length === 1;
  const isNumber = (part: string) => part === 'NaN' || (part !== '' && !Number.isNaN(Number(part)));
  return fits && parts.every(isNumber) ? Float32Array.from(parts, Number) : undefined;
}

const view = new DataView(new ArrayBuffer(4));

/** The distance between neighbouring 32-bit floats at a value. */
function ulp(value: number) {
  view.setFloat32(0, Math.abs(value));
  const exponent = Math.max((view.getUint32(0) >>> 23) - 127, -126);
  return 2 ** (exponent - 23);
}

const { format: round } = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** The error of the wrong value: relative and in ULP, or absolute if the right value is 0. */
function error(wrong: number, right: number) {
  if (Number.isNaN(wrong) !== Number.isNaN(right)) return { size: Number.POSITIVE_INFINITY, text: 'NaN' };
  const difference = Math.abs(wrong - right);
  if (Object.is(wrong, right) || difference === 0) return { size: 0, text: '0' };
  if (!Number.isFinite(difference)) return { size: Number.POSITIVE_INFINITY, text: '∞' };
  if (right === 0) return { size: difference, text: format(difference) };
  const relative = difference / Math.abs(right);
  const percent = `${format(100 * relative, 2)}%`;
  // ULP measure rounding; a result of another size or sign is no rounding error.
  const inUlp = relative < 0.5 ? ` (${round(difference / ulp(right))}\u00a0ULP)` : '';
  return { size: relative, text: percent + inUlp };
}

/** A value to six digits, which show where two numbers part. */
function sixDigits(value: number) {
  if (!Number.isFinite(value) || value === 0) return Object.is(value, -0) ? '−0' : typed(value).replace('-', '−');
  const [digits, exponent] = value.toExponential(5).split('e');
  const isSmall = Math.abs(value) < 1e-4;
  return (isSmall ? `${Number(digits)}e${exponent}` : String(Number(value.toPrecision(6)))).replaceAll('-', '−');
}

/** Compares the wrong formula with Kassei. The error is the largest in the row. */
export function judge(kassei: Kassei, entry: Entry, mistake: Mistake, x: Float32Array) {
  const { wrong: formula, at, options: given, slope } = mistake;
  const f = activation(kassei, entry);
  const right = (slope ? f.grad : f)(x, options(entry, { ...startValues(entry), ...given }));
  const wrong = [formula(Array.isArray(at) ? Array.from(x) : x[0])].flat();
  const errors = wrong.map((value, i) => error(value, right[i]));
  const worst = errors.reduce((most, one) => (one.size > most.size ? one : most));
  return { wrong: joined(wrong, sixDigits), right: joined(right, sixDigits), error: worst.text };
}
