// npm run lint, npm run format: Biome, clang-format, clang-tidy, the lock files, and the rules of rooms.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { locked } from '../lib/lock.mjs';
import { roomFaults } from '../lib/rooms.mjs';
import { Failure, isStarted, main, root, step } from '../lib/run.mjs';
import { setup } from '../setup/setup.mjs';

const cpp = ['src', 'tests/native', 'bench/forms'].flatMap((folder) => {
  const names = readdirSync(path.join(root, folder), { recursive: true });
  return names.filter((name) => /\.[ch]pp$/.test(name)).map((name) => path.join(folder, name));
});

const biome = (write) => [
  process.execPath,
  'node_modules/@biomejs/biome/bin/biome',
  'check',
  '--error-on-warnings',
  ...(write ? ['--write'] : []),
];
const clangFormat = (write) => ['clang-format', ...(write ? ['-i'] : ['--dry-run', '--Werror']), ...cpp];

// The header of embind as far as bindings.cpp uses it. Emscripten's own, and its C++ library, need Clang 16, but the
// clang-tidy of Debian 12 is 14.
const embind = `#define EMSCRIPTEN_BINDINGS(name) static void name##_bindings()
namespace emscripten {
template <class Function>
void function(const char*, Function*) {}
template <class Number>
void constant(const char*, Number) {}
}
`;

/** Reads each file by a clang-tidy of its own, as many at a time as there are processors. */
const clangTidy =
  (files, ...options) =>
  async (run) => {
    mkdirSync(path.join(root, 'build/lint/emscripten'), { recursive: true });
    writeFileSync(path.join(root, 'build/lint/emscripten/bind.h'), embind);
    const flags = ['-std=c++20', '-Isrc', '-Itests/native', '-isystem', 'build/lint', '-ffp-contract=off'];
    const waiting = [...files];
    const failures = [];
    const work = async () => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        await run(['clang-tidy', '--quiet', ...options, file, '--', ...flags]).catch((error) => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    if (failures.length) throw failures[0];
  };

/** Every package is fetched from whatever registry npm is told, and must be what the lock file has the hash of. */
async function lockFiles(run) {
  const files = (await run(['git', 'ls-files', '*package-lock.json'])).trim().split('\n');
  for (const file of files) {
    const { '': own, ...packages } = JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
    const wrong = Object.entries(packages).find(([, { resolved, integrity }]) => resolved || !integrity);
    if (wrong)
      throw new Failure(`${file}: ${wrong[0]} must have "integrity" and no "resolved"; an .npmrc beside it does that`);
  }
}

async function rooms(run) {
  const files = (await run(['git', 'ls-files', '--cached', '--others', '--exclude-standard'])).trim().split('\n');
  const there = files.filter((file) => existsSync(path.join(root, file)));
  const faults = roomFaults(there, (file) => readFileSync(path.join(root, file), 'utf8'));
  if (faults.length) throw new Failure(faults.join('\n'));
}

/** The static analyzer would follow programs and GoogleTest's macros through every type of the list for minutes. */
const withoutAnalyzer = '--checks=-clang-analyzer-*';

/** The checks of `npm run lint`, as steps: a title, and a command or a function. */
export const checks = [
  ['Lint: lock files', lockFiles],
  ['Lint: rooms', rooms],
  ['Lint: Biome', biome(false)],
  ['Lint: clang-format', clangFormat(false)],
  ['Lint: clang-tidy', clangTidy(['src/wasm/bindings.cpp'])],
  [
    'Lint: clang-tidy of other headers',
    clangTidy(['src/describe/describe.cpp', 'src/kassei/kassei.hpp'], withoutAnalyzer),
  ],
];

export const slowChecks = [
  [
    'Lint: clang-tidy of the native tests',
    clangTidy(
      cpp.filter((file) => /^(tests|bench).*\.cpp$/.test(file)),
      withoutAnalyzer,
    ),
  ],
];

const formatters = [
  ['Formatting JavaScript, TypeScript, CSS and JSON', biome(true)],
  ['Formatting C++', clangFormat(true)],
];

if (isStarted(import.meta.url)) {
  main(async () => {
    await setup({ lint: true });
    const all = (steps) => Promise.allSettled(steps.map(([title, command]) => step(title, command)));
    // A build beside it would read sources that are half written.
    const results = await (process.argv.includes('--write') ? locked(() => all(formatters)) : all(checks));
    if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
  });
}
