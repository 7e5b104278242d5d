// The entries in a program: no more bytes than the bars allow, and nothing that it does not use.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { bars, fetched, sizes } from '../../../tools/lib/sizes.mjs';
import { run, unpacked } from './packed.mjs';

const { program, folder } = await unpacked();
const { exports } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
const scripts = Object.entries(exports).filter(([, { default: file }]) => file?.endsWith('.js'));

for (const [entry, { default: file }] of scripts) {
  test(`kassei${entry.slice(1)}: what it fetches is within its bar`, async (t) => {
    const files = await fetched(path.join(folder, file));
    const { bytes, gzip } = await sizes(files);
    const names = files.map((name) => path.basename(name)).join(', ');
    t.diagnostic(`${names}: ${bytes} bytes, gzip -9 ${gzip}${bars[entry] ? `, at most ${bars[entry]}` : ''}`);
    assert.ok(gzip <= (bars[entry] ?? Infinity), `${gzip} bytes, allowed are ${bars[entry]}`);
  });
}

/** The bundle of a module with this text. */
async function bundle(text) {
  const input = path.join(program, 'program.mjs');
  await writeFile(input, text);
  const { output } = await build({ input, write: false, platform: 'neutral', logLevel: 'silent' });
  return output.map(({ code }) => code).join('');
}

test('a program that imports it and uses nothing has nothing of it', async () => {
  const names = scripts.map(([entry]) => `kassei${entry.slice(1)}`);
  const text = [...names.map((name) => `import '${name}';`), "import { load } from 'kassei';", 'export const own = 1;'];
  const code = (await bundle(text.join('\n'))).replace(/^\s*\/\/.*$/gm, '');
  assert.equal(code.replace(/\s+/g, ' ').trim(), 'const own = 1; export { own };');
});

test('a program that imports the catalogue or the dialects has no wasm', async () => {
  const whole = await bundle("export { load } from 'kassei';");
  const trace = /WebAssembly\.Module|[A-Za-z0-9+/]{1000}/;
  assert.match(whole, trace);
  for (const text of [
    "export { catalogue, frameworks } from 'kassei/catalogue';",
    "export { like } from 'kassei/dialects';",
  ]) {
    assert.doesNotMatch(await bundle(text), trace);
  }
});

test('load() makes Node read one file of it', async () => {
  const hook = `import { writeSync } from 'node:fs';
    export function load(url, context, next) { writeSync(2, url + '\\n'); return next(url, context); }`;
  const text = `import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));
    const { load } = await import('kassei');
    (await load()).gelu(Float32Array.of(1));`;
  await writeFile(path.join(program, 'loads.mjs'), text);
  const { stderr } = await run([process.execPath, 'loads.mjs'], program);
  const own = stderr.split('\n').filter((url) => url.startsWith(pathToFileURL(folder).href));
  assert.deepEqual(own, [pathToFileURL(path.join(folder, exports['.'].default)).href]);
});
