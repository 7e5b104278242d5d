import { computeBoth } from './both.js';

console.log(JSON.stringify(await computeBoth()));
