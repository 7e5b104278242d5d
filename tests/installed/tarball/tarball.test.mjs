// The tarball as it would be published: its files, its metadata, and the verdicts of the field's two linters of packages.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import test from 'node:test';
import { npm } from '../../../tools/setup/programs.mjs';
import { run, unpacked } from './packed.mjs';

const { folder, staged, tarball, files } = await unpacked();
const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));

test('it has the entries with their types and source maps, the script, the wasm, the licence and the README, and no other file', () => {
  const names = ['auto', 'catalogue', 'dialects', 'float16', 'index', 'js', 'wasm'];
  const entries = names.flatMap((name) => ['d.cts', 'd.ts', 'cjs', 'js'].map((type) => `dist/${name}.${type}`));
  const shared = ['activations', 'create', 'records'].flatMap((name) =>
    ['d.cts', 'd.ts'].map((type) => `dist/shared-${name}.${type}`),
  );
  const scripts = [...entries, ...['script', 'workerd', 'workerd-auto'].map((name) => `dist/${name}.js`)];
  const maps = scripts.filter((file) => /\.c?js$/.test(file) && file !== 'dist/auto.cjs').map((file) => `${file}.map`);
  const expected = ['LICENSE', 'README.md', ...scripts, ...maps, ...shared, 'dist/kassei.wasm', 'package.json'];
  assert.deepEqual(files.toSorted(), expected.toSorted());
});

test('its metadata is complete, and nothing is installed with it or runs when it is installed', () => {
  for (const field of ['name', 'version', 'description', 'keywords', 'license', 'author', 'engines', 'exports']) {
    assert.ok(manifest[field]?.length !== 0 && manifest[field], field);
  }
  assert.deepEqual(
    Object.keys(manifest).filter((field) => /^(d|peerD|optionalD)ependencies/.test(field)),
    [],
  );
  assert.equal(manifest.scripts, undefined);
  assert.equal(manifest.sideEffects, false);
});

test('publint and attw find nothing in it', async () => {
  const publint = await run([process.execPath, 'node_modules/publint/src/cli.js', 'run', '--strict', tarball]);
  assert.match(publint.stdout, /All good!/);
  const attw = ['node_modules/@arethetypeswrong/cli/dist/index.js', tarball];
  // It judges code and types, which the wasm has not.
  await run([process.execPath, ...attw, '--exclude-entrypoints', './kassei.wasm']);
});

test('npm would publish it for everyone, and warns of nothing', async (t) => {
  // The last published version and the login must not matter.
  const registry = createServer((_, response) => response.writeHead(404).end('{}'));
  await new Promise((done) => registry.listen(0, '127.0.0.1', done));
  t.after(() => registry.close());
  const host = `//127.0.0.1:${registry.address().port}/`;
  const options = ['--dry-run', '--ignore-scripts', `--registry=http:${host}`, `--${host}:_authToken=none`];
  const { stdout, stderr } = await run([...npm, 'publish', staged, ...options]);
  assert.equal(stdout.trim(), `+ kassei@${manifest.version}`);
  assert.match(stderr, /with tag latest and public access/);
  const lines = stderr.split('\n').filter((line) => line && !/^npm notice/.test(line));
  assert.deepEqual(lines, []);
});
