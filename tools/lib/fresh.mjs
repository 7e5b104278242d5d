// Work that is done again only when something of it has changed.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, root, step } from './run.mjs';

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
    for (const file of files.filter((file) => existsSync(file) && !isGuide(file)).sort()) {
      const content = await readFile(file);
      hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/** What this process has loaded; a change after that is not yet in what it makes. */
const program = ['tools', 'package.json'];
const loaded = await fingerprint(program);

/**
 * Runs `work` unless the outputs, files and folders, are as it made them from the same sources and the same `variable`. They
 * count as such only if meanwhile neither the sources changed nor another process made them.
 */
export async function fresh(title, sources, outputs, work, variable = '') {
  const stamp = at('build', `${path.basename(outputs[0])}.stamp`);
  const stamped = () => readFile(stamp, 'utf8').catch(() => '');
  const read = async () => variable + (await fingerprint([...sources, 'tools/commands/build.mjs']));
  const before = await read();
  if ((await stamped()) === before + (await fingerprint(outputs))) return;
  const mine = `in work: ${randomUUID()}`;
  await mkdir(at('build'), { recursive: true });
  await writeFile(stamp, mine);
  await step(title, work);
  if ((await stamped()) !== mine) {
    await rm(stamp, { force: true });
    throw new Failure(
      `${title}: another process did the same at once, and the results may be mixed. Run the command again`,
    );
  }
  const made = await fingerprint(outputs);
  if ((await read()) === before && (await fingerprint(program)) === loaded) await writeFile(stamp, before + made);
  else console.log(`  ${title}: a source changed meanwhile, so the next build does it again`);
}
