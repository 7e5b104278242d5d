import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Files left to the network: no page shows them; only other sites and installers ask for them. */
const LEFT_OUT = /^(?:sw\.js|docs\/accuracy\.json|screenshot\.png|icon-.*)$/;

/** Writes the service worker with the list of all built files, in which a folder stands for its index.html. */
export const offlineList = (): Plugin => ({
  name: 'offline',
  async writeBundle({ dir = '' }) {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, sep).length).replaceAll(sep, '/'))
      .filter((file) => !LEFT_OUT.test(file))
      .sort();
    const hash = createHash('sha256');
    for (const file of files) hash.update(`${file}\0`).update(await readFile(join(dir, file)));
    const constants = {
      VERSION: hash.digest('base64url').slice(0, 16),
      FILES: files.map((file) => file.replace(/(?<=^|\/)index\.html$/, '') || './'),
    };
    const lines = Object.entries(constants).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
    const worker = await readFile(new URL('../../pages/service-worker.js', import.meta.url), 'utf8');
    await writeFile(join(dir, 'sw.js'), lines.join('') + worker);
  },
});
