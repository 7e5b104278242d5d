// Writes what is made from others into the documents. README.md: exactness from docs/accuracy.json and the native tests,
// speeds from the forms of `npm run bench`, sizes from dist/. docs/frameworks.md: the catalogue's facts. docs/code.md: the page's code. docs/accuracy.md:
// docs/accuracy.json.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { accuracyPage, accuracyTable } from './accuracy.mjs';
import { codePage } from './code.mjs';
import { frameworksPage } from './frameworks.mjs';
import { table } from './markdown.mjs';
import { main, root, run } from './steps.mjs';

const at = (...parts) => path.join(root, ...parts);

const record = async () => JSON.parse(await readFile(at('docs/accuracy.json'), 'utf8'));

async function exactness() {
  const package_ = await import('../dist/catalogue.js');
  const printed = await run([at('build/native/tests/kassei_tests'), '--gtest_filter=RowsTest*.Definition*']);
  const rows = printed.match(/^\|.*\|$/gm).map((line) => {
    const [name, value, gradient] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const { error } = package_.catalogue.find((entry) => entry.name === name);
    return [name, error.value, value, error.gradient, gradient];
  });
  return `${accuracyTable(await record(), package_)}

Row-wise functions, on rows of 1 to 1 000 000 elements along every axis; the gradient's error is measured against the sum of
the sizes of its terms, because it may be their small difference. prelu is one rounded product, its error 0.5.

${table(['', 'bound', 'value', 'bound', 'gradient'], rows)}`;
}

// Without a complete run of this machine the README keeps the table it has.
const measured = (name) => () => readFile(at(`build/bench/${name}.md`), 'utf8').catch(() => undefined);

async function size() {
  const lines = await Promise.all(
    ['index.js', 'js.js', 'kassei.wasm', 'catalogue.js', 'dialects.js'].map(async (name) => {
      const bytes = await readFile(at('dist', name));
      return `| \`${name}\` | ${bytes.length} | ${gzipSync(bytes, { level: 9 }).length} |`;
    }),
  );
  return `| file | bytes | gzip |
| --- | ---: | ---: |
${lines.join('\n')}

\`index.js\` is all that a program loads: the wasm is in it. \`js.js\` is imported only where that cannot run. \`kassei.wasm\` is there for those who pass it to \`load\` themselves.`;
}

main(async () => {
  const forms = { speed: 'bench', calls: 'calls', native: 'native', browsers: 'browsers' };
  const speeds = Object.fromEntries(Object.entries(forms).map(([block, name]) => [block, measured(name)]));
  const blocks = { exactness, ...speeds, size };
  let readme = await readFile(at('README.md'), 'utf8');
  for (const [name, make] of Object.entries(blocks)) {
    const content = (await make())?.trim();
    if (content === undefined) continue;
    readme = readme.replace(
      new RegExp(`(<!-- ${name} -->\n)[^]*(<!-- /${name} -->)`),
      (_, open, close) => `${open}${content}\n${close}`,
    );
  }
  await writeFile(at('README.md'), readme);
  const package_ = await import('../dist/catalogue.js');
  await writeFile(at('docs/frameworks.md'), frameworksPage(package_));
  await writeFile(at('docs/code.md'), await codePage(package_));
  await writeFile(at('docs/accuracy.md'), accuracyPage(await record(), package_));
});
