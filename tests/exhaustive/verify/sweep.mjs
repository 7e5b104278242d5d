// Goes through all 2^32 float32 inputs of the subjects, in chunks, on every core. What is done is written down at once,
// so that a run that was interrupted goes on where it was.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { BIN, checker } from './checker.mjs';

const COUNT = 2 ** 24;
const CHUNKS = 2 ** 32 / COUNT;

export const say = (line) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);

/** Results of earlier runs of the same programs. */
function notebook(preset) {
  const dist = new URL('../../../dist/', import.meta.url);
  const programs = preset ? [checker(preset)] : [checker(), new URL('index.js', dist), new URL('kassei.wasm', dist)];
  const hash = createHash('sha256');
  for (const program of programs) hash.update(readFileSync(program));
  const folder = fileURLToPath(new URL('../../../build/verify/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = `${folder}${preset ?? 'wasm'}-${hash.digest('hex').slice(0, 16)}.jsonl`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // Half a line after the last line's end comes from a run that was killed.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(file, whole);
  const known = new Map(
    whole
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  );
  return {
    get: (key) => known.get(key),
    add(key, json) {
      known.set(key, JSON.parse(json));
      appendFileSync(file, `[${JSON.stringify(key)}, ${json}]\n`);
    },
  };
}

/** How long what is left will take: the same chunk of other subjects tells, or all chunks do. */
function clock() {
  const times = Array.from({ length: CHUNKS }, () => []);
  const mean = (list) => list.reduce((sum, time) => sum + time, 0) / list.length;
  return {
    took: (chunk, milliseconds) => times[chunk].push(milliseconds),
    left(tasks, workers) {
      const all = mean(times.flat());
      const milliseconds = tasks.reduce((sum, { chunk }) => sum + (times[chunk].length ? mean(times[chunk]) : all), 0);
      const seconds = Math.round(milliseconds / workers / 1000);
      return `${Math.floor(seconds / 60)} min ${seconds % 60} s left`;
    },
  };
}

const keyOf = ({ subject: { name, mode, parameters }, chunk }) =>
  [name, mode, ...Object.values(parameters), chunk].join(' ');
const chunksOf = (subject) => Array.from({ length: CHUNKS }, (_, chunk) => ({ subject, chunk }));

/** Does the tasks on every core and calls done(task, json, a function that says what is left). */
async function distribute(tasks, preset, done) {
  const workers = Math.min(availableParallelism(), tasks.length);
  const timer = clock();
  let next = 0;
  let finished = 0;
  const runWorker = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData: { count: COUNT, preset } });
      let task;
      let began;
      worker.on('error', reject);
      // It says so when it is ready, and after each task.
      worker.on('message', (json) => {
        const now = performance.now();
        if (task) {
          timer.took(task.chunk, now - began);
          finished += 1;
          done(task, json, () => `${timer.left(tasks.slice(next), workers)}, ${finished} of ${tasks.length} done`);
        }
        task = tasks[next++];
        if (!task) return worker.terminate().then(resolve, reject);
        began = now;
        worker.postMessage({ subject: task.subject, range: { first: task.chunk * COUNT, stride: 1, count: COUNT } });
      });
    });
  await Promise.all(Array.from({ length: workers }, runWorker));
}

/**
 * Calls finished(subject, results of its chunks in order) for each subject. `preset` names a native build whose hashes
 * are wanted; without it the wasm's results are judged.
 */
export async function sweep(subjects, { preset, finished }) {
  const notes = notebook(preset);
  const missing = new Map();
  const tell = (subject) =>
    finished(
      subject,
      chunksOf(subject).map((task) => notes.get(keyOf(task))),
    );
  const tasks = subjects.flatMap((subject) => {
    const left = chunksOf(subject).filter((task) => !notes.get(keyOf(task)));
    missing.set(subject, left.length);
    if (!left.length) tell(subject);
    return left;
  });
  let last = 0;
  await distribute(tasks, preset, (task, json, left) => {
    notes.add(keyOf(task), json);
    const now = performance.now();
    if (now - last > 5000) {
      say(`${task.subject.name} ${task.subject.mode}; ${left()}`);
      last = now;
    }
    missing.set(task.subject, missing.get(task.subject) - 1);
    if (missing.get(task.subject) === 0) tell(task.subject);
  });
}

/** One record from those of the chunks. */
export function merge(chunks) {
  const sum = (key) => chunks.reduce((total, chunk) => total + chunk[key], 0);
  const { worst, at } = chunks.reduce((a, b) => (b.worst > a.worst ? b : a));
  const bins = chunks.flatMap((chunk) => Array.from({ length: COUNT / BIN }, (_, i) => chunk.bins[i] ?? 0));
  const sums = ['count', 'proven', 'by700bits', 'correct', 'wrong', 'lostNan', 'lostSign', 'sum'].map((key) => [
    key,
    sum(key),
  ]);
  return { ...Object.fromEntries(sums), worst, at, bins };
}

/** One hash from those of the chunks. */
export const mergeHashes = (chunks) =>
  createHash('sha256')
    .update(chunks.map(({ hash }) => hash).join())
    .digest('hex')
    .slice(0, 16);
