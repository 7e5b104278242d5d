// Writes what is made from others into the documents. README.md: exactness from the native tests, speed from
// `npm run bench`, sizes from dist/. docs/frameworks.md: the catalogue's facts.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { frameworksPage } from './frameworks.mjs';
import { main, root, run } from './steps.mjs';

const at = (...parts) => path.join(root, ...parts);

async function exactness() {
  const { catalogue } = await import('../dist/catalogue.js');
  const printed = async (tests, filter) =>
    (await run([at('build/native/tests', tests), `--gtest_filter=${filter}`])).match(/^\|.*\|$/gm).map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const boundOf = (name, what) => catalogue.find((entry) => entry.name === name).error[what];
  const lines = (await printed('kassei_accuracy', 'AccuracyTest*')).map(
    ([name, what, worst, x, mean, correct]) =>
      `| ${name} | ${what} | ${boundOf(name, what)} | ${worst} | ${x.replace(/.*\((.*)\)/, '$1')} | ${mean} | ${correct} |`,
  );
  const rows = (await printed('kassei_tests', 'RowsTest*.Definition*')).map(
    ([name, value, gradient]) =>
      `| ${name} | ${boundOf(name, 'value')} | ${value} | ${boundOf(name, 'gradient')} | ${gradient} |`,
  );
  return `| | | bound | largest error, ulp | at x = | mean | correctly rounded |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${lines.join('\n')}

Row-wise functions, on rows of 1 to 1 000 000 elements along every axis; the gradient's error is measured against the sum of
the sizes of its terms, because it may be their small difference. prelu is one rounded product, its error 0.5.

| | bound | value | bound | gradient |
| --- | ---: | ---: | ---: | ---: |
${rows.join('\n')}`;
}

const speed = () => readFile(at('build/bench/bench.md'), 'utf8');

async function size() {
  const lines = await Promise.all(
    ['index.js', 'kassei.wasm', 'catalogue.js', 'dialects.js'].map(async (name) => {
      const bytes = await readFile(at('dist', name));
      return `| \`${name}\` | ${bytes.length} | ${gzipSync(bytes, { level: 9 }).length} |`;
    }),
  );
  return `| file | bytes | gzip |
| --- | ---: | ---: |
${lines.join('\n')}

\`index.js\` is all that a program loads: the wasm is in it. \`kassei.wasm\` is there for those who pass it to \`load\` themselves.`;
}

main(async () => {
  const blocks = { exactness, speed, size };
  let readme = await readFile(at('README.md'), 'utf8');
  for (const [name, make] of Object.entries(blocks)) {
    const content = (await make()).trim();
    readme = readme.replace(
      new RegExp(`(<!-- ${name} -->\n)[^]*(<!-- /${name} -->)`),
      (_, open, close) => `${open}${content}\n${close}`,
    );
  }
  await writeFile(at('README.md'), readme);
  await writeFile(at('docs/frameworks.md'), frameworksPage(await import('../dist/catalogue.js')));
});
