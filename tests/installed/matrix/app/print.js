import { load } from 'kassei';
import { compute } from './program.js';

console.log(JSON.stringify(compute(await load())));
