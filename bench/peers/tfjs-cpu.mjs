// TensorFlow.js on its JavaScript backend.
import { startBackend } from './tfjs.mjs';

export default {
  name: 'tfjs-cpu',
  package: '@tensorflow/tfjs-backend-cpu',
  upTo: 16384,
  start: () => startBackend('cpu', () => {}),
};
