// The package as `npm publish` would send it: packed, and unpacked where a program beside it finds it by name.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../../tools/lib/run.mjs';
import { stage } from '../../../tools/lib/staged-package.mjs';
import { npm } from '../../../tools/setup/programs.mjs';

const execute = promisify(execFile);

/** Runs a program in `cwd` and returns what it printed; a failure's message has it. */
export async function run([program, ...args], cwd = root) {
  try {
    const { stdout, stderr } = await execute(program, args, { cwd, env: { ...process.env, NO_COLOR: '1' } });
    return { stdout, stderr };
  } catch (error) {
    error.message += error.stdout;
    throw error;
  }
}

/** A folder that is gone after the tests. */
export async function temporary() {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'kassei-')));
  after(() => rm(folder, { recursive: true }));
  return folder;
}

export const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

/**
 * A folder for a program that has the package, the package's folder in it, the folder that was packed, the tarball, and the
 * names of its files.
 */
export async function unpacked() {
  const program = await temporary();
  const staged = path.join(program, 'staged');
  await stage(staged, manifest);
  const pack = ['pack', staged, '--json', '--ignore-scripts', '--pack-destination', program];
  const [{ filename, files }] = JSON.parse((await run([...npm, ...pack])).stdout);
  const folder = path.join(program, 'node_modules/kassei');
  await mkdir(folder, { recursive: true });
  // Relative names, because a colon would mean another machine to tar.
  await run(['tar', '-xzf', filename, '-C', 'node_modules/kassei', '--strip-components=1'], program);
  return { program, folder, staged, tarball: path.join(program, filename), files: files.map((file) => file.path) };
}
