import { load } from 'kassei';
import wasm from 'kassei/kassei.wasm';
import { computeBoth } from './both.js';
import { compute } from './program.js';

export default {
  async fetch() {
    return Response.json({ wasm: compute(await load({ wasm })), ...(await computeBoth()) });
  },
};
