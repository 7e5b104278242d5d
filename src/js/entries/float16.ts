/**
 * Numbers of float16 as arrays of float32, and back. Their bits are in a Uint16Array, as onnxruntime-web gives them, or in
 * a Float16Array where the engine has it.
 * @module kassei/float16
 */

import type { Kassei } from '../core/create.ts';
import type { Internals } from '../core/internals.ts';
import { brandOf, bufferOf, byteOffsetOf, lengthOf } from '../memory/typed-array.ts';
import type { Float32 } from '../types.ts';

/** A Float16Array, which older versions of TypeScript do not know. */
export interface Float16 extends ArrayBufferView {
  /** 2. */
  readonly BYTES_PER_ELEMENT: number;
  /** The number of elements. */
  readonly length: number;
  /** The kind of array. */
  readonly [Symbol.toStringTag]: 'Float16Array';
}

/** The bits of float16 numbers. */
export type Bits = Uint16Array | Float16;

function internalsOf(where: string, kassei: Kassei): Internals {
  const found = (kassei as unknown as Record<symbol, Internals | undefined> | undefined)?.[Symbol.for('kassei')];
  if (found?.version === 1) return found;
  throw new TypeError(`${where}: the first argument must be an instance that load of this version of kassei gives`);
}

/** The bits, whatever properties the array pretends. */
function bitsOf(where: string, what: string, value: unknown, { show }: Internals): Uint16Array {
  const brand = brandOf.call(value);
  const array = value as Uint16Array;
  if (brand === 'Uint16Array' || brand === 'Float16Array') {
    return new Uint16Array(bufferOf.call(array), byteOffsetOf.call(array), lengthOf.call(array));
  }
  throw new TypeError(`${where}: ${what} must be a Uint16Array or a Float16Array, got ${show(value)}`);
}

/** What both functions do: checks, then conversion chunk by chunk. `wide` is the array of float32, `bits` the other. */
function convert(
  where: string,
  { transfer, checkArray, checkOverlap, lengthOfChecked }: Internals,
  what: string,
  wide: Float32,
  bits: Uint16Array,
  toFloat16: boolean,
): void {
  const { module, scratch, chunk } = transfer;
  const address = checkArray(where, what, wide, module);
  const length = lengthOf.call(bits);
  const other = lengthOfChecked(wide, address);
  const input = toFloat16 ? 'x' : 'bits';
  if (length !== other) {
    const [wanted, got] = toFloat16 ? [other, length] : [length, other];
    throw new RangeError(`${where}: out must have the length of ${input}, ${wanted}, got ${got}`);
  }
  checkOverlap(where, input, bits, 0, wide, address, false);
  transfer.check();
  const view = transfer.viewOf(wide, address);
  for (let start = 0; start < length; start += chunk) {
    const count = Math.min(chunk, length - start);
    const halves = new Uint16Array(module.HEAPF32.buffer, scratch[1], count);
    const part = bits.subarray(start, start + count);
    if (toFloat16) {
      transfer.copyIn(scratch[0], view(), start, count);
      module.toFloat16(scratch[0], scratch[1], count);
      part.set(halves);
    } else {
      halves.set(part);
      module.fromFloat16(scratch[1], scratch[0], count);
      transfer.copyOut(scratch[0], view(), start, count);
    }
  }
}

/**
 * Float16 numbers as float32, each exactly. NaN stays NaN.
 * @param kassei The instance that `load` gives.
 * @param bits The numbers, or their bits.
 * @param options `out`: where to write; of the same length, and not overlapping.
 * @returns A new Float32Array, or `out`.
 * @throws TypeError or RangeError for anything else, before anything is written.
 */
export function fromFloat16<Out extends Float32 = Float32Array<ArrayBuffer>>(
  kassei: Kassei,
  bits: Bits,
  options?: { readonly out?: Out },
): Out {
  const where = 'kassei.fromFloat16';
  const internals = internalsOf(where, kassei);
  const given = internals.outOf(where, options) as Out | undefined;
  const source = bitsOf(where, 'bits', bits, internals);
  const out = given ?? (new Float32Array(source.length) as unknown as Out);
  convert(where, internals, 'out', out, source, false);
  return out;
}

/**
 * Float32 numbers as the bits of float16, rounded to nearest, ties to even. From 65520 on they become infinity; NaN stays
 * NaN.
 * @param kassei The instance that `load` gives.
 * @param x The numbers.
 * @param options `out`: where to write, a Uint16Array or a Float16Array; of the same length, and not overlapping.
 * @returns A new Uint16Array, or `out`.
 * @throws TypeError or RangeError for anything else, before anything is written.
 */
export function toFloat16<Out extends Bits = Uint16Array<ArrayBuffer>>(
  kassei: Kassei,
  x: Float32,
  options?: { readonly out?: Out },
): Out {
  const where = 'kassei.toFloat16';
  const internals = internalsOf(where, kassei);
  const given = internals.outOf(where, options) as Out | undefined;
  const length = internals.lengthOfChecked(x, internals.checkArray(where, 'x', x, internals.transfer.module));
  const out = given ?? (new Uint16Array(length) as unknown as Out);
  convert(where, internals, 'x', x, bitsOf(where, 'out', out, internals), true);
  return out;
}
