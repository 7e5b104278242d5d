// The wasm gives the bits that the native build gives.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';

const program = fileURLToPath(new URL('../../build/native/tests/kassei_hashes', import.meta.url));

function hash(results) {
  const bits = new Uint32Array(results.buffer);
  let state = 0x811c9dc5;
  for (let i = 0; i < bits.length; i++) {
    state = Math.imul(state ^ (Number.isNaN(results[i]) ? 0x7fc00000 : bits[i]), 0x01000193);
  }
  return state >>> 0;
}

/** The defaults, a place within the slider for what must be given, and each parameter at either end of its slider. */
function parameterSets(parameters) {
  const standard = Object.fromEntries(
    parameters
      .filter((parameter) => parameter.default === undefined)
      .map(({ name, slider: [low, high] }) => [name, (low + 2 * high) / 3]),
  );
  const ends = parameters.flatMap(({ name, type, slider }) =>
    slider.map((value) => ({ ...standard, [name]: type === 'boolean' ? value !== 0 : value })),
  );
  return [standard, ...ends];
}

/** Multiples of 2^-20 in [-8, 8), as the native program makes them. */
const numbers = (length, factor) =>
  Float32Array.from({ length }, (_, i) => (Math.imul(i, factor) >>> 8) * 2 ** -20 - 8);

const elementwise = (activation, parameters, x) =>
  parameterSets(parameters).flatMap((set) => [hash(activation(x, set)), hash(activation.grad(x, set))]);

function rowwise(activation, halves) {
  return [1, 7].flatMap((inner) => {
    const x = numbers(2500 * inner, 2654435761);
    const upstream = numbers(halves ? x.length / 2 : x.length, 40503 * 65537);
    const options = { shape: [10, 250, inner], axis: 1 };
    return [hash(activation(x, options)), hash(activation.grad(x, { ...options, upstream }))];
  });
}

test('the wasm and the native build agree in every bit over four million inputs, and over rows', async () => {
  const kassei = await load();
  const native = JSON.parse((await promisify(execFile)(program)).stdout);
  const x = new Float32Array(new Uint32Array(Math.floor(0xffffffff / 1021) + 1).map((_, i) => i * 1021).buffer);
  const compared = catalogue.filter(({ kind }) => kind !== 'channelwise');
  for (const { name, kind, halves, parameters } of compared) {
    const activation = kassei.get(name);
    const hashes = kind === 'rowwise' ? rowwise(activation, halves) : elementwise(activation, parameters, x);
    assert.deepEqual(hashes, native[name], name);
  }
  assert.equal(Object.keys(native).length, compared.length);
});
