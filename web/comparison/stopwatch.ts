/** Milliseconds for one function, of which the first are a warm-up: by then engines have compiled for speed what runs. */
const WHOLE = 250;
const WARM_UP = 80;
const FEWEST_SAMPLES = 3;

/** Waits until the clock moves, and returns its time: browsers round it, some to a millisecond or more. */
function tick() {
  const before = performance.now();
  let now = before;
  while (now === before) now = performance.now();
  return now;
}

/** Milliseconds for one sample: many steps of the clock, and short enough for the page to stay responsive. */
export function sampleLength() {
  const first = tick();
  return Math.min(Math.max(6, 15 * (tick() - first)), 25);
}

/** Milliseconds of one run of the work, from a tick to a tick, so that a coarse clock costs no accuracy. */
function time(work: () => void, length: number) {
  const start = tick();
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

/** The milliseconds of one run of each work: medians over rounds in which all take turns. Rejects when `stop` says so. */
export async function compare(works: (() => void)[], length: number, stop: AbortSignal): Promise<number[]> {
  const samples: number[][] = works.map(() => []);
  const start = performance.now();
  while (samples[0].length < FEWEST_SAMPLES || performance.now() - start < WHOLE) {
    const warm = performance.now() - start > WARM_UP;
    for (const [i, work] of works.entries()) {
      await new Promise((resolve) => setTimeout(resolve));
      stop.throwIfAborted();
      const one = time(work, length);
      if (warm) samples[i].push(one);
    }
  }
  return samples.map(median);
}
