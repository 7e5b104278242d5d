// Times several ways to do one thing in interleaved rounds.
const leastSampleMilliseconds = 2.5;
const settled = { batches: 4, improvement: 0.97, milliseconds: 400 };

const isPromise = (value) => typeof value?.then === 'function';

function pauses() {
  if (globalThis.setImmediate) return () => new Promise((done) => setImmediate(done));
  // In browsers setTimeout would wait 4 ms.
  const { port1, port2 } = new MessageChannel();
  return () =>
    new Promise((done) => {
      port1.onmessage = done;
      port2.postMessage(null);
    });
}

const pause = pauses();

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Browsers coarsen the clock.
function clockStep() {
  const start = performance.now();
  let end = start;
  while (end === start) end = performance.now();
  return end - start;
}

const step = median(Array.from({ length: 9 }, clockStep));
const sampleMilliseconds = Math.max(leastSampleMilliseconds, 50 * step);

function timeSync(work, repetitions) {
  const start = performance.now();
  for (let i = 0; i < repetitions; i++) work();
  return performance.now() - start;
}

async function timeAsync(work, repetitions) {
  const start = performance.now();
  for (let i = 0; i < repetitions; i++) await work();
  return performance.now() - start;
}

// Long enough for the engine to have compiled the code for speed, which it does beside the work.
export async function warmUp(work, milliseconds) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    for (let i = 0; i < 10; i++) await work();
    await pause();
  }
}

// How often to repeat the work for one sample, found while the engine's compilers warm up: they have settled when
// some batches in a row bring no improvement.
async function calibrate(work) {
  const first = work();
  const time = (isPromise(first) ? timeAsync : timeSync).bind(null, work);
  await first;
  const start = performance.now();
  let repetitions = 1;
  let best = Infinity;
  let withoutImprovement = 0;
  while (withoutImprovement < settled.batches && performance.now() - start < settled.milliseconds) {
    const elapsed = await time(repetitions);
    const each = Math.max(elapsed, step) / repetitions;
    withoutImprovement = each < best * settled.improvement ? 0 : withoutImprovement + 1;
    best = Math.min(best, each);
    if (elapsed < sampleMilliseconds) {
      repetitions = Math.min(repetitions * 2, Math.ceil((1.2 * sampleMilliseconds) / each));
      withoutImprovement = 0;
    }
    await pause();
  }
  return { time, repetitions: Math.max(1, Math.ceil((1.2 * sampleMilliseconds) / best)) };
}

// Milliseconds of one run of each work: an array of samples per work, in the order given.
export async function interleave(works, rounds) {
  const runs = [];
  for (const work of works) runs.push({ ...(await calibrate(work)), samples: [] });
  for (let round = 0; round < rounds; round++) {
    for (const { time, repetitions, samples } of runs) {
      await time(1); // The others have used the caches since.
      samples.push((await time(repetitions)) / repetitions);
    }
    await pause();
  }
  return runs.map(({ samples }) => samples);
}
