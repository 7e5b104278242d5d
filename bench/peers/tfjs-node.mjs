// TensorFlow.js' packages in Node, where they are CommonJS but for the gradients.
import { createRequire, register } from 'node:module';

const require = createRequire(import.meta.url);

export async function loadCore() {
  register('./tfjs-modules.mjs', import.meta.url);
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  const { setOpHandler } = await import('@tensorflow/tfjs-core/dist/tensor.js');
  const tf = require('@tensorflow/tfjs-core');
  setOpHandler(tf); // Some gradients call methods of the modules' tensors, which are without them.
  tf.enableProdMode(); // Without advice to use its native code.
  return tf;
}

export const loadBackend = (name) => require(`@tensorflow/tfjs-backend-${name}`);
