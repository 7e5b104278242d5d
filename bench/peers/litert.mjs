// LiteRT.js (TensorFlow Lite in WebAssembly, XNNPACK), one thread. It is made for browsers: its loader is given
// a worker's importScripts, which evaluates the script as the CommonJS module that it is in Node.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { model } from './tflite.mjs';

const require = createRequire(import.meta.url);

const graphs = (slope) => ({
  elu: [['ELU', 0]],
  softplus: [
    ['EXP', 0],
    ['ADD', 1, [1]],
    ['LOG', 2],
  ],
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
    ['RELU_0_TO_1', 2],
  ],
  leaky_relu: [['LEAKY_RELU', 0, { alpha: 0.2 }]],
  relu6: [['RELU6', 0]],
  prelu: [['PRELU', 0, slope]],
  thresholded_relu: [
    ['GREATER', 0, [1]],
    ['SELECT_V2', 1, 0, [0]],
  ],
  squareplus: [
    ['MUL', 0, 0],
    ['ADD', 1, [4]],
    ['SQRT', 2],
    ['ADD', 0, 3],
    ['MUL', 4, [0.5]],
  ],
  sparse_plus: [
    ['ADD', 0, [1]],
    ['MUL', 1, [0.5]],
    ['RELU_0_TO_1', 2],
    ['MUL', 3, 3],
    ['SUB', 0, [1]],
    ['RELU', 5],
    ['ADD', 4, 6],
  ],
  celu: [['ELU', 0]],
  exponential: [['EXP', 0]],
  hard_tanh: [['RELU_N1_TO_1', 0]],
  sparse_sigmoid: [
    ['ADD', 0, [1]],
    ['MUL', 1, [0.5]],
    ['RELU_0_TO_1', 2],
  ],
  log_sigmoid: [
    ['LOGISTIC', 0],
    ['LOG', 1],
  ],
  silu: [
    ['LOGISTIC', 0],
    ['MUL', 0, 1],
  ],
  hard_silu: [['HARD_SWISH', 0]],
  gelu: [['GELU', 0]],
  quick_gelu: [
    ['MUL', 0, [1.702]],
    ['LOGISTIC', 1],
    ['MUL', 0, 2],
  ],
  mish: [
    ['EXP', 0],
    ['ADD', 1, [1]],
    ['LOG', 2],
    ['TANH', 3],
    ['MUL', 0, 4],
  ],
  tanh_shrink: [
    ['TANH', 0],
    ['SUB', 0, 1],
  ],
  soft_shrink: [
    ['MAXIMUM', 0, [-0.5]],
    ['MINIMUM', 1, [0.5]],
    ['SUB', 0, 2],
  ],
  hard_shrink: [
    ['ABS', 0],
    ['GREATER', 1, [0.5]],
    ['SELECT_V2', 2, 0, [0]],
  ],
  threshold: [
    ['GREATER', 0, [0.5]],
    ['SELECT_V2', 1, 0, [-0.5]],
  ],
  softmax: [['SOFTMAX', 0, { beta: 1 }]],
  log_softmax: [['LOG_SOFTMAX', 0]],
  glu: [
    ['SPLIT', Int32Array.of(1), 0, { num_splits: 2 }],
    ['LOGISTIC', 2],
    ['MUL', 1, 3],
  ],
});

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
    return async ({ name, mode, shape, valueShape, x, slope }) => {
      const graph = graphs(slope)[name];
      if (mode === 'gradient' || !graph) return null;
      const compiled = await loadAndCompile(model(graph, shape, valueShape), { accelerator: 'wasm' });
      const input = new Tensor(x, shape);
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
          const tensor = new Tensor(x, shape);
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
