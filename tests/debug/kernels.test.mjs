// The kernels in the wasm with assertions and a checked heap: an access out of bounds or misaligned aborts.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { catalogue } from 'kassei/catalogue';
import createModule from '../../build/wasm-debug/kassei.mjs';

const compiled = new WebAssembly.Module(await readFile(new URL('../../build/wasm-debug/kassei.wasm', import.meta.url)));
// With assertions the glue insists on a browser.
globalThis.window = globalThis;
const module = createModule({
  instantiateWasm(imports, receive) {
    const instance = new WebAssembly.Instance(compiled, imports);
    receive(instance);
    return instance.exports;
  },
});

catalogue.forEach(({ name, parameters }, index) => {
  test(`${name} stays within its arrays`, () => {
    const [first = 0, second = 0, third = 0] = parameters.map((parameter) => parameter.default);
    for (const length of [0, 1, 3, 4, 17, 4096]) {
      const [x, upstream, out] = [1, 2, 3].map(() => module.allocateFloats(length));
      module.HEAPF32.fill(0.5, x / 4, x / 4 + length);
      for (const kernel of [2 * index, 2 * index + 1]) {
        const gradient = kernel % 2;
        module.runKernel(kernel, x, gradient ? upstream : 0, out, length, first, second, third);
        module.runKernel(kernel, module.scratchAddress(0), 0, module.scratchAddress(0), length, first, second, third);
      }
      for (const address of [x, upstream, out]) module.release(address);
    }
    assert.equal(module.scratchLength(), 4096);
  });
});

test('the checked heap does notice', () => {
  assert.throws(() => module.runKernel(0, 0, 0, 0, 4, 1, 0, 0), /segmentation fault|Aborted/);
});
