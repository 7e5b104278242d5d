// TensorFlow.js on its WebAssembly backend (XNNPACK), one thread.
import { startBackend } from './tfjs.mjs';

export default {
  name: 'tfjs-wasm',
  package: '@tensorflow/tfjs-backend-wasm',
  start: () => startBackend('wasm', (backend) => backend.setThreadsCount(1)),
};
