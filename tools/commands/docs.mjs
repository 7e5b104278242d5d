// Writes what is made from others into the documents. README: ten rows each of errors and speeds, sizes from dist/.
// docs/benchmarks.md: speeds from the forms of `npm run bench`. docs/measurements/rows.json: errors from the native tests. The
// other files of docs/: see pages.mjs; docs/recipes/README.md: the recipes beside it.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { program, table } from '../docs/markdown.mjs';
import { locked } from '../lib/lock.mjs';
import { Failure, main, root, run } from '../lib/run.mjs';
import { bars, fetched, sizes } from '../lib/sizes.mjs';

const at = (...parts) => path.join(root, ...parts);

/** Without the native tests the file keeps what it has. */
async function measureRows() {
  const tests = at('build/native/tests/kassei_tests');
  if (!existsSync(tests)) return;
  const printed = await run([tests, '--gtest_filter=RowsTest*.Definition*']);
  const rows = [...printed.matchAll(/^\| (\w+) +\| ([\d.]+) +\| ([\d.]+) +\|$/gm)].map(([, name, ...errors]) => {
    const [value, gradient] = errors.map(Number);
    return [name, { value, gradient }];
  });
  await writeFile(at('docs/measurements/rows.json'), `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}

/** Without a complete run of this machine the document keeps the table it has. */
const measured = (name) => readFile(at(`build/bench/${name}.md`), 'utf8').catch(() => undefined);

/** All that is fetched for an entry with a bar, in bytes, and by `gzip -9`; `npm test` holds it to the last column. */
async function sizesOfEntries() {
  const { exports } = JSON.parse(await readFile(at('package.json'), 'utf8'));
  const files = Object.entries(exports).map(([entry, target]) => [entry, target.default?.default ?? target]);
  return await Promise.all(
    files
      .filter(([entry]) => bars[entry] || entry.endsWith('.wasm'))
      .map(async ([entry, file]) => {
        const { bytes, gzip } = await sizes(file.endsWith('.js') ? await fetched(at(file)) : [at(file)]);
        return [`\`kassei${entry.slice(1)}\``, bytes, gzip, bars[entry] ?? ''];
      }),
  );
}

async function recipes() {
  const names = (await readdir(at('docs/recipes'))).filter((name) => name.endsWith('.mjs'));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, program(await readFile(at('docs/recipes', name), 'utf8'))])),
  );
}

/** Writes the blocks of a document that have content. */
async function fill(name, blocks) {
  let text = await readFile(at(name), 'utf8');
  for (const [block, content] of Object.entries(blocks)) {
    if (content === undefined) continue;
    const pattern = new RegExp(`(<!-- ${block} -->\n)[\\s\\S]*(<!-- /${block} -->)`);
    if (!pattern.test(text)) {
      throw new Failure(`${name} has no place for "${block}": put <!-- ${block} --> and <!-- /${block} --> around one`);
    }
    text = text.replace(pattern, (_, open, close) => `${open}${content.trim()}\n${close}`);
  }
  await writeFile(at(name), text);
}

async function write() {
  await measureRows();
  const forms = { speed: 'bench', calls: 'calls', native: 'native', browsers: 'browsers' };
  const speeds = Object.entries(forms).map(async ([block, name]) => [block, await measured(name)]);
  await fill('docs/benchmarks.md', Object.fromEntries(await Promise.all(speeds)));
  await fill('docs/recipes/README.md', await recipes());
  // After that, because these read what has been written.
  const { documents, record } = await import('../docs/pages.mjs');
  const { readmes, readmeTables } = await import('../docs/readme-tables.mjs');
  const catalogue = await import('../../dist/catalogue.js');
  const lines = await sizesOfEntries();
  for (const [name, words] of Object.entries(readmes)) {
    await fill(name, { ...readmeTables(record, catalogue, words), size: table(words.size, lines) });
  }
  await rm(at('docs/reference/functions'), { recursive: true, force: true });
  await mkdir(at('docs/reference/functions'));
  for (const [name, content] of Object.entries(await documents())) await writeFile(at(name), content);
}

main(() => locked(write));
