// node first-result.mjs [library]: the milliseconds from the start of this process to a library's first result, or to here.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const x = new Float32Array(16).fill(1);

const gelu = {
  async kassei() {
    const { load } = await import('../../dist/index.js');
    const k = await load();
    k.gelu(x);
  },
  async 'jax-js'() {
    const { defaultDevice, init, nn, numpy } = await import('@jax-js/jax');
    await init('wasm');
    defaultDevice('wasm');
    nn.gelu(numpy.array(x), { approximate: false }).dataSync();
  },
  async 'tfjs-wasm'() {
    const tf = require('@tensorflow/tfjs-core');
    require('@tensorflow/tfjs-backend-wasm');
    tf.enableProdMode();
    await tf.setBackend('wasm');
    const input = tf.tensor1d(x);
    tf.mul(tf.mul(input, 0.5), tf.add(tf.erf(tf.mul(input, Math.SQRT1_2)), 1)).dataSync();
  },
  async 'ort-web'() {
    const { default: peer } = await import('../peers/ort-web.mjs');
    const prepare = await peer.start();
    const { result } = await prepare({ name: 'gelu', mode: 'value', shape: [16], valueShape: [16], outLength: 16, x });
    await result();
  },
};

await gelu[process.argv[2]]?.();
const elapsed = performance.now();
process.stdout.write(String(elapsed), () => process.exit());
