// Two builds at once in one checkout: the second waits, and later builds are right.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build, checkout } from './checkout.mjs';

const until = async (started, pattern) => {
  while (!pattern.test(started.output)) {
    assert.equal(started.child.exitCode, null, started.output);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

async function assertBuilt(folder, count) {
  const { load } = await import(`${pathToFileURL(path.join(folder, 'dist/index.js'))}?${count}`);
  assert.deepEqual((await load()).relu(Float32Array.of(-1, 2)), Float32Array.of(0, 2));
  const again = await build(folder);
  assert.equal(await again.ended, 0, again.output);
  assert.doesNotMatch(again.output, /Building|Describing/, 'all was fresh');
}

test('two builds at once: one waits and says for whom, and both end well; a killed one blocks nobody', async (t) => {
  const folder = checkout(t);
  const both = await Promise.all([build(folder), build(folder)]);
  for (const { ended } of both) assert.equal(await ended, 0, both.map(({ output }) => output).join('\n'));
  const waited = both.filter(({ output }) => /waiting for its end/.test(output));
  assert.equal(waited.length, 1, 'exactly one waited');
  const other = both.find((one) => one !== waited[0]);
  assert.ok(waited[0].output.includes(`(process ${other.child.pid}) is at work in this checkout`), waited[0].output);
  assert.doesNotMatch(waited[0].output, /Building the wasm/, 'the second found all made');
  await assertBuilt(folder, 1);

  rmSync(path.join(folder, 'dist'), { recursive: true });
  rmSync(path.join(folder, 'build/wasm/kassei.wasm'));
  const killed = await build(folder);
  await until(killed, /Building the wasm/);
  const next = await build(folder);
  await until(next, /waiting for its end/);
  process.kill(-killed.child.pid, 'SIGKILL');
  assert.equal(await next.ended, 0, next.output);
  await assertBuilt(folder, 2);
});
