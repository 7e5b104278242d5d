// Runs steps side by side.
import { availableParallelism } from 'node:os';

/** How many: one more than there are cores, because browsers and compilers also wait. */
const SIDE_BY_SIDE = availableParallelism() + 1;

/**
 * Runs steps, each after those that it needs; of those that could start the first in the list does, and one that must be
 * `alone` waits for all before it. `perform` says whether a step has passed: what needs one that has not is left out.
 */
export async function schedule(steps, perform) {
  const passed = new Map();
  const running = new Map();
  let waiting = steps;
  const start = async (step) => {
    passed.set(step, await perform(step));
    running.delete(step);
  };
  const needed = ({ needs = [] }) => steps.filter(({ title }) => needs.includes(title));
  for (;;) {
    for (const step of waiting) {
      const isDue = needed(step).every((other) => passed.get(other));
      if (isDue && running.size < (step.alone ? 1 : SIDE_BY_SIDE)) running.set(step, start(step));
      else if (needed(step).some((other) => passed.get(other) === false)) passed.set(step, false);
    }
    waiting = waiting.filter((step) => !running.has(step) && !passed.has(step));
    if (!running.size) return;
    await Promise.race(running.values());
  }
}
