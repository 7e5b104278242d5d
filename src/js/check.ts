import type { MainModule } from '../../build/wasm/kassei.mjs';
import { AllocatedArray } from './memory.ts';
import type { Float32, Parameter } from './types.ts';

/** A value as an error message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof AllocatedArray) return 'an allocated array';
  const name = Object.prototype.toString.call(value).slice(8, -1);
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value))
    return `${name} of length ${value.length}`;
  return name === 'Object' ? 'an object' : name;
}

const brand = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Float32Array.prototype), Symbol.toStringTag)
  ?.get as (this: unknown) => string | undefined;

function advice(value: unknown): string {
  if (typeof value === 'number') return `; write Float32Array.of(${value})`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return '; convert it with Float32Array.from(...)';
  return '';
}

function detached(array: Float32Array): boolean {
  if (array.length > 0) return false;
  try {
    new Float32Array(array.buffer, 0, 0);
    return false;
  } catch {
    return true;
  }
}

/** Checks an array and returns its address in the library's memory, 0 if it lies outside. */
export function checkArray(where: string, what: string, value: unknown, module: MainModule): number {
  if (brand.call(value) === 'Float32Array') {
    if (!detached(value as Float32Array)) return 0;
    throw new TypeError(`${where}: the buffer of ${what} is detached (transferred, or the memory has grown)`);
  }
  const address = AllocatedArray.address(value, module);
  if (address) return address;
  if (address === 0) throw new TypeError(`${where}: ${what} has been freed`);
  if (value instanceof AllocatedArray) {
    throw new TypeError(`${where}: ${what} was allocated by another instance of the library`);
  }
  throw new TypeError(
    `${where}: ${what} must be a Float32Array or an allocated array, got ${show(value)}${advice(value)}`,
  );
}

export function checkLength(where: string, what: string, value: Float32, length: number): void {
  if (value.length !== length) {
    throw new RangeError(`${where}: ${what} must have the length of x, ${length}, got ${value.length}`);
  }
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
  const a = other instanceof AllocatedArray ? other.view : other;
  const b = out instanceof AllocatedArray ? out.view : out;
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
  if (typeof options !== 'object' || options === null || Array.isArray(options) || ArrayBuffer.isView(options)) {
    throw new TypeError(`${where}: options must be an object, got ${show(options)}`);
  }
  for (const name in options) {
    if (allowed.has(name)) continue;
    throw new TypeError(`${where}: unknown option ${show(name)}, allowed are ${[...allowed].join(', ')}`);
  }
}

export function checkParameter(where: string, parameter: Parameter, value: unknown): number {
  if (value === undefined) return parameter.default;
  const { name, minimum, maximum } = parameter;
  if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
  const range = minimum === -maximum ? `within ±${maximum}` : `from ${minimum} to ${maximum}`;
  const allowed =
    minimum !== -maximum
      ? `a number ${range}`
      : Number.isFinite(value)
        ? `a finite number ${range}`
        : 'a finite number';
  const message = `${where}: ${name} must be ${allowed}, got ${show(value)}`;
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}
