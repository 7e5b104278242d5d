// Debian's packages, installed as root or through sudo, one apt-get at a time.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, root, run, step } from '../lib/run.mjs';
import { which } from './programs.mjs';

// Exists while apt-get installs; a later run that finds it knows that the last one was killed.
const unfinished = path.join(root, '.toolchain/apt-unfinished');
export const interrupted = () => existsSync(unfinished);

/** How a step fails whose reason is told in the end. */
export const brief = { tail: 8 };

let prefix;

async function privileged() {
  if (!which('apt-get')) throw new Failure('this system has no apt-get');
  if (process.getuid() === 0) return [];
  if (!which('sudo')) throw new Failure('installing packages needs root or sudo');
  try {
    await run(['sudo', ...(process.stdin.isTTY ? ['-v'] : ['-n', 'true'])], { foreground: true });
  } catch {
    throw new Failure('sudo asks for a password, or refuses');
  }
  return ['sudo', '-n'];
}

async function asRoot(runLogged, ...command) {
  const sudo = await prefix;
  await runLogged([...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command], { foreground: sudo.length > 0 });
}

const aptGet = ['apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];

let updated;

/** Brings apt's package lists up to date, once per command. */
export function update() {
  prefix ??= privileged();
  updated ??= prefix.then(() =>
    step('Updating the package lists', (runLogged) => asRoot(runLogged, ...aptGet, 'update'), brief),
  );
  return updated;
}

let queue = Promise.resolve();

export function install(packages) {
  const job = async (runLogged) => {
    let killed;
    try {
      await prefix;
      if (interrupted()) await asRoot(runLogged, 'dpkg', '--configure', '-a', '--force-confdef');
      mkdirSync(path.dirname(unfinished), { recursive: true });
      writeFileSync(unfinished, '');
      await asRoot(runLogged, ...aptGet, 'install', '-y', '--no-install-recommends', ...packages);
    } catch (error) {
      killed = error.signal;
      throw error;
    } finally {
      if (!killed) rmSync(unfinished, { force: true });
    }
  };
  queue = queue
    .catch(() => {})
    // One broken source among many does not keep the packages from being there.
    .then(() => update().catch(() => {}))
    .then(() => step(`Installing ${packages.join(' ')}`, job, brief));
  return queue;
}
