import { load } from 'kassei';
import wasm from 'kassei/kassei.wasm';
import { compute } from './program.js';

export default {
  async fetch() {
    return Response.json(compute(await load({ wasm })));
  },
};
