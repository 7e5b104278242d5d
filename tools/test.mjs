// npm test: sets up, builds, and runs every check, in two lanes. --full adds the slower ones.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { check, counts, summarise } from './checks.mjs';
import { emscripten } from './emscripten.mjs';
import { fuzzCommands } from './fuzz.mjs';
import { checks, slowChecks } from './lint.mjs';
import { checkPacked } from './package.mjs';
import { chromium } from './programs.mjs';
import { setup } from './setup.mjs';
import { Failure, main, root } from './steps.mjs';

const full = process.argv.includes('--full');

function node(folder, timeout = 120_000) {
  const at = path.join(root, folder);
  const names = existsSync(at) ? readdirSync(at, { recursive: true }) : [];
  const files = names.filter((name) => /\.test\.m?js$/.test(name)).map((name) => path.join(folder, name));
  // Without a file the runner would look for tests everywhere.
  if (!files.length) throw new Failure(`no test in ${folder}`);
  return [process.execPath, '--test', '--test-reporter=spec', `--test-timeout=${timeout}`, ...files];
}

const nodeTests = (title, folder, options, timeout) =>
  check(title, counts.node, (run) => run(node(folder, timeout)), options);

async function packageAndPage() {
  if (!(await check('Package', counts.one, () => build({ page: false })))) return;
  await nodeTests('API tests in Node', 'tests/api');
  await nodeTests('Golden vectors of the frameworks', 'tests/golden');
  await nodeTests("The benchmark's verdicts", 'tests/bench/unit');
  await check('Type tests', counts.one, async (run) => {
    for (const project of ['src/js', 'tests/types', 'web'])
      await run(['node_modules/.bin/tsc', '-p', project, '--noEmit']);
  });
  // Of the matrix of `npm run test:package` those that need nothing else installed.
  await checkPacked(['node', 'vite', 'import-map']);
  if (!(await check('Page', counts.one, () => build()))) return;
  await nodeTests('Page tests in Chromium', 'tests/page', { env: { CHROMIUM: chromium() } });
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
  if (full) await nodeTests('Exactness, over a larger sample', 'tests/verify', { env: { STRIDE: '257' } }, 600_000);
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
  () => nodeTests('Same bits in every engine', 'tests/engines', { env: { CHROMIUM: chromium() } }, 600_000),
  () => nodeTests('Coefficients', 'tests/fit', {}, 600_000),
  () => nodeTests('Commands', 'tests/commands'),
  ...slowChecks.map(
    ([title, command]) =>
      () =>
        check(title, counts.one, command),
  ),
];

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
