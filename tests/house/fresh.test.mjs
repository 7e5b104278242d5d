// What is stamped as fresh was made from what is there, by one process.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fresh } from '../../tools/lib/fresh.mjs';
import { Failure, root } from '../../tools/lib/run.mjs';

/** A source, an output, and `build`, which does the work and tells how often it was done. */
async function project(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'kassei-fresh-'));
  const [source, output] = ['source', path.basename(folder)].map((name) => path.join(folder, name));
  const stamp = path.join(root, 'build', `${path.basename(output)}.stamp`);
  t.after(() => Promise.all([folder, stamp].map((one) => rm(one, { recursive: true, force: true }))));
  await writeFile(source, 'one');
  let works = 0;
  const build = async (meanwhile = () => {}) => {
    await fresh('Work of a test', [source], [output], async () => {
      works++;
      await writeFile(output, 'made');
      await meanwhile();
    });
    return works;
  };
  return { source, output, stamp, build };
}

test('work is done once, and again when a source or an output has changed', async (t) => {
  const { source, output, build } = await project(t);
  assert.equal(await build(), 1);
  assert.equal(await build(), 1);
  await writeFile(source, 'two');
  assert.equal(await build(), 2);
  await writeFile(output, 'truncat');
  assert.equal(await build(), 3);
  assert.equal(await build(), 3);
});

test('a source that changes during the work makes the next build do it again, also when it is back', async (t) => {
  const { source, build } = await project(t);
  assert.equal(await build(() => writeFile(source, 'two')), 1);
  await writeFile(source, 'one');
  assert.equal(await build(), 2);
  assert.equal(await build(), 2);
});

test('work that failed is done again', async (t) => {
  const { build } = await project(t);
  const fail = () => Promise.reject(new Failure('cut off'));
  await assert.rejects(build(fail));
  assert.equal(await build(), 2);
});

test('of two builds at once none is stamped, whichever ends first', async (t) => {
  for (const isFirst of [true, false]) {
    const { output, build } = await project(t);
    let inner;
    const within = async () => {
      inner = build(isFirst ? undefined : () => new Promise((resolve) => setTimeout(resolve, 100)));
      if (isFirst) await inner;
      else await new Promise((resolve) => setTimeout(resolve, 30));
      await writeFile(output, 'mixed');
    };
    await assert.rejects(build(within), /another process did the same at once/);
    await Promise.allSettled([inner]);
    assert.equal(await build(), 3);
  }
});
