import instance, { gelu } from 'kassei/auto';
import { compute } from './program.js';

console.log(JSON.stringify({ ...compute(instance), ready: gelu === instance.gelu }));
