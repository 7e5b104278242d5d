// What the documents say of the catalogue is what it says.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { catalogue, frameworks } from 'kassei/catalogue';
import { accuracyPage, accuracyTable } from '../../tools/accuracy.mjs';
import { codePage } from '../../tools/code.mjs';
import { frameworksPage } from '../../tools/frameworks.mjs';

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

test('docs/code.md has the code that the page has', async () => {
  assert.equal(await read('docs/code.md'), await codePage({ catalogue }));
});
