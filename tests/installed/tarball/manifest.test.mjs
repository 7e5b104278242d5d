import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';

test('what does not read the exports map finds the same files', async () => {
  const { exports, main, module, types, typesVersions, alias } = JSON.parse(
    await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  const { '.': entry, './package.json': _, ...others } = exports;
  assert.deepEqual([main, module, types], [entry.require.default, entry.default.default, entry.default.types]);
  const modules = Object.entries(others).filter(([, target]) => target.default);
  // Parcel, and TypeScript's node10.
  const files = Object.entries(others).map(([name, target]) => [name, target.default?.default ?? target]);
  assert.deepEqual(alias, Object.fromEntries(files));
  const declarations = modules.map(([name, target]) => [name.slice(2), [target.default.types]]);
  assert.deepEqual(typesVersions, { '*': Object.fromEntries(declarations) });
});
