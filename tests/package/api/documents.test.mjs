// The documents are true: of the catalogue, of results, of examples.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { accuracyTable } from '../../../tools/docs/accuracy-page.mjs';
import { program } from '../../../tools/docs/markdown.mjs';
import { documents, record } from '../../../tools/docs/pages.mjs';
import { plain } from '../../../tools/generate/tex-to-text.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (name) => readFile(root + name, 'utf8');
const pages = await documents();
const functionPages = catalogue.map((entry) => ({ entry, page: pages[`docs/reference/functions/${entry.name}.md`] }));

test("README's tables of errors have what was measured, and the catalogue's bounds", async () => {
  const readme = await read('README.md');
  assert.ok(readme.includes(accuracyTable(record, { catalogue })), 'npm run docs');
  for (const { name, error } of catalogue.filter(({ kind }) => kind === 'rowwise')) {
    assert.match(readme, new RegExp(`^\\| ${name} \\| ${error.value} \\| [\\d.]+ \\| ${error.gradient} \\|`, 'm'));
  }
});

test('docs/reference has the pages that are made, as they are made now, and no others', async () => {
  const there = await readdir(`${root}docs/reference`, { recursive: true });
  const names = there.filter((name) => name.endsWith('.md')).map((name) => `docs/reference/${name}`);
  assert.deepEqual([...names, 'docs/accuracy.md'].sort(), Object.keys(pages).sort(), 'npm run docs');
  for (const [name, content] of Object.entries(pages)) assert.equal(await read(name), content, 'npm run docs');
});

test('the page of every function is complete', () => {
  for (const { entry, page } of functionPages) {
    const { name, parameters, kinks, frameworks, error, formula, derivative } = entry;
    const sections = Object.fromEntries(
      page.split(/^## /m).map((section) => /^(?:# )?(.+)\n([\s\S]*)$/.exec(section).slice(1)),
    );
    assert.deepEqual(Object.keys(sections), [
      name,
      'Formula',
      'Parameters',
      'Special values',
      'Kinks',
      'Error',
      'In the frameworks',
      'Source',
    ]);
    for (const [title, text] of Object.entries(sections)) assert.match(text, /\w{3}/, `${name}: ${title}`);
    assert.ok(sections.Formula.includes(formula) && sections.Formula.includes(derivative), name);
    for (const p of parameters) {
      assert.ok(sections.Parameters.includes(`- \`${p.name}\`, in Keras \`${p.keras}\`: `), `${name}: ${p.name}`);
      if (p.default !== undefined) assert.ok(sections.Parameters.includes(`Default: ${p.default}.`), name);
    }
    for (const { at, slope } of kinks) {
      assert.ok(sections.Kinks.includes(`- At $\`x = ${at}\`$ the gradient is $\`${slope}\`$.`), name);
    }
    assert.ok(sections.Error.includes(`| bound, ulp | ${error.value} | ${error.gradient} |`), name);
    for (const spelling of frameworks.flatMap(({ names }) => names)) {
      assert.ok(sections['In the frameworks'].includes(`\`${spelling}\``), `${name}: ${spelling}`);
    }
    const inputs = sections['Special values'].match(/^\| (?!---|\$)/gm);
    assert.ok(inputs.length >= 5, name);
    const words = page.replaceAll(/kinks: \[[\d., undefined]+\]/g, '');
    assert.doesNotMatch(words, /undefined|null|\[object|function /, name);
  }
});

test('the examples run, and return what they say', async (t) => {
  const folder = await mkdtemp(`${root}build/examples-`);
  t.after(() => rm(folder, { recursive: true }));
  for (const { entry, page } of functionPages) {
    const [, code] = /^```js\n([\s\S]*?)^```/m.exec(page);
    const returns = /^(k\..*);\n\/\/ (\[.*\])$/gm;
    const checked = code.replaceAll(returns, 'results.push([$1, $2]);');
    assert.equal(checked.match(/^results/gm).length, code.match(/^k\./gm).length, entry.name);
    const file = path.join(folder, `${entry.name}.mjs`);
    await writeFile(file, `export const results = [];\n${checked}`);
    const { results } = await import(pathToFileURL(file));
    assert.ok(results.length >= 2, entry.name);
    for (const [got, said] of results) assert.deepEqual(got, Float32Array.from(said), entry.name);
  }
});

test('formulas are written without TeX', () => {
  for (const { name, kind, formula, derivative } of catalogue) {
    for (const tex of kind === 'rowwise' ? [formula] : [formula, derivative])
      assert.doesNotMatch(plain(tex), /[\\&{}]| {2}/, name);
  }
  assert.equal(
    plain('\\begin{cases} \\frac{1}{4}(x + 1)^2 & -1 < x \\le 1 \\\\ e^{-\\beta x} & \\text{otherwise} \\end{cases}'),
    '1/4 (x + 1)^2 for -1 < x <= 1; e^(-beta x) otherwise',
  );
});

test('docs/recipes/README.md has the recipes beside it', async () => {
  const readme = await read('docs/recipes/README.md');
  const names = (await readdir(`${root}docs/recipes`)).filter((name) => name.endsWith('.mjs'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const block = `<!-- ${name} -->\n${program(await read(`docs/recipes/${name}`))}\n<!-- /${name} -->`;
    assert.ok(readme.includes(block), `npm run docs: ${name}`);
  }
});
