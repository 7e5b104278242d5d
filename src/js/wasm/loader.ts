import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { create, type Kassei } from '../core/create.ts';
import { allow, given, listedOptions } from '../core/options.ts';
import type { LoadOptions, SyncWasmSource } from '../types.ts';
import { compile, compileSync, instantiate, instantiateSync, UnsupportedError } from './source.ts';

/** Where an entry's WebAssembly comes from. */
interface Own {
  compile(): Promise<WebAssembly.Module>;
  compileSync(): WebAssembly.Module;
}

/** Gives the instance; the fallback makes a new one if its memory was transferred away. */
type Get = () => Kassei | Promise<Kassei>;

/** Imports what takes over where WebAssembly SIMD cannot run. */
type Fallback = () => Promise<{ load: Get; loadSync: Get }>;

/** The `load` and `loadSync` of an entry. */
export function makeLoader(own: Own, fallback?: Fallback) {
  let shared: Promise<Get> | undefined;

  async function prepare(source: LoadOptions['wasm'], which: 'load' | 'loadSync'): Promise<Get> {
    try {
      const kassei = start(await instantiate(await (source === undefined ? own.compile() : compile(source))));
      return () => kassei;
    } catch (reason) {
      if (!fallback || !(reason instanceof UnsupportedError)) throw reason;
      const javascript = await fallback().catch((cause) => {
        const advice = 'where import() is not allowed, as in service workers, a program has to import it itself';
        throw new Error(`${reason.message}, but importing it failed: ${cause}; ${advice}`, { cause: reason });
      });
      return javascript[which];
    }
  }

  return {
    async load(options?: LoadOptions): Promise<Kassei> {
      if (options !== undefined) {
        const listed = listedOptions('kassei.load', options, allow(['wasm']));
        return (await prepare(given(options.wasm, options, 'wasm', 1, listed), 'loadSync'))();
      }
      shared ??= prepare(undefined, 'load').catch((error) => {
        shared = undefined;
        throw error;
      });
      return (await shared)();
    },
    loadSync: (source?: SyncWasmSource): Kassei =>
      start(instantiateSync(source === undefined ? own.compileSync() : compileSync(source))),
  };
}

function start(module: MainModule): Kassei {
  const kassei = create(module, 'wasm');
  // Some engines accepted SIMD and computed wrong lanes. x / (1 + |x|) of these inputs is exact and differs in every
  // lane.
  const x = Float32Array.of(0, 1, -1, 3, -3, 7, -7, 15, -15);
  if (kassei.softsign(x).every((y, i) => y * (1 + Math.abs(x[i] as number)) === x[i])) return kassei;
  throw new UnsupportedError('this engine computes WebAssembly SIMD wrongly');
}
