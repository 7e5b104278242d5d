// Fetches Debian's packages into a folder, where an interrupted run may have left some of them, whole or damaged.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../lib/run.mjs';

const matches = (file, sum) =>
  existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === sum.toLowerCase();

/** apt-get itself takes a file of the right size for the right one, so the sums of the signed lists are compared here. */
export async function fetchDebs(run, aptGet, packages, folder) {
  // It names no package that lies where it is started.
  const listed = await run([...aptGet, 'download', '--print-uris', ...packages], { cwd: path.dirname(folder) });
  const sums = new Map(Array.from(listed.matchAll(/^'.*' (\S+) \d+ SHA256:(\w+)$/gm), ([, name, sum]) => [name, sum]));
  if (sums.size < packages.length)
    throw new Failure(`apt names ${sums.size} of ${packages.length} packages:\n${listed}`);
  const isWhole = (name) => sums.has(name) && matches(path.join(folder, name), sums.get(name));
  for (const name of readdirSync(folder)) if (!isWhole(name)) rmSync(path.join(folder, name), { recursive: true });
  await run([...aptGet, 'download', ...packages], { cwd: folder });
  const damaged = [...sums.keys()].filter((name) => !isWhole(name));
  if (damaged.length) {
    throw new Failure(`${damaged.join(', ')} differ from the checksums of the package lists. Run the command again`);
  }
}
