// The entries in a program: no more bytes than the bars allow, and nothing that it does not use.
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'rolldown';
import { bars, fetched, scriptBar, sizes } from '../../../tools/lib/sizes.mjs';
import { run, unpacked } from './packed.mjs';

const { program, folder } = await unpacked();
const { exports, unpkg, jsdelivr } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
const scripts = Object.entries(exports).filter(([, target]) => target.default);

const measured = [
  ...scripts.map(([entry, { default: module }]) => [`kassei${entry.slice(1)}`, module.default, bars[entry]]),
  ['the script', unpkg, scriptBar],
];
for (const [name, file, bar] of measured) {
  test(`${name}: what it fetches is within its bar`, async (t) => {
    const files = await fetched(path.join(folder, file));
    const { bytes, gzip } = await sizes(files);
    const names = files.map((file) => path.basename(file)).join(', ');
    t.diagnostic(`${names}: ${bytes} bytes, gzip -9 ${gzip}${bar ? `, at most ${bar}` : ''}`);
    assert.ok(gzip <= (bar ?? Infinity), `${gzip} bytes, allowed are ${bar}`);
  });
}

test('the script is ASCII, for pages in any charset, and gives load and loadSync', async () => {
  assert.equal(jsdelivr, unpkg);
  const text = await readFile(path.join(folder, unpkg), 'latin1');
  assert.doesNotMatch(text, /[^\0-\x7f]/);
  const page = createContext({});
  runInContext(text, page);
  assert.equal(runInContext('Object.keys(globalThis.kassei).join()', page), 'load,loadSync');
  assert.equal(runInContext('kassei.loadSync().relu(Float32Array.of(-1, 2)).join()', page), '0,2');
});

test('each file has a source map, by which the functions have the names of the sources', async () => {
  const files = (await readdir(path.join(folder, 'dist'))).filter(
    (file) => /\.c?js$/.test(file) && file !== 'auto.cjs',
  );
  assert.ok(files.length > 8);
  for (const file of files) {
    const text = await readFile(path.join(folder, 'dist', file), 'utf8');
    assert.ok(text.trimEnd().endsWith(`//# sourceMappingURL=${file}.map`), file);
    const map = JSON.parse(await readFile(path.join(folder, 'dist', `${file}.map`), 'utf8'));
    assert.ok(map.mappings.length > 100 && map.names.length, file);
  }
  const throws = `import('kassei').then(({ load }) => load()).then((k) => k.relu(1)).catch((error) => console.log(error.stack))`;
  const { stdout } = await run([process.execPath, '--enable-source-maps', '-e', throws], program);
  assert.match(stdout, /at checkArray \(.*src\/js\/core\/check\.ts:\d+/);
});

test('require of kassei/auto says what to write', async () => {
  const error = await run([process.execPath, '-e', "require('kassei/auto')"], program).catch(({ stderr }) => stderr);
  assert.match(error, /kassei\/auto: an ES module only.*import\('kassei\/auto'\).*load\(\)/);
});

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
  assert.deepEqual(own, [pathToFileURL(path.join(folder, exports['.'].default.default)).href]);
});
