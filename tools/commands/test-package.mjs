// npm run test:package: packs the package, installs it from its tarball, and tries it in every bundler and runtime.
import path from 'node:path';
import { locked } from '../lib/lock.mjs';
import { Failure, isStarted, main, root } from '../lib/run.mjs';
import { check, counts, summarise } from '../lib/summary.mjs';
import { npmInstall, setup } from '../setup/setup.mjs';
import { build } from './build.mjs';

/** The step that checks a cell of the matrix. */
export const packed = (name, options) => ({
  title: `Packed: ${name}`,
  count: counts.one,
  files: ['tests/installed/matrix'],
  async work(run) {
    const { cells } = await import('../../tests/installed/matrix/cells.mjs');
    // Another command's cells would be in the same folders.
    await locked(() => cells[name](run));
  },
  setup: { browser: true },
  ...options,
});

if (isStarted(import.meta.url)) {
  main(async () => {
    const start = performance.now();
    const asked = process.argv.slice(2);
    await setup({ browser: true });
    const { cells } = await import('../../tests/installed/matrix/cells.mjs');
    const unknown = asked.filter((name) => !Object.hasOwn(cells, name));
    if (unknown.length) throw new Failure(`no cell ${unknown.join(', ')}; there are ${Object.keys(cells).join(', ')}`);
    await build({ page: false });
    await npmInstall(path.join(root, 'tests/installed/matrix'));
    for (const name of asked.length ? asked : Object.keys(cells)) await check(packed(name));
    summarise(start);
  });
}
