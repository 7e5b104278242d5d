// TensorFlow.js' packages as a bundler sees them.
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';

export function loadCore() {
  tf.enableProdMode();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // As in Node: the same build of one thread.
  return tf;
}

export function loadBackend() {
  wasm.setWasmPaths('/bench/node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/');
  return wasm;
}
