/** `kassei` for runtimes that compile WebAssembly only when a program is deployed, and therefore give its module. */
import type { Kassei } from '../core/create.ts';
import type { LoadOptions, SyncWasmSource } from '../types.ts';
import { makeLoader } from '../wasm/loader.ts';
import { compile, compileSync } from '../wasm/source.ts';
import source from './kassei.wasm?module';

export type * from '../public-types.ts';

const loader = makeLoader({ compile: () => compile(source), compileSync: () => compileSync(source) });

export function load(options?: LoadOptions): Promise<Kassei> {
  return loader.load(options);
}

export function loadSync(wasm?: SyncWasmSource): Kassei {
  return loader.loadSync(wasm);
}
