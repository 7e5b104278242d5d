// Blocks near 4 GiB, where the allocator also gives ones that are too short. Their floats are never touched, so that
// the machine needs no memory for them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { module } from './module.mjs';

test('the allocator passes over blocks near the end that are too short, and gives them back', () => {
  const end = 2 ** 32 - 2 ** 16; // Emscripten's memory ends a page early.
  const short = 2 ** 26;
  // From either short block on, as many floats reach beyond 4 GiB.
  const length = 2 * short + 2 ** 16;
  const low = module.allocateFloats(length);
  const others = low + 4 * (length + 2 * short) + 2 ** 12;
  const wall = module.allocateFloats(Math.floor((end - others) / 4));
  const first = module.allocateFloats(short);
  const between = module.allocateFloats(1);
  const second = module.allocateFloats(short);
  assert.ok([low, wall, first, between, second].every((address) => address > 0));
  assert.ok(first + 4 * length > 2 ** 32);
  for (const address of [low, first, second]) module.release(address);

  assert.equal(module.allocateFloats(length), low);
  const again = [module.allocateFloats(short), module.allocateFloats(short)];
  assert.deepEqual(new Set(again), new Set([first, second]));
  assert.equal(module.allocateFloats(short), 0);
});
