import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { load } from 'kassei';
import { compute } from './program.js';

if (isMainThread) {
  new Worker(new URL(import.meta.url)).on('message', (result) => console.log(JSON.stringify(result)));
} else {
  parentPort.postMessage(compute(await load()));
}
