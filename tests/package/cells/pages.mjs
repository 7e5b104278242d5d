// The package's files as they are, without a bundler, in Chromium.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CSP, serve, visit } from '../page.mjs';
import { expected, project } from '../project.mjs';

/** Puts an import map, made from the package's exports, into the page; returns the policy that allows it. */
async function addImportMap(folder) {
  const { exports } = JSON.parse(await readFile(path.join(folder, 'node_modules/kassei/package.json'), 'utf8'));
  const scripts = Object.entries(exports).filter(([, target]) => target.default);
  const imports = scripts.map(([name, target]) => [
    path.posix.join('kassei', name),
    `./${path.posix.join('node_modules/kassei', target.default)}`,
  ]);
  const map = JSON.stringify({ imports: Object.fromEntries(imports) });
  const page = path.join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<script ', `<script type="importmap">${map}</script>$&`));
  return `${CSP} 'sha256-${createHash('sha256').update(map).digest('base64')}'`;
}

export const pages = {
  async 'import-map'(run) {
    const folder = await project('import-map', run);
    const policy = await addImportMap(folder);
    const { result } = await serve(folder, (address) => visit(address), policy);
    assert.deepEqual(result, await expected(run));
  },
};
