// The peers that are measured in browsers as in Node.
import kassei from './kassei.mjs';
import plain from './plain-js.mjs';
import tensorflow from './tfjs-wasm.mjs';

export default [kassei, plain, tensorflow];
