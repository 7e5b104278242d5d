import type { MainModule } from '../../../build/wasm/kassei.mjs';

/** The number of elements in 4 GiB, the largest memory, minus 512 KiB for the library itself. */
export const MAXIMUM_LENGTH = 2 ** 30 - 2 ** 17;

/** Throws if the memory is gone. A view of kassei/js' memory can be transferred, and then takes all of it along. */
export function checkPresent(module: MainModule): void {
  if (module.HEAPF32.length > 0) return;
  throw new TypeError(
    'kassei: the memory of this instance was transferred away, as postMessage(view, [view.buffer]) does; call load() for a new instance, and send copies',
  );
}

/** The address of a block that lies within the memory. */
export function allocateBlock(module: MainModule, where: string, length: number): number {
  checkPresent(module);
  const address = length > MAXIMUM_LENGTH ? 0 : module.allocateFloats(length);
  if (address > 0 && address + 4 * length <= module.HEAPF32.byteLength) return address;
  if (address) module.release(address);
  throw new RangeError(`${where}: not enough memory for ${length} elements; free arrays, or use fewer at a time`);
}

export function releaseBlock(module: MainModule, address: number): void {
  if (module.HEAPF32.length > 0) module.release(address);
}
