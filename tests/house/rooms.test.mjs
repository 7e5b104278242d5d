// Each rule of rooms fires on a house that breaks it, and says where and how to mend it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomFaults } from '../../tools/lib/rooms.mjs';

const house = {
  'src/README.md': '# src\n\n- `simd.hpp`: vectors\n- `js`: the package\n',
  'src/simd.hpp': 'one\n',
  'src/js/README.md': '# js\n\n- `index.ts`: an entry\n',
  'src/js/index.ts': 'one\n',
  'web/README.md': '# web\n\n- `plot`: pictures\n- `vite.config.ts`: settings\n',
  'web/vite.config.ts': 'one\n',
  'web/plot/README.md': '# Plot\n\n- `index.ts`: pictures\n',
  'web/plot/index.ts': 'one\n',
};

const faultsWith = (changes) => {
  const files = Object.entries({ ...house, ...changes }).filter(([, text]) => text !== undefined);
  const texts = Object.fromEntries(files);
  return roomFaults(Object.keys(texts), (file) => texts[file]);
};
const many = (count, name) => Array.from({ length: count }, (_, i) => name(i));

test('a house in order has no faults', () => assert.deepEqual(faultsWith({}), []));

for (const [rule, changes, fault] of [
  ['a folder without a README', { 'src/js/README.md': undefined }, /^src\/js has no README\.md/],
  ['a file that is not listed', { 'src/math.hpp': '' }, /^src\/README\.md does not list `math\.hpp`/],
  ['a folder that is not listed', { 'web/dom/README.md': '' }, /^web\/README\.md does not list `dom`/],
  ['a file that is gone', { 'src/simd.hpp': undefined }, /^src\/README\.md lists `simd\.hpp`, which is not there/],
  [
    'too many files',
    {
      'src/js/README.md': `- \`index.ts\`: it\n${many(16, (i) => `- \`a${i}.css\`: it\n`).join('')}`,
      ...Object.fromEntries(many(16, (i) => [`src/js/a${i}.css`, ''])),
    },
    /^src\/js has 17 files/,
  ],
  [
    'a name that stands twice',
    { 'web/plot/simd.ts': '', 'web/plot/README.md': '- `index.ts`: it\n- `simd.ts`: it\n' },
    /^one name for two files: src\/simd\.hpp, web\/plot\/simd\.ts/,
  ],
  ['a long file', { 'src/simd.hpp': 'line\n'.repeat(301) }, /^src\/simd\.hpp has 301 lines/],
  [
    'a loose file in web/',
    { 'web/main.ts': '', 'web/README.md': `${house['web/README.md']}- \`main.ts\`: it\n` },
    /^web\/main\.ts is loose/,
  ],
  [
    'too many folders in web/',
    {
      'web/README.md': `${house['web/README.md']}${many(13, (i) => `- \`r${i}\`: it\n`).join('')}`,
      ...Object.fromEntries(many(13, (i) => [`web/r${i}/README.md`, ''])),
    },
    /^web has 14 folders/,
  ],
]) {
  test(`${rule} is a fault`, () => {
    const faults = faultsWith(changes);
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(faults[0], fault);
  });
}
