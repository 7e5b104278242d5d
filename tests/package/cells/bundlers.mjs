// The program as each bundler builds it without configuration, in Chromium under a strict Content-Security-Policy.
import assert from 'node:assert/strict';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../tools/steps.mjs';
import { serve, visit, whileServing } from '../page.mjs';
import { assertQuiet, expected, here, project } from '../project.mjs';

const env = { NEXT_TELEMETRY_DISABLED: '1' };

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

/** Builds the program, or another `main`, and returns the folder of what was built. */
export async function bundle(name, run, { folder = name, main } = {}) {
  const { command, tools, page } = builds[name];
  const cwd = await project(folder, run, { tools, main });
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

/** Those that make a file of its own of `new Worker(new URL(...))`. */
const worker = (name) => async (run) => {
  const folder = await bundle(name, run, { folder: `${name}-worker`, main: 'main-worker.js' });
  const { result } = await serve(folder, (address) => visit(address));
  assert.deepEqual(result, await expected(run));
};

/** Builds a page that asks its service workers, the same text as a classic script and as a module. */
export async function bundleServices(name, run, service) {
  const folder = await bundle('esbuild', run, { folder: name, main: 'main-service.js' });
  const formats = { classic: 'iife', module: 'esm' };
  for (const [type, format] of Object.entries(formats)) {
    const options = ['--bundle', `--format=${format}`, `--outfile=dist/service-${type}.js`];
    assertQuiet(await run([tool('esbuild'), service, ...options], { cwd: path.dirname(folder) }));
  }
  return folder;
}

async function serviceWorker(run) {
  const folder = await bundleServices('service-worker', run, 'service.js');
  const { result } = await serve(folder, (address) => visit(address));
  const wanted = await expected(run);
  assert.deepEqual(result, [wanted, wanted]);
}

const next = (bundler) => async (run) => {
  const cwd = await project(`next-${bundler}`, run, { tools: ['next', 'react', 'react-dom'] });
  const program = [process.execPath, path.join(cwd, 'node_modules/next/dist/bin/next')];
  assertQuiet(await run([...program, 'build', `--${bundler}`], { cwd, env }));
  const start = (port) => [...program, 'start', '--hostname', '127.0.0.1', '--port', String(port)];
  const { result } = await whileServing(run, start, { cwd, env }, visit);
  const wanted = await expected(run);
  assert.deepEqual(result, { server: wanted, client: wanted });
};

async function viteServer(run) {
  const cwd = await project('vite-dev', run);
  const start = (port) => [...builds.vite.command.slice(0, 1), '--host', '127.0.0.1', '--port', String(port)];
  // Its own client tells, at the level of debugging, that it has found the server.
  const visitIt = (address) => visit(address, { allowed: /^\[vite\] connect(ing|ed)/ });
  const { result } = await whileServing(run, start, { cwd }, visitIt);
  assert.deepEqual(result, await expected(run));
}

const named = (names, cell, suffix = '') => Object.fromEntries(names.map((name) => [name + suffix, cell(name)]));

export const bundlers = {
  ...named(Object.keys(builds), built),
  'vite-dev': viteServer,
  ...named(['vite', 'webpack', 'parcel'], worker, '-worker'),
  'service-worker': serviceWorker,
  'next-turbopack': next('turbopack'),
  'next-webpack': next('webpack'),
};
