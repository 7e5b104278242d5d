// The wasm gives the bits that the native build gives.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';

const program = fileURLToPath(new URL('../../build/native-sanitize/tests/kassei_hashes', import.meta.url));

function hash(results) {
  const bits = new Uint32Array(results.buffer);
  let state = 0x811c9dc5;
  for (let i = 0; i < bits.length; i++) {
    state = Math.imul(state ^ (Number.isNaN(results[i]) ? 0x7fc00000 : bits[i]), 0x01000193);
  }
  return state >>> 0;
}

/** The defaults, and each parameter at either end of its slider. */
const parameterSets = (parameters) => [
  {},
  ...parameters.flatMap(({ name, slider }) => slider.map((value) => ({ [name]: value }))),
];

test('the wasm and the native build agree in every bit over four million inputs', async () => {
  const kassei = await load();
  const native = JSON.parse((await promisify(execFile)(program)).stdout);
  const x = new Float32Array(new Uint32Array(Math.floor(0xffffffff / 1021) + 1).map((_, i) => i * 1021).buffer);
  for (const { name, parameters } of catalogue) {
    const activation = kassei.get(name);
    const hashes = parameterSets(parameters).flatMap((set) => [
      hash(activation(x, set)),
      hash(activation.grad(x, set)),
    ]);
    assert.deepEqual(hashes, native[name], name);
  }
  assert.equal(Object.keys(native).length, catalogue.length);
});
