import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { AllocatedArray } from '../memory/allocated-array.ts';
import { brandOf, bufferOf, byteLengthOf, byteOffsetOf, lengthOf } from '../memory/typed-array.ts';
import type { Activation, Float32, Parameter } from '../types.ts';

const tag = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

/** A value as text for an error message. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  const name = tag(value);
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value))
    return `${name} of length ${value.length}`;
  return name === 'Object' ? 'an object' : name;
}

function advice(value: unknown): string {
  if (typeof value === 'number') return `; write Float32Array.of(${value})`;
  const name = brandOf.call(value);
  if (name?.startsWith('Big')) return '; convert it with Float32Array.from(..., Number)';
  if (name || Array.isArray(value)) return '; convert it with Float32Array.from(...)';
  return value instanceof AllocatedArray ? ', wrapped in a proxy; pass the array itself' : '';
}

/** Whether a view of length 0 has lost its buffer, or its part of the buffer: reading it then throws. */
function isDetached(array: Float32Array): boolean {
  try {
    Float32Array.prototype.values.call(array);
    return false;
  } catch {
    return true;
  }
}

/** Checks an array and returns its address in the library's memory, 0 if it is outside. */
export function checkArray(where: string, what: string, value: unknown, module: MainModule): number {
  if (brandOf.call(value) === 'Float32Array') {
    if (lengthOf.call(value) > 0 || !isDetached(value as Float32Array)) return 0;
    throw new TypeError(
      `${where}: the buffer of ${what} is detached or too short (transferred, resized, or the library's memory has grown)`,
    );
  }
  const address = AllocatedArray.address(value, module);
  if (address) return address;
  if (address === 0) throw new TypeError(`${where}: ${what} has been freed`);
  if (address !== undefined) throw new TypeError(`${where}: ${what} was allocated by another instance of the library`);
  throw new TypeError(
    `${where}: ${what} must be a Float32Array or an allocated array, got ${show(value)}${advice(value)}`,
  );
}

/** The length of a checked array, even if a subclass pretends another one. */
export function lengthOfChecked(array: Float32, address: number): number {
  return address ? array.length : lengthOf.call(array);
}

export function checkLength(where: string, what: string, got: number, length: number): void {
  if (got !== length) throw new RangeError(`${where}: ${what} must have the length of x, ${length}, got ${got}`);
}

/**
 * Checks the length of `out` and its overlap with the other arrays, and returns its address. If `inPlace`, `out` may be
 * x.
 */
export function checkOut(
  where: string,
  out: Float32,
  length: number,
  module: MainModule,
  x: Float32,
  from: number,
  upstream: Float32 | undefined,
  upstreamFrom: number,
  inPlace = true,
): number {
  const to = checkArray(where, 'out', out, module);
  const got = lengthOfChecked(out, to);
  if (got !== length) {
    const wanted = inPlace ? `the length of x, ${length}` : `length ${length}`;
    throw new RangeError(`${where}: out must have ${wanted}, got ${got}`);
  }
  checkOverlap(where, 'x', x, from, out, to, inPlace);
  if (upstream) checkOverlap(where, 'upstream', upstream, upstreamFrom, out, to, false);
  return to;
}

/**
 * Checks that `out` does not overlap the other array or, if `inPlace`, begins where it begins. Two allocated arrays
 * never overlap.
 */
export function checkOverlap(
  where: string,
  what: string,
  other: Float32 | Uint8Array,
  otherAddress: number,
  out: Float32,
  outAddress: number,
  inPlace: boolean,
): void {
  if (out === other ? inPlace : otherAddress && outAddress) return;
  const a = otherAddress ? (other as AllocatedArray).view : (other as Float32Array);
  const b = outAddress ? (out as AllocatedArray).view : (out as Float32Array);
  const aStart = byteOffsetOf.call(a);
  const bStart = byteOffsetOf.call(b);
  // Asking for a buffer takes longer than anything else here.
  if ((aStart === bStart && inPlace) || bufferOf.call(a) !== bufferOf.call(b)) return;
  const shared = Math.min(aStart + byteLengthOf.call(a), bStart + byteLengthOf.call(b)) - Math.max(aStart, bStart);
  if (shared <= 0) return;
  throw new RangeError(
    `${where}: out must not overlap ${what}${inPlace ? ' unless it is the same array' : ''}, ` +
      `got arrays that share ${shared} bytes`,
  );
}

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';

/**
 * Checks that all enumerable properties of an options object, inherited ones too, are allowed. Returns whether there is
 * one besides `out`.
 */
export function checkOptions(where: string, options: unknown, allowed: ReadonlySet<string>): boolean {
  if (!isPlainObject(options)) throw new TypeError(`${where}: options must be an object, got ${show(options)}`);
  let others = false;
  for (const name in options) {
    if (!allowed.has(name)) {
      throw new TypeError(`${where}: unknown option ${show(name)}, allowed are ${[...allowed].join(', ')}`);
    }
    if (name !== 'out') others = true;
  }
  return others;
}

/** A parameter's value as a number: 0 or 1 for a boolean, 0 for -0. */
export function checkParameter(where: string, parameter: Parameter, value: unknown): number {
  const { name, type, default: defaultValue, minimum, maximum } = parameter;
  if (value === undefined && defaultValue !== undefined) return Number(defaultValue);
  if (type === 'boolean') {
    if (typeof value === 'boolean') return Number(value);
    throw new TypeError(`${where}: ${name} must be true or false, got ${show(value)}`);
  }
  if (typeof value === 'number' && value >= minimum && value <= maximum) return value + 0;
  const symmetric = minimum === -maximum;
  const bounds = symmetric ? `within ±${maximum}` : `from ${minimum} to ${maximum}`;
  const finite = Number.isFinite(value) ? `a finite number ${bounds}` : 'a finite number';
  const allowed = maximum === Infinity && symmetric ? 'a number' : symmetric ? finite : `a number ${bounds}`;
  const message = `${where}: ${name} must be ${allowed}, got ${show(value)}`;
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}

/** The slopes at the kinks, `own` for Kassei's own slope. `values` are the parameters' values in order. */
export function checkKinks(
  where: string,
  kinks: unknown,
  { kinks: count, parameters }: Activation<string, string>,
  values: readonly number[],
  own: number,
): number[] {
  const parameterNames = parameters
    .filter(({ type }) => type === 'number' || type === 'floats')
    .map(({ name }) => name);
  const allowed = ['a number', ...parameterNames.map(show), 'undefined'].join(', ').replace(/, (?=[^,]*$)/, ' or ');
  const entries: unknown[] = Array.isArray(kinks) ? [...kinks] : [];
  if (!Array.isArray(kinks) || entries.length !== count) {
    const slopes = `${count} slope${count > 1 ? 's' : ''}`;
    throw new TypeError(`${where}: kinks must be an array of ${slopes}, each ${allowed}, got ${show(kinks)}`);
  }
  return entries.map((kink, i) => {
    if (kink === undefined) return own;
    if (typeof kink === 'number' && Math.abs(kink) <= MAX_FLOAT32) return kink;
    if (parameterNames.includes(kink as string))
      return values[parameters.findIndex(({ name }) => name === kink)] as number;
    throw new TypeError(`${where}: kinks[${i}] must be ${allowed}, got ${show(kink)}`);
  });
}

const MAX_FLOAT32 = 2 ** 128 - 2 ** 104;

/** An axis of an array: `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. */
export interface Layout {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** A copy of a shape. Its iterator may change other arrays, therefore it runs once, before these are checked. */
export const copyOfShape = (shape: unknown): unknown => (Array.isArray(shape) ? [...shape] : shape);

/** Checks a shape, by default one axis, and one of its axes. */
export function checkLayout(where: string, shape: unknown, axis: unknown, length: number, defaultAxis: number): Layout {
  if (shape === undefined && length === 0) throw new RangeError(`${where}: x must not be empty`);
  const lengths = shape === undefined ? [length] : shape;
  if (!Array.isArray(lengths)) throw new TypeError(`${where}: shape must be an array of integers, got ${show(shape)}`);
  const rank = lengths.length;
  let product = 1;
  for (let i = 0; i < rank; i++) {
    const size: unknown = lengths[i];
    if (!(Number.isSafeInteger(size) && (size as number) > 0)) {
      const message = `${where}: shape must have axes of integer length from 1, got ${show(size)} for axis ${i}`;
      throw typeof size === 'number' ? new RangeError(message) : new TypeError(message);
    }
    product *= size as number;
  }
  const sizes: number[] = lengths;
  if (product !== length) {
    throw new RangeError(
      `${where}: shape must have the length of x, ${length}, as its product, got [${sizes.join(', ')}] with ${product}`,
    );
  }
  if (rank === 0) throw new RangeError(`${where}: shape must have an axis, got []`);
  const given = axis === undefined ? defaultAxis : axis;
  if (!(Number.isInteger(given) && (given as number) >= -rank && (given as number) < rank)) {
    const allowed = `an integer from ${-rank} to ${rank - 1} for shape [${sizes.join(', ')}]`;
    const message = `${where}: axis must be ${allowed}, got ${show(given)}`;
    throw typeof given === 'number' ? new RangeError(message) : new TypeError(message);
  }
  const at = (given as number) < 0 ? (given as number) + rank : (given as number);
  const along = sizes[at] as number;
  let inner = 1;
  for (let i = at + 1; i < rank; i++) inner *= sizes[i] as number;
  return { outer: length / (along * inner), length: along, inner };
}

export function checkMask(where: string, mask: unknown, length: number): asserts mask is Uint8Array {
  const name = brandOf.call(mask);
  if (name !== 'Uint8Array') throw new TypeError(`${where}: mask must be a Uint8Array, got ${show(mask)}`);
  checkLength(where, 'mask', lengthOf.call(mask), length);
}
