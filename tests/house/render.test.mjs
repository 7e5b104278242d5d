// Node makes the HTML: what renders it loads neither Chart.js nor a room of the browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const web = fileURLToPath(new URL('../../web/', import.meta.url));

/** All files and packages that a file imports, directly or not. */
async function importedBy(input) {
  const files = [];
  const record = { name: 'record', moduleParsed: ({ id }) => void files.push(id) };
  const bundle = await rolldown({ input, external: [/^[^./]/, /\/dist\//], plugins: [record], logLevel: 'silent' });
  const { output } = await bundle.generate();
  await bundle.close();
  return [...files, ...output.flatMap(({ imports }) => imports)];
}

const isOfBrowser = (id) => id === 'chart.js' || /\/(?:pages|toolbox|section|comparison|lab|dom)\/[\w-]+\.ts$/.test(id);

test('what renders the pages', async () => {
  const imported = await importedBy(`${web}render/page/page-templates.ts`);
  assert.ok(imported.includes('temml') && imported.some((id) => id.endsWith('plot/picture.ts')));
  assert.deepEqual(imported.filter(isOfBrowser), []);
});

test('a script of the browser would be found', async () => {
  const imported = await importedBy(`${web}section/row-section.ts`);
  assert.ok(imported.filter(isOfBrowser).includes('chart.js'));
});
