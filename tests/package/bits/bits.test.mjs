import assert from 'node:assert/strict';
import test from 'node:test';
import * as wasm from 'kassei';
import { catalogue } from 'kassei/catalogue';
import * as javascript from 'kassei/js';
import { hashes } from './hashes.mjs';
import { nativeHashes } from './native.mjs';

for (const [name, { load }] of Object.entries({ wasm, javascript })) {
  test(`the ${name} and the native build agree in every bit over four million inputs, and over rows`, async () => {
    assert.deepEqual(hashes(await load(), catalogue), nativeHashes);
  });
}
