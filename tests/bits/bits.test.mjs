// The wasm gives the bits that the native build gives.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from 'kassei';

const program = fileURLToPath(new URL('../../build/native-sanitize/tests/kassei_hashes', import.meta.url));

function hash(results) {
  const bits = new Uint32Array(results.buffer);
  let state = 0x811c9dc5;
  for (let i = 0; i < bits.length; i++) {
    state = Math.imul(state ^ (Number.isNaN(results[i]) ? 0x7fc00000 : bits[i]), 0x01000193);
  }
  return state >>> 0;
}

test('the wasm and the native build agree in every bit over four million inputs', async () => {
  const kassei = await load();
  const native = JSON.parse((await promisify(execFile)(program)).stdout);
  const x = new Float32Array(new Uint32Array(Math.floor(0xffffffff / 1021) + 1).map((_, i) => i * 1021).buffer);
  for (const { name } of kassei.activations) {
    const activation = kassei.get(name);
    assert.deepEqual([hash(activation(x)), hash(activation.grad(x))], native[name], name);
  }
  assert.equal(Object.keys(native).length, kassei.activations.length);
});
