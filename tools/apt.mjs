// Debian's packages, installed as root or through sudo, one apt-get at a time.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { which } from './programs.mjs';
import { Failure, root, run, step } from './steps.mjs';

// There while apt-get installs: found by a later run, it says that the last one was interrupted.
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

async function aptGet(runLogged, ...args) {
  const sudo = await prefix;
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args];
  await runLogged([...sudo, ...command], { foreground: sudo.length > 0 });
}

let updated;

/** Brings apt's package lists up to date, once per command. */
export function update() {
  prefix ??= privileged();
  updated ??= prefix.then(() => step('Updating the package lists', (runLogged) => aptGet(runLogged, 'update'), brief));
  return updated;
}

let queue = Promise.resolve();

export function install(packages) {
  const job = async (runLogged) => {
    mkdirSync(path.dirname(unfinished), { recursive: true });
    if (interrupted()) await runLogged([...(await prefix), 'dpkg', '--configure', '-a', '--force-confdef']);
    writeFileSync(unfinished, '');
    await aptGet(runLogged, 'install', '-y', '--no-install-recommends', ...packages);
    rmSync(unfinished);
  };
  queue = queue
    .catch(() => {})
    // One broken source among many does not keep the packages from being there.
    .then(() => update().catch(() => {}))
    .then(() => step(`Installing ${packages.join(' ')}`, job, brief));
  return queue;
}
