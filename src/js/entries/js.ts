/**
 * The same functions with the same bits in JavaScript, for engines that cannot run WebAssembly SIMD.
 * The code is compiled from the same C++. `load` of `kassei` imports this module when needed. A program must import it
 * itself only where import() is not allowed, as in service workers.
 * @module kassei/js
 */
import createModule, { type MainModule } from '../../../build/js/kassei.mjs';
import { create, type Kassei } from '../core/create.ts';
import { allow, listedOptions } from '../core/options.ts';
import type { LoadOptions } from '../types.ts';

export type * from '../public-types.ts';

let shared: Kassei | undefined;

/**
 * Loads the library. Calls without options share one instance; a call with options makes a new instance. The options
 * are those of `load` of `kassei` and are not used.
 * @param options The source of the WebAssembly, which this module does not need.
 */
export async function load(options?: LoadOptions): Promise<Kassei> {
  if (options === undefined) {
    if (!shared || !hasMemory(shared)) shared = loadSync();
    return shared;
  }
  listedOptions('kassei.load', options, allow(['wasm']));
  return loadSync();
}

/**
 * Makes a new instance synchronously.
 * @param _wasm The bytes or the module that `loadSync` of `kassei` needs; not used.
 */
export function loadSync(_wasm?: unknown): Kassei {
  // Emscripten's glue asks for the bytes of a WebAssembly and for their address, but uses neither.
  const nothing = () => '';
  const module = {
    wasmBinary: new ArrayBuffer(0),
    locateFile: nothing,
    print: nothing,
    printErr: nothing,
  } as unknown as MainModule;
  createModule(module);
  const allocate = module.allocateFloats;
  module.allocateFloats = (length) => {
    const { buffer } = module.HEAPF32;
    const address = allocate(length);
    if (buffer !== module.HEAPF32.buffer) detach(buffer as ArrayBuffer);
    return address;
  };
  return create(module, 'js');
}

/** As with WebAssembly, growth of the memory detaches its old views, where the engine can do that. */
function detach(buffer: ArrayBuffer & { transfer?(): ArrayBuffer }): void {
  for (const transfer of [() => buffer.transfer?.(), () => structuredClone(buffer, { transfer: [buffer] })]) {
    try {
      transfer();
    } catch {
      // Missing, or done already.
    }
  }
}

/** Whether an instance still has its memory, which goes along when a view of it is transferred. */
function hasMemory(kassei: Kassei): boolean {
  try {
    kassei.linear(new Float32Array(0));
    return true;
  } catch {
    return false;
  }
}
