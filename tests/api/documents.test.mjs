// What the documents say of the catalogue is what it says.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import test from 'node:test';
import { catalogue, frameworks } from 'kassei/catalogue';
import { accuracyPage, accuracyTable } from '../../tools/accuracy.mjs';
import { frameworksPage } from '../../tools/frameworks.mjs';
import { program } from '../../tools/markdown.mjs';

const read = (name) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

const record = JSON.parse(await read('docs/accuracy.json'));

test("README's tables of errors have what was measured, and the catalogue's bounds", async () => {
  const readme = await read('README.md');
  assert.ok(readme.includes(accuracyTable(record, { catalogue })), 'npm run readme');
  for (const { name, error } of catalogue.filter(({ kind }) => kind === 'rowwise')) {
    assert.match(readme, new RegExp(`^\\| ${name} \\| ${error.value} \\| [\\d.]+ \\| ${error.gradient} \\|`, 'm'));
  }
});

test('docs/accuracy.md is made from what was measured', async () => {
  assert.equal(await read('docs/accuracy.md'), accuracyPage(record, { catalogue }));
});

test("docs/frameworks.md is made from the catalogue's facts", async () => {
  assert.equal(await read('docs/frameworks.md'), frameworksPage({ catalogue, frameworks }));
});

test('docs/recipes/README.md has the recipes beside it', async () => {
  const [folder, readme] = [new URL('../../docs/recipes/', import.meta.url), await read('docs/recipes/README.md')];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const block = `<!-- ${name} -->\n${program(await read(`docs/recipes/${name}`))}\n<!-- /${name} -->`;
    assert.ok(readme.includes(block), `npm run readme: ${name}`);
  }
});
