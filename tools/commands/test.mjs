// npm test: sets up, builds, and runs every check, in two lanes. --full adds the slower ones.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cmake } from '../lib/cmake.mjs';
import { Failure, main, root } from '../lib/run.mjs';
import { check, counts, summarise } from '../lib/summary.mjs';
import { emscripten } from '../setup/emscripten.mjs';
import { npmInstall, setup } from '../setup/setup.mjs';
import { build } from './build.mjs';
import { fuzzCommands } from './fuzz.mjs';
import { checks, slowChecks } from './lint.mjs';
import { checkPacked } from './test-package.mjs';

const full = process.argv.includes('--full');

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
const onJavascript = { before: ['--import', './tests/package/javascript.mjs'] };

async function packageAndPage() {
  if (!(await check('Package', counts.one, () => build({ page: false })))) return;
  await nodeTests('Loading', 'tests/package/load');
  await nodeTests('API tests in Node', 'tests/package/api');
  await nodeTests('API tests, kassei/js', 'tests/package/api', onJavascript);
  await nodeTests('The tarball', 'tests/installed/tarball');
  await nodeTests('Golden vectors of the frameworks', 'tests/package/golden');
  await nodeTests('Golden vectors, kassei/js', 'tests/package/golden', onJavascript);
  await nodeTests('Recipes that need nothing else', 'tests/installed/recipes/alone');
  await nodeTests("The benchmark's verdicts", 'bench/unit');
  await nodeTests('The house', 'tests/house');
  await nodeTests('Types of the tarball', 'tests/installed/types');
  await check('Types of the sources', counts.one, async (run) => {
    for (const project of ['src/js', '.', 'web/model', 'web/render'])
      await run([process.execPath, 'node_modules/typescript/bin/tsc', '-p', project, '--noEmit']);
  });
  // Of the matrix of `npm run test:package` those that need nothing else installed.
  await checkPacked(['node', 'vite', 'import-map']);
  if (!(await check('Page', counts.one, () => build()))) return;
  await nodeTests('Page tests in Chromium', 'tests/page');
}

// Other versions of clang-format and clang-tidy than Debian's want other things, and one system is enough.
const lint = process.platform === 'linux' ? checks : checks.filter(([title]) => !title.includes('clang-'));

async function native() {
  const presets = { 'Native tests under sanitizers': 'native-sanitize', 'Accuracy, and native tests': 'native' };
  for (const [title, preset] of Object.entries(presets)) {
    await check(title, counts.ctest, async (run) => {
      await cmake(run, preset);
      return await run(['ctest', '--preset', preset, '--parallel', '2']);
    });
  }
  for (const [title, command] of lint) await check(title, counts.one, command);
}

// After the builds, because they use both the package and the native programs.
async function verification() {
  await nodeTests('Same bits as native', 'tests/package/bits');
  await nodeTests('Exactness, over a sample', 'tests/exhaustive/verify');
  if (full)
    await nodeTests('Exactness, over a larger sample', 'tests/exhaustive/verify', {
      env: { STRIDE: '257' },
      timeout: 600_000,
    });
  const { env } = await emscripten();
  await check('Wasm with assertions and a checked heap', counts.node, async (run) => {
    await cmake(run, 'wasm-debug', { env });
    return await run(node('tests/package/debug'));
  });
  const fuzzers = Object.entries(fuzzCommands(full ? 60 : 10));
  await Promise.all(fuzzers.map(([title, command]) => check(`Random calls, ${title}`, counts.one, command)));
}

// What takes too long for every run.
const slow = [
  () => nodeTests('Every engine: bits, the page', 'tests/engines', { timeout: 600_000 }),
  async () => {
    await npmInstall(path.join(root, 'tests/exhaustive/lighthouse'));
    await nodeTests('Lighthouse', 'tests/exhaustive/lighthouse/scores', { timeout: 1_800_000 });
  },
  () => nodeTests('Work in each frame of the page', 'tests/exhaustive/frames'),
  () => nodeTests('Coefficients', 'tests/exhaustive/fit', { timeout: 600_000 }),
  () => nodeTests('Commands', 'tests/exhaustive/start'),
  ...slowChecks.map(
    ([title, command]) =>
      () =>
        check(title, counts.one, command),
  ),
];

main(async () => {
  const start = performance.now();
  await setup({ native: true, browser: true, lint: lint === checks, engines: full });
  await npmInstall(path.join(root, 'tests/installed/types/compilers'));
  // Not every system has Sollya; without it the summary tells of skipped tests.
  if (full) await setup({ fit: true }).catch((error) => console.log(error.message));
  await Promise.all([packageAndPage(), native()]);
  await verification();
  if (full) for (const run of slow) await run();
  summarise(start);
});
