// LiteRT.js (TensorFlow Lite in WebAssembly, XNNPACK), one thread. It is made for browsers: its loader is given
// a worker's importScripts, which evaluates the script as the CommonJS module that it is in Node.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { model } from './tflite.mjs';

const require = createRequire(import.meta.url);

// Operators in order; a number is the input (0) or the result of an earlier operator (1, 2, …), [v] a constant.
const graphs = {
  elu: [['ELU', 0]],
  softsign: [
    ['ABS', 0],
    ['ADD', 1, [1]],
    ['DIV', 0, 2],
  ],
  relu: [['RELU', 0]],
  tanh: [['TANH', 0]],
  sigmoid: [['LOGISTIC', 0]],
  hard_sigmoid: [
    ['MUL', 0, [0.2]],
    ['ADD', 1, [0.5]],
    ['MAXIMUM', 2, [0]],
    ['MINIMUM', 3, [1]],
  ],
};

async function startLiteRt() {
  const { loadLiteRt, loadAndCompile, Tensor } = await import('@litertjs/core');
  const silent = () => {};
  const { warn, error } = console;
  globalThis.self = globalThis;
  globalThis.importScripts = (path) => {
    const script = new Function('require', '__dirname', '__filename', `${readFileSync(path)}; return ModuleFactory;`);
    globalThis.ModuleFactory = script(require, dirname(path), path);
  };
  globalThis.Module = { print: silent, printErr: silent };
  Object.assign(console, { warn: silent, error: silent }); // It reports that there is no WebGPU.
  await loadLiteRt(join(dirname(require.resolve('@litertjs/core')), '../wasm'));
  Object.assign(console, { warn, error });
  delete globalThis.importScripts;
  return { loadAndCompile, Tensor };
}

export default {
  name: 'litert',
  package: '@litertjs/core',
  async start() {
    const { loadAndCompile, Tensor } = await startLiteRt();
    return async ({ name, mode, n, x }) => {
      if (mode === 'gradient' || !graphs[name]) return null;
      const compiled = await loadAndCompile(model(graphs[name], n), { accelerator: 'wasm' });
      const input = new Tensor(x, [n]);
      const read = async (tensor) => {
        const [output] = await compiled.run(tensor);
        const y = output.toTypedArray();
        output.delete();
        return y;
      };
      return {
        steady: async () => {
          const [output] = await compiled.run(input);
          output.delete();
        },
        endToEnd: async () => {
          const tensor = new Tensor(x, [n]);
          const y = await read(tensor);
          tensor.delete();
          return y;
        },
        result: () => read(input),
        dispose: () => {
          input.delete();
          compiled.delete();
        },
      };
    };
  },
};
