// npm test: sets up, builds, and runs every check, in two lanes. --full adds the slower ones.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { emscripten } from './emscripten.mjs';
import { fuzzCommands } from './fuzz.mjs';
import { checks, slowChecks } from './lint.mjs';
import { npmInstall, setup } from './setup.mjs';
import { Failure, main, root, seconds, step } from './steps.mjs';

const full = process.argv.includes('--full');

const sum = (text, pattern) => [...text.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);

// What a runner's output says: how many tests passed, failed and were skipped.
const counts = {
  ctest(text) {
    const failed = sum(text, /(\d+) tests? failed out of/g);
    const skipped = text.match(/\*\*\*Skipped/g)?.length ?? 0;
    return { passed: sum(text, /failed out of (\d+)/g) - failed - skipped, failed, skipped };
  },
  node: (text) => ({
    passed: sum(text, /^ℹ pass (\d+)$/gm),
    failed: sum(text, /^ℹ (?:fail|cancelled) (\d+)$/gm),
    skipped: sum(text, /^ℹ (?:skipped|todo) (\d+)$/gm),
  }),
  one: () => ({ passed: 1, failed: 0, skipped: 0 }),
};

const results = [];

/** A step whose tests are counted. Its failure ends nothing else: the summary tells it. */
async function check(title, count, work, options) {
  const start = performance.now();
  const add = (result) => results.push({ title, time: seconds(start), ...result });
  try {
    const counted = await step(
      title,
      async (run) => {
        const result = count(await (typeof work === 'function' ? work(run) : run(work)));
        if (result.passed + result.failed === 0) throw new Failure('it ran no test');
        return result;
      },
      options,
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

function node(folder, { timeout = 120_000, before = [] } = {}) {
  const at = path.join(root, folder);
  const names = existsSync(at) ? readdirSync(at, { recursive: true }) : [];
  const files = names.filter((name) => /\.test\.m?js$/.test(name)).map((name) => path.join(folder, name));
  // Without a file the runner would look for tests everywhere.
  if (!files.length) throw new Failure(`no test in ${folder}`);
  return [process.execPath, ...before, '--test', '--test-reporter=spec', `--test-timeout=${timeout}`, ...files];
}

const nodeTests = (title, folder, { timeout, before, ...options } = {}) =>
  check(title, counts.node, (run) => run(node(folder, { timeout, before })), options);

/** The same tests of the package, with the build for engines without WebAssembly. */
const onJavascript = { before: ['--import', './tests/javascript.mjs'] };

async function packageAndPage() {
  if (!(await check('Package', counts.one, () => build({ page: false })))) return;
  await nodeTests('Loading', 'tests/load');
  await nodeTests('API tests in Node', 'tests/api');
  await nodeTests('API tests, kassei/js', 'tests/api', onJavascript);
  await nodeTests('Golden vectors of the frameworks', 'tests/golden');
  await nodeTests('Golden vectors, kassei/js', 'tests/golden', onJavascript);
  await nodeTests('Recipes that need nothing else', 'tests/recipes/alone');
  await nodeTests("The benchmark's verdicts", 'tests/bench/unit');
  await check('Type tests', counts.one, async (run) => {
    for (const project of ['src/js', 'tests/types', 'web'])
      await run(['node_modules/.bin/tsc', '-p', project, '--noEmit']);
  });
  if (!(await check('Page', counts.one, () => build()))) return;
  await nodeTests('Page tests in Chromium', 'tests/page');
}

async function native() {
  const presets = { 'Native tests under sanitizers': 'native-sanitize', 'Accuracy, and native tests': 'native' };
  for (const [title, preset] of Object.entries(presets)) {
    await check(title, counts.ctest, async (run) => {
      await run(['cmake', '--preset', preset]);
      await run(['cmake', '--build', '--preset', preset]);
      return await run(['ctest', '--preset', preset, '--parallel', '2']);
    });
  }
  for (const [title, command] of checks) await check(title, counts.one, command);
}

// After the builds, because they use both the package and the native programs.
async function verification() {
  await nodeTests('Same bits as native', 'tests/bits');
  await nodeTests('Exactness, over a sample', 'tests/verify');
  if (full)
    await nodeTests('Exactness, over a larger sample', 'tests/verify', { env: { STRIDE: '257' }, timeout: 600_000 });
  const { env } = await emscripten();
  await check('Wasm with assertions and a checked heap', counts.node, async (run) => {
    await run(['cmake', '--preset', 'wasm-debug'], { env });
    await run(['cmake', '--build', '--preset', 'wasm-debug'], { env });
    return await run(node('tests/debug'));
  });
  const fuzzers = Object.entries(fuzzCommands(full ? 60 : 10));
  await Promise.all(fuzzers.map(([title, command]) => check(`Random calls, ${title}`, counts.one, command)));
}

// What takes too long for every run.
const slow = [
  () => nodeTests('Same bits in every engine', 'tests/engines', { timeout: 600_000 }),
  async () => {
    await npmInstall(path.join(root, 'tests/lighthouse'));
    await nodeTests('Lighthouse', 'tests/lighthouse/scores', { timeout: 1_800_000 });
  },
  () => nodeTests('Coefficients', 'tests/fit', { timeout: 600_000 }),
  () => nodeTests('Commands', 'tests/commands'),
  ...slowChecks.map(
    ([title, command]) =>
      () =>
        check(title, counts.one, command),
  ),
];

function summarise(start) {
  console.log(`\nAll steps in ${seconds(start)}:`);
  const tell = ({ passed, failed, skipped }) =>
    `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  for (const { title, time, ...result } of results) {
    console.log(`${result.failed ? '✗' : '✓'} ${title.padEnd(36)} ${time.padStart(8)}  ${tell(result)}`);
  }
  const total = (key) => results.reduce((number, result) => number + result[key], 0);
  const all = { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
  console.log(`\n${tell(all)}`);
  if (all.failed) process.exitCode = 1;
}

main(async () => {
  const start = performance.now();
  await setup({ native: true, browser: true, lint: true, engines: full });
  // Not every system has Sollya; without it the summary tells of skipped tests.
  if (full) await setup({ fit: true }).catch((error) => console.log(error.message));
  await Promise.all([packageAndPage(), native()]);
  await verification();
  if (full) for (const run of slow) await run();
  summarise(start);
});
