import { loadSync } from 'kassei/wasm';
import { compute } from './program.js';

postMessage(compute(loadSync()));
