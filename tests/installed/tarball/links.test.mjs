// README's links: absolute in what is published, and relative in the sources, which publishing does not touch.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import test from 'node:test';
import MarkdownIt from 'markdown-it';
import { root } from '../../../tools/lib/run.mjs';
import { repositoryAddress, stage } from '../../../tools/lib/staged-package.mjs';
import { npm } from '../../../tools/setup/programs.mjs';
import { manifest, run, temporary } from './packed.mjs';

const address = 'https://example.com/somebody/kassei';
const repository = { type: 'git', url: `git+${address}.git` };
const read = (folder) => readFile(path.join(folder, 'README.md'), 'utf8');
const source = await read(root);

/** The README that is published with this package.json. */
async function published(fields) {
  const folder = path.join(await temporary(), 'staged');
  await stage(folder, fields);
  return await read(folder);
}

const targets = (markdown) =>
  [...new MarkdownIt().render(markdown).matchAll(/(?:href|src)="([^"#]+)/g)].map(([, target]) => target);

test('with a repository each link is absolute, and leads to a file of the tag that the release has', async () => {
  const before = targets(source).filter((target) => !target.includes(':'));
  assert.ok(before.length > 5);
  const readme = await published({ ...manifest, repository });
  const after = targets(readme).filter((target) => target.startsWith(`${address}/`));
  assert.equal(after.length, before.length);
  for (const target of targets(readme)) assert.match(target, /^https:/);
  for (const [i, target] of after.entries()) {
    const [, view, version, file] = /^(blob|raw)\/v(.+?)\/(.+)$/.exec(target.slice(address.length + 1));
    assert.deepEqual([version, file], [manifest.version, before[i]]);
    assert.equal(view, file.endsWith('.png') ? 'raw' : 'blob', file);
    assert.ok(existsSync(path.join(root, file)), file);
  }
  assert.deepEqual(readme.match(/^```[\s\S]*?^```$/gm), source.match(/^```[\s\S]*?^```$/gm));
});

test('the sources stay as they are, and without a repository the copy has their links', async () => {
  const { repository: _, ...without } = manifest;
  assert.equal(await published(without), source);
  assert.equal(await read(root), source);
});

test('publishing is refused without a repository', () => {
  assert.throws(() => repositoryAddress({}), /no "repository".* npm pkg set repository/);
  assert.throws(() => repositoryAddress({ repository: 'somebody/kassei' }), /"repository" must have an https address/);
  for (const given of [repository, `${address}.git`, address]) {
    assert.equal(repositoryAddress({ repository: given }), address);
  }
});

test('npm refuses the repository itself, whose README leads nowhere, and takes the copy', async (t) => {
  const asked = [];
  const registry = createServer(({ method }, response) => {
    asked.push(method);
    response.writeHead(404).end('{}');
  });
  await new Promise((done) => registry.listen(0, '127.0.0.1', done));
  t.after(() => registry.close());
  const host = `//127.0.0.1:${registry.address().port}/`;
  const options = ['--ignore-scripts', '--provenance=false', `--registry=http:${host}`, `--${host}:_authToken=none`];
  await assert.rejects(run([...npm, 'publish', ...options]), ({ stderr }) => /EPRIVATE/.test(stderr));
  assert.ok(!asked.includes('PUT'));
  const folder = path.join(await temporary(), 'staged');
  await stage(folder, manifest);
  await assert.rejects(run([...npm, 'publish', folder, ...options]), ({ stderr }) => /E404/.test(stderr));
  assert.ok(asked.includes('PUT'));
});
