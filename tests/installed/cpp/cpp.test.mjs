// The programs of docs/cpp.md, as somebody else would build them: from an installed library and from a copy of the
// repository, by g++ and by clang++, with warnings as errors.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = async (...command) => (await promisify(execFile)(command[0], command.slice(1))).stdout;

const text = await readFile(path.join(root, 'docs/cpp.md'), 'utf8');
const blocks = (language) =>
  Array.from(text.matchAll(/^```(\w*)\n(.*?)^```$/gms)).flatMap(([, is, block]) => (is === language ? [block] : []));
const [installed, inside] = blocks('cmake');
const [program] = blocks('cpp');
const [printed] = blocks('');

const folder = await mkdtemp(path.join(tmpdir(), 'kassei-'));
test.after(() => rm(folder, { recursive: true }));
const prefix = path.join(folder, 'prefix');

/** Builds and runs the program in a project of its own. */
async function runProject(name, project, compiler, ...options) {
  const at = path.join(folder, `${name}-${compiler}`);
  await mkdir(at);
  await symlink(root, path.join(at, 'kassei'));
  await writeFile(
    path.join(at, 'CMakeLists.txt'),
    `${project}target_compile_options(example PRIVATE -Wall -Wextra -Werror)\n`,
  );
  await writeFile(path.join(at, 'main.cpp'), program);
  const build = path.join(at, 'build');
  await run('cmake', '-G', 'Ninja', '-S', at, '-B', build, `-DCMAKE_CXX_COMPILER=${compiler}`, ...options);
  const log = await run('cmake', '--build', build);
  assert.doesNotMatch(log, /warning:|note:/);
  return run(path.join(build, 'example'));
}

test('a C++ program uses the library', async (t) => {
  await run('cmake', '-G', 'Ninja', '-S', root, '-B', path.join(folder, 'build'), '-DKASSEI_TESTS=OFF');
  await run('cmake', '--install', path.join(folder, 'build'), '--prefix', prefix);
  for (const compiler of ['g++', 'clang++']) {
    await t.test(`installed, ${compiler}`, async () => {
      assert.equal(await runProject('installed', installed, compiler, `-DCMAKE_PREFIX_PATH=${prefix}`), printed);
    });
    await t.test(`in a project, ${compiler}`, async () => {
      assert.equal(await runProject('inside', inside, compiler), printed);
    });
  }
});

test('the installed package refuses another version', async () => {
  const project = installed.replace('find_package(kassei 0.1', 'find_package(kassei 0.2');
  await assert.rejects(
    runProject('newer', project, 'g++', `-DCMAKE_PREFIX_PATH=${prefix}`),
    /requested version "0\.2"/,
  );
});
