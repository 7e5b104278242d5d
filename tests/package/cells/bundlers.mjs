// The program as each bundler builds it without configuration, in Chromium under a strict Content-Security-Policy.
import assert from 'node:assert/strict';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../tools/steps.mjs';
import { serve, visit } from '../page.mjs';
import { assertQuiet, expected, here, project } from '../project.mjs';

const tool = (name) => path.join(here, 'node_modules/.bin', name);

// From main.js into dist/; those that know no HTML are given the page.
const builds = {
  vite: { command: [path.join(root, 'node_modules/.bin/vite'), 'build'] },
  webpack: { command: [tool('webpack'), 'build', './main.js', '--mode', 'production'], page: true },
  rollup: {
    command: [tool('rollup'), 'main.js', '--plugin', 'node-resolve', '--dir', 'dist'],
    tools: ['@rollup/plugin-node-resolve'],
    page: true,
  },
  esbuild: {
    command: [tool('esbuild'), 'main.js', '--bundle', '--minify', '--splitting', '--format=esm', '--outdir=dist'],
    page: true,
  },
  // Its cache would otherwise lie where the repository's lock file is.
  parcel: { command: [tool('parcel'), 'build', 'index.html', '--public-url', './', '--cache-dir', 'cache'] },
};

/** Builds the program and returns the folder of what was built. */
export async function bundle(name, run, folder = name) {
  const { command, tools, page } = builds[name];
  const cwd = await project(folder, run, { tools });
  assertQuiet(await run(command, { cwd }));
  const built = path.join(cwd, 'dist');
  if (page) await cp(path.join(cwd, 'index.html'), path.join(built, 'index.html'));
  const files = await readdir(built, { recursive: true });
  assert.deepEqual(
    files.filter((file) => file.endsWith('.wasm')),
    [],
    'the wasm is in the JavaScript',
  );
  return built;
}

const built = (name) => async (run) => {
  const { result } = await serve(await bundle(name, run), (address) => visit(address));
  assert.deepEqual(result, await expected(run));
};

export const bundlers = Object.fromEntries(Object.keys(builds).map((name) => [name, built(name)]));
