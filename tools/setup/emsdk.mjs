// Installs Emscripten with emsdk, its own installer, from a commit that is fixed here.
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { Failure, step } from '../lib/run.mjs';
import { which } from './programs.mjs';

const ADDRESS = 'https://github.com/emscripten-core/emsdk.git';
/** emsdk 5.0.0. The commit fixes the list of releases too, by which emsdk finds what a version of Emscripten is. */
const COMMIT = '013d3c9b1d6a711a73e74753f5cd2626664c14a6';

/** One commit of a repository in a new folder. */
export async function checkOut(run, address, commit, folder) {
  const git = (...command) => run(['git', '-C', folder, ...command]);
  mkdirSync(folder, { recursive: true });
  await git('init', '--quiet');
  await git('fetch', '--depth=1', address, commit);
  await git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
  const head = (await git('rev-parse', 'HEAD')).trim();
  if (head !== commit) throw new Failure(`${address} gave the commit ${head} instead of ${commit}`);
}

export async function installEmsdk(folder, version) {
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  await step(`Installing Emscripten ${version} with emsdk`, async (run) => {
    await checkOut(run, ADDRESS, COMMIT, part);
    // The work of Emscripten's own scripts for each system's shell.
    const python = which('python3', 'python');
    for (const command of ['install', 'activate']) await run([python, 'emsdk.py', command, version], { cwd: part });
    renameSync(part, folder);
  });
}
