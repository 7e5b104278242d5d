/**
 * Neural-network activation functions and their gradients in WebAssembly SIMD.
 * @module kassei
 */
import type { Kassei } from '../core/create.ts';
import type { LoadOptions, SyncWasmSource } from '../types.ts';
import { makeLoader } from '../wasm/loader.ts';
import { own } from '../wasm/unpack.ts';

export type * from '../public-types.ts';

const loader = makeLoader(own, () => import('./js.ts'));

/**
 * Loads the library. Calls without options share one instance, even while it is loading; a call with options makes a
 * new instance. If the engine has no WebAssembly SIMD, or a Content-Security-Policy forbids WebAssembly, the instance
 * is that of `kassei/js`, which is fetched only then.
 * @param options The source of the WebAssembly.
 * @throws Error if neither can be loaded; the next call tries again.
 */
export function load(options?: LoadOptions): Promise<Kassei> {
  return loader.load(options);
}

/**
 * Makes a new instance synchronously. Chromium before 115 allows this only in workers.
 * @param wasm The bytes of `kassei/kassei.wasm`, or their compiled module. Default: the copy within the package.
 * @throws TypeError if `wasm` is not this version's `kassei.wasm`, Error if the engine cannot run WebAssembly SIMD;
 * `loadSync` of `kassei/js` works without it.
 */
export function loadSync(wasm?: SyncWasmSource): Kassei {
  return loader.loadSync(wasm);
}
