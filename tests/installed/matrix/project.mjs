// The packed package, and projects that have installed it.
import assert from 'node:assert/strict';
import { cp, lstat, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../../tools/lib/run.mjs';

export const here = fileURLToPath(new URL('.', import.meta.url));
const projects = path.join(root, 'build/package');

let packing;

/** Packs what is in dist/ now, once. */
async function pack(run) {
  const output = await run(['npm', 'pack', '--json', '--pack-destination', path.join(root, 'build')]);
  const [{ filename, files }] = JSON.parse(output);
  return { tarball: path.join(root, 'build', filename), files: files.map(({ path }) => path).sort() };
}

/** Output that no user must see. */
export const assertQuiet = (output) => assert.doesNotMatch(output, /warn|deprecat|error|⚠|\(!\)/i);

/**
 * A new project with the program of app/, and the package from its tarball in node_modules; `tools` of tests/installed/matrix are
 * there too, and `main` takes the place of main.js. Returns its folder. The repository's own dist/ cannot be what is found: no node_modules above leads to it.
 */
export async function project(name, run, { tools = [], main } = {}) {
  packing ??= pack(run);
  const { tarball, files } = await packing;
  const folder = path.join(projects, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(projects, { recursive: true });
  await cp(path.join(here, 'app'), folder, { recursive: true });
  if (main) await cp(path.join(folder, main), path.join(folder, 'main.js'));
  const output = await run(['npm', 'install', '--offline', '--no-package-lock', '--no-fund', tarball], { cwd: folder });
  assertQuiet(output);
  const installed = path.join(folder, 'node_modules/kassei');
  assert.ok(!(await lstat(installed)).isSymbolicLink(), 'the package is installed, not linked');
  const there = await readdir(installed, { recursive: true, withFileTypes: true });
  const names = there.filter((entry) => entry.isFile());
  assert.deepEqual(
    names.map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name))).sort(),
    files,
  );
  for (const tool of tools) {
    await mkdir(path.dirname(path.join(folder, 'node_modules', tool)), { recursive: true });
    await symlink(path.join(here, 'node_modules', tool), path.join(folder, 'node_modules', tool));
  }
  return folder;
}

let reference;

/** What the program computes in this Node. */
export async function expected(run) {
  reference ??= project('expected', run).then((cwd) => run([process.execPath, 'print.js'], { cwd }));
  return JSON.parse(await reference).kassei;
}

/** What both.js must give: the same bits from both entries, where load() gives this backend. */
export async function expectedOfBoth(run, backend = 'wasm') {
  const wanted = await expected(run);
  return { kassei: { ...wanted, backend }, 'kassei/js': { ...wanted, backend: 'js' } };
}

/** What required.cjs must give: the same bits from three entries. */
export async function expectedOfAll(run) {
  const both = await expectedOfBoth(run);
  return { ...both, 'kassei/wasm': both.kassei };
}

/** What a program of kassei/auto must give. */
export const expectedOfAuto = async (run) => ({ ...(await expected(run)), ready: true });
