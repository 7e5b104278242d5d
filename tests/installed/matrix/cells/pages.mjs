// The package's files as they are, without a bundler, in Chromium.
import assert from 'node:assert/strict';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { load } from '../../../../dist/index.js';
import { root } from '../../../../tools/lib/run.mjs';
import { serve, visit } from '../page.mjs';
import { expected, here, project } from '../project.mjs';

/** A project whose page, of main.js or another `main`, has an import map made from the package's exports. */
export async function mapped(name, run, main) {
  const folder = await project(name, run, { main });
  const { exports } = JSON.parse(await readFile(path.join(folder, 'node_modules/kassei/package.json'), 'utf8'));
  const scripts = Object.entries(exports).filter(([, target]) => target.default);
  const imports = scripts.map(([name, target]) => [
    path.posix.join('kassei', name),
    `./${path.posix.join('node_modules/kassei', target.default.default)}`,
  ]);
  const map = JSON.stringify({ imports: Object.fromEntries(imports) });
  const page = path.join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<script ', `<script type="importmap">${map}</script>$&`));
  return folder;
}

/** Chromium 103, the oldest that README promises, from a package that carries it compressed. */
async function oldestChromium() {
  const program = path.join(root, 'build/chromium-103');
  if (existsSync(program)) return program;
  const compressed = path.join(here, 'node_modules/@sparticuz/chromium/bin/chromium.br');
  const unfinished = `${program}.part`;
  await pipeline(
    createReadStream(compressed),
    createBrotliDecompress(),
    createWriteStream(unfinished, { mode: 0o755 }),
  );
  await rename(unfinished, program);
  return program;
}

export const pages = {
  async 'import-map'(run) {
    const { result } = await serve(await mapped('import-map', run), visit);
    assert.deepEqual(result, await expected(run));
  },

  async 'chromium-103'(run) {
    const program = await oldestChromium();
    const visitThere = (address) => visit(address, { program, flags: ['--no-zygote'] });
    const { result } = await serve(await mapped('chromium-103', run), visitThere);
    assert.deepEqual(result, await expected(run));
  },

  async 'load-wasm'(run) {
    const folder = await mapped('load-wasm', run, 'main-wasm.js');
    const { result } = await serve(folder, visit, { fetching: true });
    const wanted = await expected(run);
    assert.equal(Object.keys(result).length, 7);
    for (const [source, computed] of Object.entries(result)) assert.deepEqual(computed, wanted, source);
  },

  /** A page in another charset than the script. */
  async 'script-tag'(run) {
    const folder = await project('script-tag', run);
    await rename(path.join(folder, 'script.html'), path.join(folder, 'index.html'));
    const [loaded, sync] = (await serve(folder, visit)).result;
    const k = await load();
    const x = Float32Array.of(-2, 0.5, 3);
    const wanted = [k.gelu(x), k.tanh(x), k.softmax(x), k.mish.grad(x), k.relu(x)];
    const results = wanted.map((array) => Array.from(new Uint32Array(array.buffer)));
    assert.deepEqual([loaded, sync], Array(2).fill({ backend: 'wasm', charset: 'windows-1252', results }));
  },

  async 'two-copies'(run) {
    const folder = await mapped('two-copies', run, 'main-copies.js');
    await cp(path.join(folder, 'node_modules/kassei'), path.join(folder, 'copy'), { recursive: true });
    const { one, two, refusal, ...others } = (await serve(folder, visit)).result;
    const wanted = await expected(run);
    assert.deepEqual([one, two], [wanted, wanted]);
    assert.deepEqual(others, { distinct: true, ours: [0, 0, 0], theirs: [2, 2, 2] });
    assert.match(refusal, /x must be a Float32Array or an allocated array|another instance/);
  },
};
