import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

test('what does not read the exports map, as Parcel, finds the same files', async () => {
  const { exports, main, alias } = JSON.parse(
    await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  const { '.': entry, './package.json': _, ...others } = exports;
  assert.equal(main, entry.default);
  assert.deepEqual(
    alias,
    Object.fromEntries(Object.entries(others).map(([name, target]) => [name, target.default ?? target])),
  );
});
