import { load } from 'kassei';
import { compute } from './program.js';

export default {
  async fetch() {
    return Response.json(compute(await load()));
  },
};
