// node garbage.mjs [out]: V8 prints a line for each collection of garbage in five million calls on 16 elements.
import { setFlagsFromString } from 'node:v8';
import { load } from '../../dist/index.js';

const k = await load();
const x = new Float32Array(16).fill(1);
const options = process.argv[2] === 'out' ? { out: new Float32Array(16) } : undefined;
const call = (times) => {
  for (let i = 0; i < times; i++) k.gelu(x, options);
};
call(200_000);
setFlagsFromString('--trace-gc');
call(5_000_000);
setFlagsFromString('--no-trace-gc');
