import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { AllocatedArray } from '../memory/allocated-array.ts';
import { brandOf, bufferOf, byteLengthOf, byteOffsetOf, lengthOf } from '../memory/typed-array.ts';
import type { Float32 } from '../types.ts';
import { product } from './shape.ts';
import { advice, list, show } from './show.ts';

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
  return address ? AllocatedArray.lengthOf(array as AllocatedArray) : lengthOf.call(array);
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
  other: Float32 | Uint8Array | Uint16Array,
  otherAddress: number,
  out: Float32,
  outAddress: number,
  inPlace: boolean,
): void {
  if (out === other ? inPlace : otherAddress && outAddress) return;
  const a = otherAddress ? AllocatedArray.viewOf(other as AllocatedArray) : (other as Float32Array);
  const b = outAddress ? AllocatedArray.viewOf(out as AllocatedArray) : (out as Float32Array);
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

/** Checks a mask, which is as long as x or as the last axes of its shape. */
export function checkMask(where: string, mask: unknown, sizes: readonly number[]): asserts mask is Uint8Array {
  const name = brandOf.call(mask);
  if (name !== 'Uint8Array')
    throw new TypeError(
      `${where}: mask must be a Uint8Array, got ${show(mask)}${Array.isArray(mask) ? '; convert it with Uint8Array.from(...)' : ''}`,
    );
  const got = lengthOf.call(mask);
  if (sizes.some((_, axis) => product(sizes.slice(axis)) === got)) return;
  throw new RangeError(
    `${where}: mask must have the length of x, ${product(sizes)}, or of the last axes of shape ${list(sizes)}, got ${got}`,
  );
}
