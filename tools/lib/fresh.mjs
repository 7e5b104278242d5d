// Work that is done again only when something of it has changed.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, step } from './run.mjs';

const at = (...parts) => path.resolve(root, ...parts);

const isGuide = (file) =>
  /^(?:src|web|tools)\b.*\bREADME\.md$/.test(path.relative(root, file).replaceAll(path.sep, '/'));

/** A hash over the files and folders that there are. */
async function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of sources) {
    const entries = await readdir(at(source), { recursive: true, withFileTypes: true }).catch(() => undefined);
    const files = entries
      ? entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
      : [at(source)];
    // A folder's README tells people what is there, and nothing is made from it.
    for (const file of files.filter((file) => existsSync(file) && !isGuide(file)).sort())
      hash.update(path.relative(root, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Runs `work` unless the outputs, files and folders, are as it made them from the same sources and the same `variable`. */
export async function fresh(title, sources, outputs, work, variable = '') {
  const stamp = at('build', `${path.basename(outputs[0])}.stamp`);
  const before = variable + (await fingerprint([...sources, 'tools/commands/build.mjs']));
  const now = async () => before + (await fingerprint(outputs));
  if ((await readFile(stamp, 'utf8').catch(() => '')) === (await now())) return;
  await rm(stamp, { force: true });
  await step(title, work);
  await writeFile(stamp, await now());
}
