// The package's files as they are, without a bundler, in Chromium.
import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { serve, visit } from '../page.mjs';
import { expected, project } from '../project.mjs';

/** The package's own files, under an import map made from its exports. */
async function plain(name, run, { main, prepare, fetching } = {}) {
  const folder = await project(name, run, { main });
  await prepare?.(folder);
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
  const { result } = await serve(folder, (address) => visit(address), { fetching });
  return result;
}

export const pages = {
  async 'import-map'(run) {
    assert.deepEqual(await plain('import-map', run), await expected(run));
  },

  async 'load-wasm'(run) {
    const results = await plain('load-wasm', run, { main: 'main-wasm.js', fetching: true });
    const wanted = await expected(run);
    assert.equal(Object.keys(results).length, 7);
    for (const [source, result] of Object.entries(results)) assert.deepEqual(result, wanted, source);
  },

  async 'two-copies'(run) {
    const prepare = (folder) =>
      cp(path.join(folder, 'node_modules/kassei'), path.join(folder, 'copy'), { recursive: true });
    const { one, two, distinct, ours, theirs, refusal } = await plain('two-copies', run, {
      main: 'main-copies.js',
      prepare,
    });
    const wanted = await expected(run);
    assert.deepEqual([one, two], [wanted, wanted]);
    assert.deepEqual({ distinct, ours, theirs }, { distinct: true, ours: [0, 0, 0], theirs: [2, 2, 2] });
    assert.match(refusal, /x must be a Float32Array or an allocated array|another instance/);
  },
};
