// The binding of the wasm with assertions and a checked heap: an access out of bounds or misaligned aborts.
import { readFile } from 'node:fs/promises';
import createModule from '../../../build/wasm-debug/kassei.mjs';

const compiled = new WebAssembly.Module(
  await readFile(new URL('../../../build/wasm-debug/kassei.wasm', import.meta.url)),
);
// With assertions the glue insists on a browser.
globalThis.window = globalThis;

export const module = createModule({
  instantiateWasm(imports, receive) {
    const instance = new WebAssembly.Instance(compiled, imports);
    receive(instance);
    return instance.exports;
  },
});

const described = JSON.parse(await readFile(new URL('../../../build/generated/activations.json', import.meta.url)));

/** The numbers of each activation's kernels. */
export const kernels = Object.fromEntries(described.map(({ name, kernels }) => [name, kernels]));

/** The parameters that the next kernel reads. */
export function setParameters(values) {
  new Float64Array(module.HEAPF32.buffer, module.PARAMETERS_ADDRESS, module.PARAMETERS).set(values);
}
