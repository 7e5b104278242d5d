import type { MainModule } from '../../build/wasm/kassei.mjs';
import { AllocatedArray } from './memory.ts';
import type { Float32, Parameter } from './types.ts';

const tag = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

/** A value as an error message shows it. */
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

const typedArray = Object.getPrototypeOf(Float32Array.prototype);
const getter = <T>(name: string | symbol) =>
  Object.getOwnPropertyDescriptor(typedArray, name)?.get as (this: unknown) => T;
const brandOf = getter<string | undefined>(Symbol.toStringTag);
const lengthOf = getter<number>('length');

function advice(what: string, value: unknown): string {
  if (what === 'x' && typeof value === 'number') return `; write Float32Array.of(${value})`;
  const name = brandOf.call(value);
  if (name?.startsWith('Big')) return '; convert it with Float32Array.from(..., Number)';
  if (name || Array.isArray(value)) return '; convert it with Float32Array.from(...)';
  return value instanceof AllocatedArray ? ', wrapped in a proxy; pass the array itself' : '';
}

/** Whether a view of length 0 has lost its buffer, or the part of it that it showed: reading it throws then. */
function lost(array: Float32Array): boolean {
  try {
    Float32Array.prototype.values.call(array);
    return false;
  } catch {
    return true;
  }
}

/** Checks an array and returns its address in the library's memory, 0 if it lies outside. */
export function checkArray(where: string, what: string, value: unknown, module: MainModule): number {
  if (brandOf.call(value) === 'Float32Array') {
    if (lengthOf.call(value) > 0 || !lost(value as Float32Array)) return 0;
    throw new TypeError(
      `${where}: the buffer of ${what} is detached or too short (transferred, resized, or the library's memory has grown)`,
    );
  }
  const address = AllocatedArray.address(value, module);
  if (address) return address;
  if (address === 0) throw new TypeError(`${where}: ${what} has been freed`);
  if (address !== undefined) throw new TypeError(`${where}: ${what} was allocated by another instance of the library`);
  throw new TypeError(
    `${where}: ${what} must be a Float32Array or an allocated array, got ${show(value)}${advice(what, value)}`,
  );
}

/** The length of a checked array; a subclass cannot pretend another one. */
export function lengthOfChecked(array: Float32, address: number): number {
  return address ? array.length : lengthOf.call(array);
}

export function checkLength(where: string, what: string, got: number, length: number): void {
  if (got !== length) throw new RangeError(`${where}: ${what} must have the length of x, ${length}, got ${got}`);
}

/** `out` may be the other array, element by element, or lie apart from it; two allocated arrays do. */
export function checkOverlap(
  where: string,
  what: string,
  other: Float32,
  otherAddress: number,
  out: Float32,
  outAddress: number,
  inPlace: boolean,
): void {
  if (out === other ? inPlace : otherAddress && outAddress) return;
  const a = otherAddress ? (other as AllocatedArray).view : (other as Float32Array);
  const b = outAddress ? (out as AllocatedArray).view : (out as Float32Array);
  if (a.buffer !== b.buffer) return;
  const distance = Math.abs(a.byteOffset - b.byteOffset);
  if (distance >= a.byteLength || (distance === 0 && inPlace)) return;
  throw new RangeError(
    `${where}: out must not overlap ${what}${inPlace ? ' unless it is the same array' : ''}, ` +
      `got arrays that share ${a.byteLength - distance} bytes`,
  );
}

/** An options object, with none but the named options. */
export function checkOptions(where: string, options: unknown, allowed: ReadonlySet<string>): void {
  if (typeof options !== 'object' || options === null || tag(options) !== 'Object') {
    throw new TypeError(`${where}: options must be an object, got ${show(options)}`);
  }
  for (const name in options) {
    if (allowed.has(name)) continue;
    throw new TypeError(`${where}: unknown option ${show(name)}, allowed are ${[...allowed].join(', ')}`);
  }
}

/** The number that a parameter has; -0 counts as 0. */
export function checkParameter(where: string, parameter: Parameter, value: unknown): number {
  if (value === undefined) return parameter.default;
  const { name, minimum, maximum } = parameter;
  if (typeof value === 'number' && value >= minimum && value <= maximum) return value + 0;
  const range = minimum === -maximum ? `within ±${maximum}` : `from ${minimum} to ${maximum}`;
  const finite = Number.isFinite(value) ? `a finite number ${range}` : 'a finite number';
  const allowed = minimum === -maximum ? finite : `a number ${range}`;
  const message = `${where}: ${name} must be ${allowed}, got ${show(value)}`;
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}
