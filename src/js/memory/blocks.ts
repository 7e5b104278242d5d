import type { MainModule } from '../../../build/wasm/kassei.mjs';

/** The number of elements in 4 GiB, the largest memory, minus 512 KiB for the library itself. */
export const MAXIMUM_LENGTH = 2 ** 30 - 2 ** 17;

/** Throws if the memory is gone. A view of kassei/js' memory can be transferred, and then takes all of it along. */
export function checkPresent(module: MainModule): void {
  if (module.HEAPF32.length > 0) return;
  throw new TypeError(
    'kassei: the memory of this instance was transferred away; call load() for a new instance, and send copies',
  );
}

/** Releases a block, unless the memory is gone. */
export function releaseBlock(module: MainModule, address: number): void {
  if (module.HEAPF32.length > 0) module.release(address);
}
