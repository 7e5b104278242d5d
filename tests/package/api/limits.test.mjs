// Memory near its end: what cannot be had is refused, nothing is damaged, and what was taken comes back.
import assert from 'node:assert/strict';
import os from 'node:os';
import test from 'node:test';
import { load } from 'kassei';

const MAXIMUM = 2 ** 30 - 2 ** 17;
const x = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 9);
const expected = (await load()).gelu(x);
const skip = os.freemem() < 10 * 2 ** 30 && 'needs 10 GiB of free memory';

test('the documented maximum is a length that can be had where there is memory for it, one more is none', async () => {
  const kassei = await load({});
  assert.throws(() => kassei.allocate(MAXIMUM + 1), {
    name: 'RangeError',
    message: `kassei.allocate: length must be an integer from 0 to ${MAXIMUM}, got ${MAXIMUM + 1}`,
  });
  try {
    const largest = kassei.allocate(MAXIMUM);
    assert.equal(largest.view.length, MAXIMUM);
    largest.free();
  } catch (error) {
    assert.equal(error.message, `kassei.allocate: not enough memory for ${MAXIMUM} elements; free some`);
  }
});

test('the largest array that is documented can be had, and blocks near the end are whole or refused', {
  skip,
}, async () => {
  const kassei = await load({});
  if (kassei.backend === 'js') return;
  const largest = kassei.allocate(MAXIMUM);
  largest.view[MAXIMUM - 1] = 5;
  kassei.relu(largest.view.subarray(-4));
  assert.throws(() => kassei.allocate(1e6), {
    name: 'RangeError',
    message: /kassei\.allocate: not enough memory for 1000000/,
  });
  largest.free();

  const again = kassei.allocate(1000);
  again.view.set(x);
  const arrays = [2 ** 29, 2 ** 28].map((length) => kassei.allocate(length));
  for (let i = 0; i < 3; i++) {
    assert.throws(() => kassei.allocate(2 ** 28), { name: 'RangeError', message: /not enough memory for 268435456/ });
  }
  assert.deepEqual(kassei.gelu(again), expected);
  // A block of rows along an inner axis that finds no place.
  const [first] = arrays;
  const shape = [2 ** 14, 2 ** 15];
  assert.throws(() => kassei.softmax(first, { shape, axis: 0 }), /not enough memory/);
  assert.deepEqual(kassei.gelu(again), expected);
  arrays[1].free();
  const whole = kassei.allocate(2 ** 28);
  assert.ok(whole.view.byteOffset + whole.view.byteLength <= whole.view.buffer.byteLength);
});
