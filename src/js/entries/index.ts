/**
 * Neural-network activation functions and their gradients in WebAssembly SIMD.
 * @module kassei
 */
import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { create, type Kassei } from '../core/create.ts';
import { allow, given, listedOptions } from '../core/options.ts';
import type { LoadOptions, WasmModule } from '../types.ts';
import { compile, compileOwn, compileSync, instantiate, instantiateSync, UnsupportedError } from '../wasm/source.ts';

export type * from '../public-types.ts';

let shared: Promise<Loader> | undefined;

/** Gives the instance; the fallback makes a new one if its memory was transferred away. */
type Loader = () => Kassei | Promise<Kassei>;

/**
 * Loads the library. Calls without options share one instance, even while it is loading; a call with options makes a
 * new instance. If the engine has no WebAssembly SIMD, or a Content-Security-Policy forbids WebAssembly, the instance
 * is that of `kassei/js`, which is fetched only then.
 * @param options The source of the WebAssembly.
 * @throws Error if neither can be loaded; the next call tries again.
 */
export async function load(options?: LoadOptions): Promise<Kassei> {
  if (options !== undefined) {
    const listed = listedOptions('kassei.load', options, allow(['wasm']));
    const wasm = given(options.wasm, options, 'wasm', 1, listed);
    return (await prepare(wasm, 'loadSync'))();
  }
  shared ??= prepare(undefined, 'load').catch((error) => {
    shared = undefined;
    throw error;
  });
  return (await shared)();
}

/**
 * Makes a new instance synchronously, from the bytes of `kassei/kassei.wasm` or their compiled module. Chromium before
 * 115 allows this only in workers.
 * @param wasm The bytes or the module.
 * @throws TypeError if `wasm` is not this version's `kassei.wasm`, Error if the engine cannot run WebAssembly SIMD;
 * `loadSync` of `kassei/js` works without it.
 */
export function loadSync(wasm: ArrayBuffer | ArrayBufferView<ArrayBuffer> | WasmModule): Kassei {
  return start(instantiateSync(compileSync(wasm)));
}

function start(module: MainModule): Kassei {
  const kassei = create(module, 'wasm');
  // Some engines accepted SIMD and computed wrong lanes. x / (1 + |x|) of these inputs is exact and differs in every
  // lane.
  const x = Float32Array.of(0, 1, -1, 3, -3, 7, -7, 15, -15);
  if (kassei.softsign(x).every((y, i) => y * (1 + Math.abs(x[i] as number)) === x[i])) return kassei;
  throw new UnsupportedError('this engine computes WebAssembly SIMD wrongly');
}

async function prepare(source: LoadOptions['wasm'], fallback: 'load' | 'loadSync'): Promise<Loader> {
  try {
    const kassei = start(await instantiate(await (source === undefined ? compileOwn() : compile(source))));
    return () => kassei;
  } catch (reason) {
    if (!(reason instanceof UnsupportedError)) throw reason;
    const javascript = await import('./js.ts').catch((cause) => {
      const advice = 'where import() is not allowed, as in service workers, a program has to import it itself';
      throw new Error(`${reason.message}, but importing it failed: ${cause}; ${advice}`, { cause: reason });
    });
    return javascript[fallback];
  }
}
