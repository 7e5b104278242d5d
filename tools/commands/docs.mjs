// Writes what is made from others into the documents. README.md: exactness from docs/measurements/accuracy.json and the native tests,
// speeds from the forms of `npm run bench`, sizes from dist/. docs/: see documents.mjs; docs/recipes/README.md: the recipes
// beside it.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { accuracyTable } from '../docs/accuracy-page.mjs';
import { program, table } from '../docs/markdown.mjs';
import { documents, record } from '../docs/pages.mjs';
import { main, root, run } from '../lib/run.mjs';
import { bars, fetched, sizes } from '../lib/sizes.mjs';

const at = (...parts) => path.join(root, ...parts);

async function exactness() {
  const package_ = await import('../../dist/catalogue.js');
  const printed = await run([at('build/native/tests/kassei_tests'), '--gtest_filter=RowsTest*.Definition*']);
  const rows = printed.match(/^\|.*\|$/gm).map((line) => {
    const [name, value, gradient] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const { error } = package_.catalogue.find((entry) => entry.name === name);
    return [name, error.value, value, error.gradient, gradient];
  });
  return `${accuracyTable(record, package_)}

Row-wise functions, on rows of 1 to 1 000 000 elements along every axis; the gradient's error is measured against the sum of
the sizes of its terms, because it may be their small difference. prelu is one rounded product, its error 0.5.

${table(['', 'bound', 'value', 'bound', 'gradient'], rows)}`;
}

// Without a complete run of this machine the README keeps the table it has.
const measured = (name) => () => readFile(at(`build/bench/${name}.md`), 'utf8').catch(() => undefined);

async function size() {
  const { exports } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const files = Object.entries(exports).map(([entry, target]) => [entry, target.default ?? target]);
  const lines = await Promise.all(
    files
      .filter(([, file]) => file.startsWith('./dist/'))
      .map(async ([entry, file]) => {
        const { bytes, gzip } = await sizes(file.endsWith('.js') ? await fetched(at(file)) : [at(file)]);
        return [`\`kassei${entry.slice(1)}\``, bytes, gzip, bars[entry] ?? ''];
      }),
  );
  return `All that is fetched for an entry, in bytes, and by \`gzip -9\`; \`npm test\` holds it to the last column.

${table(['', 'bytes', 'gzip', 'at most'], lines)}

The wasm is in \`kassei\` itself; \`kassei/js\` is loaded only where that cannot run. \`kassei.wasm\` is there for those who pass it to \`load\` themselves.`;
}

async function recipes() {
  const names = (await readdir(at('docs/recipes'))).filter((name) => name.endsWith('.mjs'));
  return Object.fromEntries(
    names.map((name) => [name, async () => program(await readFile(at('docs/recipes', name), 'utf8'))]),
  );
}

/** Writes the blocks of a document that have content. */
async function fill(name, blocks) {
  let text = await readFile(at(name), 'utf8');
  for (const [block, make] of Object.entries(blocks)) {
    const content = (await make())?.trim();
    if (content === undefined) continue;
    text = text.replace(
      new RegExp(`(<!-- ${block} -->\n)[^]*(<!-- /${block} -->)`),
      (_, open, close) => `${open}${content}\n${close}`,
    );
  }
  await writeFile(at(name), text);
}

main(async () => {
  const forms = { speed: 'bench', calls: 'calls', native: 'native', browsers: 'browsers' };
  const speeds = Object.fromEntries(Object.entries(forms).map(([block, name]) => [block, measured(name)]));
  await fill('README.md', { exactness, ...speeds, size });
  await fill('docs/recipes/README.md', await recipes());
  await rm(at('docs/reference/functions'), { recursive: true, force: true });
  await mkdir(at('docs/reference/functions'));
  for (const [name, content] of Object.entries(await documents())) await writeFile(at(name), content);
});
