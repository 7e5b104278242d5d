// What the documents say of the catalogue is what it says.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { catalogue, frameworks } from 'kassei/catalogue';
import { frameworksPage } from '../../tools/frameworks.mjs';

const read = (name) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');

test("README's tables of errors have the catalogue's bounds", async () => {
  const readme = await read('README.md');
  for (const { name, kind, error } of catalogue) {
    if (kind === 'elementwise') {
      for (const what of ['value', 'gradient'])
        assert.ok(readme.includes(`| ${name} | ${what} | ${error[what]} |`), `${name} ${what}`);
    } else if (kind === 'rowwise') {
      assert.match(readme, new RegExp(`^\\| ${name} \\| ${error.value} \\| [\\d.]+ \\| ${error.gradient} \\|`, 'm'));
    }
  }
});

test("docs/frameworks.md is made from the catalogue's facts", async () => {
  assert.equal(await read('docs/frameworks.md'), frameworksPage({ catalogue, frameworks }));
});
