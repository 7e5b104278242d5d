// The documents are true: of the catalogue, of results, of examples.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { program } from '../../../tools/docs/markdown.mjs';
import { documents, record, rows } from '../../../tools/docs/pages.mjs';
import { readmes, readmeTables } from '../../../tools/docs/readme-tables.mjs';
import { plain } from '../../../tools/generate/tex-to-text.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (name) => readFile(root + name, 'utf8');
const pages = await documents();
const functionPages = catalogue.map((entry) => ({ entry, page: pages[`docs/reference/functions/${entry.name}.md`] }));

const block = (name, content) => `<!-- ${name} -->\n${content}\n<!-- /${name} -->`;

test("the READMEs' tables have the catalogue's functions, and what was measured", async () => {
  for (const [name, words] of Object.entries(readmes)) {
    const readme = await read(name);
    for (const [table, content] of Object.entries(readmeTables(record, { catalogue }, words))) {
      assert.ok(readme.includes(block(table, content)), `npm run docs: ${table} of ${name}`);
    }
  }
});

test('every row-wise function has been measured', () => {
  const names = catalogue.filter(({ kind }) => kind === 'rowwise').map(({ name }) => name);
  assert.deepEqual(Object.keys(rows), names, 'npm run docs after npm test');
});

test('no link of the documents is dead', async () => {
  const inDocs = (await readdir(`${root}docs`, { recursive: true })).filter((name) => name.endsWith('.md'));
  const names = [...Object.keys(readmes), 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs.map((name) => `docs/${name}`)];
  const texts = new Map(await Promise.all(names.map(async (name) => [name, await read(name)])));
  const anchors = (text) =>
    [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    );
  for (const [name, text] of texts) {
    for (const [, file, fragment] of text.matchAll(/\]\((?!\w+:)([^)#\s]*)#?([^)\s]*)\)/g)) {
      const target = file ? path.posix.join(path.posix.dirname(name), file) : name;
      assert.ok(existsSync(root + target), `${name}: ${target}`);
      if (fragment) assert.ok(anchors(texts.get(target)).includes(fragment), `${name}: ${target}#${fragment}`);
    }
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
    const words = page.replaceAll(/kinks: \[[\d., undefined]+\]|or null/g, '');
    assert.doesNotMatch(words, /undefined|null|\[object|function /, name);
  }
});

/** Runs code, and compares each call of `k` that a comment with its result follows; returns how many there are. */
async function checkExample(folder, name, code) {
  const checked = code.replaceAll(/^(k\..*);\n\/\/ (\[.*\])$/gm, 'results.push([$1, $2]);');
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, `export const results = [];\n${checked}`);
  const { results } = await import(pathToFileURL(file));
  for (const [got, said] of results) assert.deepEqual(got, Float32Array.from(said), name);
  return results.length;
}

const programs = (text) => [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code);

test('the examples run, and return what they say', async (t) => {
  const folder = await mkdtemp(`${root}build/examples-`);
  t.after(() => rm(folder, { recursive: true }));
  for (const { entry, page } of functionPages) {
    const [code] = programs(page);
    const checked = await checkExample(folder, entry.name, code);
    assert.ok(checked >= 2 && checked === code.match(/^k\./gm).length, entry.name);
  }
  // Of these each is one program.
  for (const name of [...Object.keys(readmes), 'docs/usage.md']) {
    assert.ok((await checkExample(folder, path.basename(name), programs(await read(name)).join(''))) >= 4, name);
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
    assert.ok(readme.includes(block(name, program(await read(`docs/recipes/${name}`)))), `npm run docs: ${name}`);
  }
});
