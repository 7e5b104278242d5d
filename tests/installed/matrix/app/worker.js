import { load } from 'kassei';
import { compute } from './program.js';

load().then((k) => postMessage(compute(k)));
