import type { MainModule } from '../../../build/wasm/kassei.mjs';
import type { Float32 } from '../types.ts';
import { AllocatedArray } from './allocated-array.ts';
import { checkPresent, MAXIMUM_LENGTH, releaseBlock } from './blocks.ts';
import { bufferOf, byteOffsetOf, lengthOf } from './typed-array.ts';

/** A function that returns the places of elements in an array, one by one from the element `start` on. */
export type Places = (start: number) => () => number;

/** Up to this length, copying in a loop is faster than making a view. */
const LOOP_LIMIT = 64;

function copy(from: Float32Array, start: number, to: Float32Array, at: number, length: number): void {
  if (length <= LOOP_LIMIT) {
    for (let i = 0; i < length; i++) to[at + i] = from[start + i] as number;
  } else {
    Float32Array.prototype.set.call(
      to,
      new Float32Array(bufferOf.call(from), byteOffsetOf.call(from) + 4 * start, length),
      at,
    );
  }
}

/**
 * Copies arrays that are outside the library's memory into it, and results out of it: through scratch of a fixed size,
 * or through blocks that are allocated for one call.
 */
export class Transfer {
  readonly module: MainModule;
  /** The number of elements in each scratch. */
  readonly chunk: number;
  /** The addresses of the scratch for x and the result, for upstream, and for slopes. */
  readonly scratch: readonly [number, number, number];
  /** The parameters of the next kernel, in the library's memory. */
  parameters: Float64Array;
  #heap: Float32Array;

  constructor(module: MainModule) {
    this.module = module;
    this.chunk = module.SCRATCH_LENGTH;
    this.scratch = [0, 1, 2].map((slot) => module.scratchAddress(slot)) as [number, number, number];
    this.#heap = module.HEAPF32;
    this.parameters = this.#viewParameters();
  }

  #viewParameters(): Float64Array {
    return new Float64Array(this.module.HEAPF32.buffer, this.module.PARAMETERS_ADDRESS, this.module.PARAMETERS);
  }

  /** Throws if the memory is gone; must be called before a kernel runs. */
  check(): void {
    if (this.#heap.length === 0) checkPresent(this.module);
  }

  /** The address of a block that lies within the memory. Only here the memory grows. */
  allocate(where: string, length: number): number {
    checkPresent(this.module);
    const address = length > MAXIMUM_LENGTH ? 0 : this.module.allocateFloats(length);
    this.#heap = this.module.HEAPF32;
    this.parameters = this.#viewParameters();
    if (address > 0 && address + 4 * length <= this.#heap.byteLength) return address;
    if (address) this.module.release(address);
    throw new RangeError(`${where}: not enough memory for ${length} elements; free some`);
  }

  /** A function that returns a checked array's elements, as a new view if they are in the memory and it has grown. */
  viewOf(array: Float32, address: number): () => Float32Array {
    if (address) return () => AllocatedArray.viewOf(array as AllocatedArray);
    if (bufferOf.call(array) !== this.module.HEAPF32.buffer) return () => array as Float32Array;
    const [offset, length] = [byteOffsetOf.call(array), lengthOf.call(array)];
    return () => new Float32Array(this.module.HEAPF32.buffer, offset, length);
  }

  /** Copies elements from `start` on, or those in the places that `places` gives for them. */
  copyIn(address: number, array: Float32Array, start: number, length: number, places?: Places): void {
    const at = address >>> 2;
    const next = places?.(start);
    if (!next) copy(array, start, this.#heap, at, length);
    else for (let i = 0; i < length; i++) this.#heap[at + i] = array[next()] as number;
  }

  clear(address: number, length: number): void {
    const at = address >>> 2;
    this.#heap.fill(0, at, at + length);
  }

  /** Writes `value` into the memory where the mask, which repeats, is 0. */
  fillMasked(
    address: number,
    mask: Uint8Array,
    start: number,
    length: number,
    value: number,
    places: Places | undefined,
  ): void {
    const at = address >>> 2;
    const period = lengthOf.call(mask);
    const place = places?.(start);
    for (let i = 0, next = start % period; i < length; i++) {
      if (mask[place ? place() % period : next] === 0) this.#heap[at + i] = value;
      if (++next === period) next = 0;
    }
  }

  copyOut(address: number, array: Float32Array, start: number, length: number, places?: Places): void {
    const at = address >>> 2;
    const next = places?.(start);
    if (!next) copy(this.#heap, at, array, start, length);
    else for (let i = 0; i < length; i++) array[next()] = this.#heap[at + i] as number;
  }

  /** Calls `work` with the addresses of two blocks of these lengths, and releases the blocks afterwards. */
  withBlocks(where: string, lengths: readonly [number, number], work: (first: number, second: number) => void): void {
    const blocks: number[] = [];
    try {
      for (const length of lengths) blocks.push(this.allocate(where, length));
      work(...(blocks as [number, number]));
    } finally {
      for (const block of blocks) releaseBlock(this.module, block);
    }
  }
}
