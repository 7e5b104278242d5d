// One of the sweep's threads: computes and judges chunk after chunk as it is told.
import { parentPort, workerData } from 'node:worker_threads';
import { load } from 'kassei';
import { judge, nativeHash } from './checker.mjs';
import { apply, fill } from './inputs.mjs';

const { count, preset } = workerData;

async function judgeWasm() {
  const kassei = await load();
  const x = kassei.allocate(count);
  const out = kassei.allocate(count);
  return (subject, range) => {
    fill(x.view, range);
    apply(kassei, subject, x, out);
    return judge(subject, range, out.view);
  };
}

const work = preset ? nativeHash.bind(null, preset) : await judgeWasm();
parentPort.on('message', ({ subject, range }) => parentPort.postMessage(work(subject, range)));
parentPort.postMessage(undefined);
