// A copy of this checkout that shares its npm packages and Emscripten, and commands in it.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../tools/lib/run.mjs';
import { emscripten } from '../../../tools/setup/emscripten.mjs';

/** A copy whose folder has this name. It is gone after the test. */
export function checkout(t, name = 'kassei') {
  const above = realpathSync(mkdtempSync(path.join(tmpdir(), 'kassei-build-')));
  t.after(() => rmSync(above, { recursive: true }));
  const folder = path.join(above, name);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    if (existsSync(path.join(root, file))) cpSync(path.join(root, file), path.join(folder, file));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  mkdirSync(path.join(above, 'sdk/upstream'), { recursive: true });
  return folder;
}

/** Starts a program in a copy: its output as it grows, and what it ended with. */
export async function start(folder, program, ...args) {
  const { env } = await emscripten();
  const sdk = path.join(folder, '../sdk');
  const link = path.join(sdk, 'upstream/emscripten');
  if (!existsSync(link)) symlinkSync(env.EMSCRIPTEN_ROOT, link, 'junction');
  const { EMSCRIPTEN_ROOT: _, PATH, ...others } = env;
  const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...others, EMSDK: sdk }, detached: true });
  const started = { child, output: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      started.output += text;
    });
  }
  started.ended = new Promise((resolve) => child.on('close', (code) => resolve(code)));
  return started;
}

export const build = (folder) => start(folder, process.execPath, 'tools/commands/build.mjs');
