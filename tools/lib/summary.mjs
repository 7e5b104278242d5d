// Steps whose tests are counted, and the summary of them.
import { COMMAND } from './deadlines.mjs';
import { Failure, seconds, step } from './run.mjs';

const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);

/** Counts in a runner's output: tests that passed, failed and were skipped. */
export const counts = {
  ctest(text) {
    const failed = sum(text, /(\d+) tests? failed out of/g);
    const skipped = text.match(/\*\*\*Skipped/g)?.length ?? 0;
    return { passed: sum(text, /failed out of (\d+)/g) - failed - skipped, failed, skipped };
  },
  node: (text) => ({
    passed: sum(text, /^ℹ pass (\d+)$/gm),
    failed: sum(text, /^ℹ (?:fail|cancelled) (\d+)$/gm),
    // Not those that were not asked for, which only some Nodes report.
    skipped: sum(text, /^ℹ (?:skipped|todo) (\d+)$/gm) - (text.match(/# test name does not match/g)?.length ?? 0),
    // Other lines of the tests, such as sizes.
    told: [...text.matchAll(/^ℹ (?!\w+ [\d.]+$).*/gm)].map(([line]) => line),
  }),
  one: () => ({ passed: 1, failed: 0, skipped: 0 }),
};

const results = [];

/** A step whose tests are counted; returns whether it passed. Its failure ends nothing else: the summary tells it. */
export async function check({ title, count, work }, choices = [undefined]) {
  const start = performance.now();
  const add = (result) => results.push({ title, time: seconds(start), ...result });
  try {
    const counted = await step(
      title,
      async (run) => {
        const inTime = (command, options) => run(command, { signal: AbortSignal.timeout(COMMAND), ...options });
        let output = '';
        for (const choice of choices)
          output += await (typeof work === 'function' ? work(inTime, choice) : inTime(work));
        const result = count(output);
        if (result.passed + result.failed === 0) throw new Failure('it ran no test');
        return result;
      },
      { isTest: count !== counts.one },
    );
    add(counted);
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { passed, failed, skipped } = count === counts.one ? {} : count(error.output ?? '');
    add({ passed: passed ?? 0, failed: failed || 1, skipped: skipped ?? 0 });
    return false;
  }
}

/** Prints a line for each check, and their sum. A failure sets the exit code. */
export function summarise(start) {
  console.log(`\nAll steps in ${seconds(start)}:`);
  const tell = ({ passed, failed, skipped }) =>
    `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  for (const { title, time, ...result } of results) {
    console.log(`${result.failed ? '✗' : '✓'} ${title.padEnd(36)} ${time.padStart(8)}  ${tell(result)}`);
    for (const line of result.told ?? []) console.log(`    ${line}`);
  }
  const total = (key) => results.reduce((number, result) => number + result[key], 0);
  const all = { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
  console.log(`\n${tell(all)}`);
  if (all.failed) process.exitCode = 1;
}
