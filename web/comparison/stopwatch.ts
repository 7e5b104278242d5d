/** Milliseconds for one function; engines have optimised its code by the end of the warm-up, which is not counted. */
const MEASUREMENT_LENGTH = 250;
const WARM_UP_LENGTH = 80;
const FEWEST_SAMPLES = 3;

/** Waits for the clock's next tick and returns its time. Browsers round the clock, some to a millisecond or more. */
function nextTick() {
  const before = performance.now();
  let now = before;
  while (now === before) now = performance.now();
  return now;
}

/** Milliseconds of one sample: many ticks of the clock, but few enough for the page to stay responsive. */
export function sampleLength() {
  const first = nextTick();
  return Math.min(Math.max(6, 15 * (nextTick() - first)), 25);
}

/** Milliseconds of one run of the work, measured from a tick on, so that a coarse clock costs little accuracy. */
function timeRun(work: () => void, length: number) {
  const start = nextTick();
  let runs = 0;
  let elapsed = 0;
  while (elapsed < length) {
    work();
    runs++;
    elapsed = performance.now() - start;
  }
  return elapsed / runs;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds of one run of each work: medians over rounds in which all take turns. Rejects if `stop` is aborted. */
export async function measureInTurns(works: (() => void)[], length: number, stop: AbortSignal): Promise<number[]> {
  const samples: number[][] = works.map(() => []);
  const start = performance.now();
  while (samples[0].length < FEWEST_SAMPLES || performance.now() - start < MEASUREMENT_LENGTH) {
    const warm = performance.now() - start > WARM_UP_LENGTH;
    for (const [i, work] of works.entries()) {
      await new Promise((resolve) => setTimeout(resolve));
      stop.throwIfAborted();
      const one = timeRun(work, length);
      if (warm) samples[i].push(one);
    }
  }
  return samples.map(median);
}
