// Changes of Emscripten's glue.
import { Failure } from './run.mjs';

/** The pinned Emscripten returns what our `instantiateWasm` gives, and otherwise fetches the wasm by itself. */
const SYNCHRONOUS =
  /if\s*\(Module\["instantiateWasm"\]\)\s*\{\s*try\s*\{\s*(return Module\["instantiateWasm"\]\(info,\s*receiveInstance\))[\s\S]*?return receiveInstance\(result\[0\]\)/;
/** Newer ones wait for a promise there, also when told to be synchronous. */
const PROMISED =
  /return new Promise\(resolve\s*=>\s*\{\s*instantiateWasm\(info,\s*inst\s*=>\s*resolve\(receiveInstance\(inst\)\)\)\s*;?\s*\}\)/;

/** The glue of the wasm, instantiated before `createModule` returns. */
export function synchronous(glue) {
  if (SYNCHRONOUS.test(glue)) return glue.replace(SYNCHRONOUS, '$1');
  if (!PROMISED.test(glue)) {
    throw new Failure(
      "Emscripten's glue (build/wasm/kassei.mjs) calls `instantiateWasm` in a way that tools/lib/glue.mjs does not know. " +
        'Use the pinned Emscripten (.toolchain), or teach the file the new form',
    );
  }
  return glue.replace(
    PROMISED,
    'var received;instantiateWasm(info,inst=>{received=receiveInstance(inst)});return received',
  );
}
