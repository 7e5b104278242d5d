/**
 * For engines that cannot run WebAssembly with SIMD: the same functions with the same bits, in JavaScript. It is made of the same
 * C++. `load` of `kassei` imports this by itself where it must; only where import() is not allowed, as in service workers, a
 * program has to.
 * @module kassei/js
 */
import createModule, { type MainModule } from '../../../build/js/kassei.mjs';
import { checkOptions } from '../core/check.ts';
import { create, type Kassei } from '../core/create.ts';
import type { LoadOptions } from '../types.ts';

export type * from '../public-types.ts';

let shared: Kassei | undefined;

/**
 * Makes the library ready. Without options the same instance every time; with options a new one. They are those of `kassei`'s
 * `load`, and nothing is done with them.
 * @param options Where the WebAssembly would come from.
 */
export async function load(options?: LoadOptions): Promise<Kassei> {
  if (options === undefined) {
    shared ??= loadSync();
    return shared;
  }
  checkOptions('kassei.load', options, new Set(['wasm']));
  return loadSync();
}

/**
 * Makes a new instance at once.
 * @param _wasm What `loadSync` of `kassei` needs; not used.
 */
export function loadSync(_wasm?: unknown): Kassei {
  // Emscripten asks for the bytes of a WebAssembly and for their address, and uses neither.
  const module = { wasmBinary: new ArrayBuffer(0), locateFile: () => '' } as unknown as MainModule;
  createModule(module);
  const allocate = module.allocateFloats;
  module.allocateFloats = (length) => {
    const { buffer } = module.HEAPF32;
    const address = allocate(length);
    // Old views of a memory that has grown are detached, as WebAssembly's are.
    if (buffer !== module.HEAPF32.buffer) structuredClone(buffer, { transfer: [buffer] });
    return address;
  };
  return create(module, 'js');
}
