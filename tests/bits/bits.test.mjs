import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { hashes } from './hashes.mjs';
import { nativeHashes } from './native.mjs';

test('the wasm and the native build agree in every bit over four million inputs, and over rows', async () => {
  assert.deepEqual(hashes(await load(), catalogue), await nativeHashes());
});
