import { activation, type Kassei } from '../curves.ts';
import { format } from '../format.ts';
import { type Entry, options, starts } from '../settings.ts';
import { mistakes } from './wrong-formulas.mjs';

export type Mistake = (typeof mistakes)[string][number];

/** The wrong formulas of a function; most have one, some have none. */
export const mistakesOf = ({ name }: Entry): readonly Mistake[] => mistakes[name] ?? [];

const list = (values: ArrayLike<number>, show: (value: number) => string) => Array.from(values, show).join(', ');

/** A number in a field, as it is typed. */
const typed = (value: number) => String(value).replace('Infinity', '∞');

/** What stands in the field at first. */
export const start = ({ at }: Mistake) => list([at].flat(), typed);

/** The numbers in a field; nothing if they are none, or not as many as the function takes. */
export function parse({ halves }: Entry, { at }: Mistake, text: string): Float32Array | undefined {
  const parts = text.split(',').map((part) => part.trim().replace('−', '-').replace('∞', 'Infinity'));
  const fits = Array.isArray(at) ? !halves || parts.length % 2 === 0 : parts.length === 1;
  const isNumber = (part: string) => part === 'NaN' || (part !== '' && !Number.isNaN(Number(part)));
  return fits && parts.every(isNumber) ? Float32Array.from(parts, Number) : undefined;
}

const view = new DataView(new ArrayBuffer(4));

/** The distance of neighbouring 32-bit numbers at a value. */
function ulp(value: number) {
  view.setFloat32(0, Math.abs(value));
  const exponent = Math.max((view.getUint32(0) >>> 23) - 127, -126);
  return 2 ** (exponent - 23);
}

const { format: round } = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** How far the wrong value is from the right one: relatively and in ULP, or by itself where that says nothing. */
function error(wrong: number, right: number) {
  if (Number.isNaN(wrong) !== Number.isNaN(right)) return { size: Number.POSITIVE_INFINITY, text: 'NaN' };
  const difference = Math.abs(wrong - right);
  if (Object.is(wrong, right) || difference === 0) return { size: 0, text: '0' };
  if (!Number.isFinite(difference)) return { size: Number.POSITIVE_INFINITY, text: '∞' };
  if (right === 0) return { size: difference, text: format(difference) };
  const relative = difference / Math.abs(right);
  const percent = `${format(100 * relative, 2)}%`;
  // A result of another size, or with the wrong sign, has nothing to do with the last digit.
  const inUlp = relative < 0.5 ? ` (${round(difference / ulp(right))}\u00a0ULP)` : '';
  return { size: relative, text: percent + inUlp };
}

/** Six digits, enough to see where numbers part. */
function shown(value: number) {
  if (!Number.isFinite(value) || value === 0) return Object.is(value, -0) ? '−0' : typed(value).replace('-', '−');
  const [digits, exponent] = value.toExponential(5).split('e');
  const isSmall = Math.abs(value) < 1e-4;
  return (isSmall ? `${Number(digits)}e${exponent}` : String(Number(value.toPrecision(6)))).replaceAll('-', '−');
}

/** Computes the wrong formula, and the right value by Kassei; the largest of a row's errors. */
export function judge(kassei: Kassei, entry: Entry, mistake: Mistake, x: Float32Array) {
  const { wrong: formula, at, options: given, slope } = mistake;
  const f = activation(kassei, entry);
  const right = (slope ? f.grad : f)(x, options(entry, { ...starts(entry), ...given }));
  const wrong = [formula(Array.isArray(at) ? Array.from(x) : x[0])].flat();
  const errors = wrong.map((value, i) => error(value, right[i]));
  const worst = errors.reduce((most, one) => (one.size > most.size ? one : most));
  return { wrong: list(wrong, shown), right: list(right, shown), error: worst.text };
}
