import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { computeBoth } from './both.js';

if (isMainThread) {
  new Worker(new URL(import.meta.url)).on('message', (result) => console.log(JSON.stringify(result)));
} else {
  parentPort.postMessage(await computeBoth());
}
