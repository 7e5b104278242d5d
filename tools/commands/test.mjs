// npm test: sets up, builds, and runs every check. --full adds the slower ones; with names of steps, folders, files or tests
// it runs only those, and builds only what they need. The list of steps below is the only one; of steps that could start,
// the first in the list does: what others wait for, and what takes long.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { choose } from '../lib/choose-tests.mjs';
import { cmake } from '../lib/cmake.mjs';
import { Failure, main, root } from '../lib/run.mjs';
import { schedule } from '../lib/schedule.mjs';
import { check, counts, summarise } from '../lib/summary.mjs';
import { emscripten } from '../setup/emscripten.mjs';
import { npmInstall, setup } from '../setup/setup.mjs';
import { build } from './build.mjs';
import { fuzzCommands } from './fuzz.mjs';
import { checks, slowChecks } from './lint.mjs';
import { packed } from './test-package.mjs';

function filesIn(folder, pattern) {
  const at = path.join(root, folder);
  const names = existsSync(at) ? readdirSync(at, { recursive: true }) : [];
  const files = names
    .filter((name) => pattern.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')));
  // Without a file Node's runner would look for tests everywhere.
  if (!files.length) throw new Failure(`no test in ${folder}`);
  return files.sort();
}

const one = (title, work, options) => ({ title, count: counts.one, work, ...options });

/** Tests by Node's runner, each file in a process of its own, or `together` in one. */
function node(title, folder, { together = false, before = [], env, ...options } = {}) {
  const files = filesIn(folder, /\.test\.m?js$/);
  const work = (run, { chosen = files, titles = [] } = {}) => {
    const flags = ['--test-reporter=spec', ...titles.map((one) => `--test-name-pattern=/${one}/i`), ...before];
    const imports = chosen.map((file) => `import './${file}';`).join(' ');
    const what = together ? ['--input-type=module', '--eval', imports] : ['--test', ...chosen];
    return run([process.execPath, ...flags, ...what], { env });
  };
  return { title, count: counts.node, files, work, ...options };
}

/** GoogleTest's tests of a preset, by CTest. */
function ctest(title, preset, { pattern = /_test\.cpp$/, ...options }) {
  const work = (run, { titles = [] } = {}) => {
    const only = titles.length ? ['--tests-regex', titles.join('|')] : [];
    return run(['ctest', '--preset', preset, ...only]);
  };
  return { title, count: counts.ctest, files: filesIn('tests/native', pattern), work, ...options };
}

// Other versions of clang-format and clang-tidy than Debian's want other things, and one system is enough.
const isHere = (title) => process.platform === 'linux' || !title.includes('clang-');
const lint = (list, options) =>
  list
    .filter(([title]) => isHere(title))
    .map(([title, work]) => one(title, work, { setup: title.includes('clang-') ? { lint: true } : {}, ...options }));

/** The same tests of the package, with the build for engines without WebAssembly. */
const onJavascript = ['--import', './tests/package/javascript.mjs'];

/** The rooms of the page's tests; each has one browser. */
const rooms = readdirSync(path.join(root, 'tests/page'), { withFileTypes: true }).filter((one) => one.isDirectory());

const browser = { browser: true };
const ofPackage = { needs: ['Package'] };
const ofPage = { needs: ['Page'], setup: browser, together: true };
const withNative = { needs: ['Package', 'Native build'] };
const withAssertions = { needs: ['Package', 'Wasm with assertions'] };
/** Nothing beside them, because they measure time. */
const measuring = { needs: ['Page'], setup: browser, alone: true, full: true };

async function typesOfSources(run) {
  for (const project of ['src/js', '.', 'web/model', 'web/render'])
    await run([process.execPath, 'node_modules/typescript/bin/tsc', '-p', project, '--noEmit']);
}

/** All steps; those that are `full` are only in --full. */
function stepsOf(full) {
  const fuzz = fuzzCommands(full ? 60 : 10);
  return [
    one('Package', () => build({ page: false })),
    one('Page', () => build(), ofPackage),
    one('Native build', (run) => cmake(run, 'native'), { setup: { native: true } }),
    one('Native build with sanitizers', (run) => cmake(run, 'native-sanitize'), { setup: { native: true } }),
    one('Wasm with assertions', async (run) => {
      const { env } = await emscripten();
      await cmake(run, 'wasm-debug', { env });
    }),
    ...rooms.map(({ name }) => node(`Page: ${name}`, `tests/page/${name}`, ofPage)),
    ctest('Accuracy, and native tests', 'native', { pattern: /(?<!library)_test\.cpp$/, needs: ['Native build'] }),
    ctest('Native tests under sanitizers', 'native-sanitize', {
      pattern: /(?<!accuracy|reference)_test\.cpp$/,
      needs: ['Native build with sanitizers'],
    }),
    node('API tests, kassei/js', 'tests/package/api', { before: onJavascript, ...ofPackage }),
    node('Types of the tarball', 'tests/installed/types', { install: 'tests/installed/types/compilers', ...ofPackage }),
    node('API tests in Node', 'tests/package/api', ofPackage),
    node('Same bits as native', 'tests/package/bits', withNative),
    node('Same bits in the C++ library, natively', 'tests/native/library', {
      needs: ['Package', 'Native build with sanitizers'],
    }),
    node('C++ programs that use the library', 'tests/installed/cpp', { setup: { compilers: true } }),
    ...lint(checks),
    one('Types of the sources', typesOfSources, ofPackage),
    node('The tarball', 'tests/installed/tarball', ofPackage),
    one('Random calls, native', fuzz.native, {
      needs: ['Native build with sanitizers'],
      files: ['tests/native/programs/fuzz.cpp'],
    }),
    one('Random calls, wasm', fuzz.wasm, { files: ['tests/exhaustive/fuzz'], ...withAssertions }),
    node('Recipes that need nothing else', 'tests/installed/recipes/alone', { setup: browser, ...ofPackage }),
    node('Loading', 'tests/package/load', ofPackage),
    node('Exactness, over a sample', 'tests/exhaustive/verify', withNative),
    // Of the matrix of `npm run test:package` those that need nothing else installed.
    ...['node', 'vite', 'import-map'].map((name) => packed(name, ofPackage)),
    node('Golden vectors of the frameworks', 'tests/package/golden', ofPackage),
    node('Golden vectors, kassei/js', 'tests/package/golden', { before: onJavascript, ...ofPackage }),
    node('Wasm with assertions and a checked heap', 'tests/package/debug', withAssertions),
    node("The benchmark's verdicts", 'bench/unit'),
    node('The house', 'tests/house'),
    // Too long for every run; steps that measure time run alone.
    node('Exactness, over a larger sample', 'tests/exhaustive/verify', {
      env: { STRIDE: '257' },
      full: true,
      ...withNative,
    }),
    node('Every engine: bits, the page', 'tests/engines', {
      setup: { engines: true },
      needs: ['Page', 'Native build'],
      full: true,
    }),
    node('Lighthouse', 'tests/exhaustive/lighthouse/scores', { install: 'tests/exhaustive/lighthouse', ...measuring }),
    node('Work in each frame of the page', 'tests/exhaustive/frames', measuring),
    node('Coefficients', 'tests/exhaustive/fit', { setup: { fit: true }, full: true }),
    node('Commands', 'tests/exhaustive/start', { needs: ['Page'], full: true }),
    node('Builds in awkward places', 'tests/exhaustive/build', { full: true }),
    ...lint(slowChecks, { full: true }),
  ];
}

function options() {
  try {
    return parseArgs({ options: { full: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch (error) {
    throw new Failure(error.message);
  }
}

main(async () => {
  const start = performance.now();
  const { values, positionals: names } = options();
  const all = stepsOf(values.full);
  const usual = all.filter((step) => values.full || !step.full);
  const chosen = names.length ? choose(names, usual, all) : new Map(usual.map((step) => [step]));
  const isNeeded = (step) =>
    chosen.has(step) || all.some((other) => other.needs?.includes(step.title) && isNeeded(other));
  const steps = all.filter(isNeeded);
  const { fit, ...asked } = Object.assign({}, ...steps.map((step) => step.setup));
  await setup(asked);
  // Not every system has Sollya; without it the summary tells of skipped tests.
  if (fit) await setup({ fit }).catch((error) => console.log(error.message));
  for (const { install } of steps) if (install) await npmInstall(path.join(root, install));
  await schedule(steps, (step) => check(step, chosen.get(step)));
  summarise(start);
});
