// ONNX Runtime for the web: WebAssembly, one thread.
import { makeCell } from '../cells.mjs';
import { prepareWith } from './onnx.mjs';

export default {
  name: 'ort-web',
  package: 'onnxruntime-web',
  async start() {
    const ort = await import('onnxruntime-web');
    ort.env.wasm.numThreads = 1;
    const prepare = prepareWith(ort, 'wasm');
    const first = await prepare(makeCell('linear', 'value', 1));
    await first.dispose();
    delete globalThis.Worker; // It defines this for threads it may not start; jax-js would start its own with it.
    return prepare;
  },
};
