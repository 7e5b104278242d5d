// Writes the measured tables into README.md: exactness from the native tests, speed from `npm run bench`, sizes from dist/.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { main, root, run } from './steps.mjs';

const at = (...parts) => path.join(root, ...parts);

async function exactness() {
  const tests = at('build/native-sanitize/tests/kassei_tests');
  const rows = (await run([tests, '--gtest_filter=AccuracyTest*'])).match(/^\|.*\|$/gm);
  const { catalogue } = await import('../dist/catalogue.js');
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const lines = cells.map(([name, what, worst, x, mean, correct]) => {
    const bound = catalogue.find((entry) => entry.name === name).error[what];
    return `| ${name} | ${what} | ${bound} | ${worst} | ${x.replace(/.*\((.*)\)/, '$1')} | ${mean} | ${correct} |`;
  });
  return `| | | bound | largest error, ulp | at x = | mean | correctly rounded |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${lines.join('\n')}`;
}

const speed = () => readFile(at('build/bench/bench.md'), 'utf8');

async function size() {
  const lines = await Promise.all(
    ['index.js', 'kassei.wasm', 'catalogue.js'].map(async (name) => {
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
});
