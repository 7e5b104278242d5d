// The program as each bundler builds it without configuration, in Chromium under a strict Content-Security-Policy.
import assert from 'node:assert/strict';
import { cp, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../../tools/lib/run.mjs';
import { serve, visit, visitExtension, whileServing } from '../page.mjs';
import { assertQuiet, expected, expectedOfAuto, expectedOfBoth, here, project } from '../project.mjs';

const tool = (name) => path.join(here, 'node_modules/.bin', name);

const vite = path.join(root, 'node_modules/.bin/vite');

const rollup = [tool('rollup'), 'main.js', '--plugin', 'node-resolve'];

// From main.js into dist/; those that know no HTML are given the page.
const builds = {
  vite: { command: [vite, 'build'] },
  // The last one that builds with Rollup, and workers as one file unless told otherwise.
  'vite-7': {
    command: [process.execPath, path.join(here, 'node_modules/vite-7/bin/vite.js'), 'build'],
    worker: ['--config', 'vite-7-worker.config.js'],
  },
  webpack: { command: [tool('webpack'), 'build', './main.js', '--mode', 'production'], page: true },
  // The oldest of the line. It hashes by MD4, and waits at the top level only as an experiment.
  'webpack-5.0': {
    command: [
      process.execPath,
      '--openssl-legacy-provider',
      'webpack-5.0.cjs',
      path.join(here, 'node_modules/webpack-5.0'),
    ],
    page: true,
    waits: false,
  },
  rollup: { command: [...rollup, '--dir', 'dist'], tools: ['@rollup/plugin-node-resolve'], page: true },
  'rollup-iife': {
    // Rollup makes one file only of programs that import nothing late, or when told.
    command: [...rollup, '--file', 'dist/main.js', '--format', 'iife', '--inlineDynamicImports'],
    tools: ['@rollup/plugin-node-resolve'],
    page: true,
    single: true,
  },
  esbuild: {
    command: [tool('esbuild'), 'main.js', '--bundle', '--minify', '--splitting', '--format=esm', '--outdir=dist'],
    page: true,
  },
  // Its cache would otherwise lie where the repository's lock file is.
  parcel: { command: [tool('parcel'), 'build', 'index.html', '--public-url', './', '--cache-dir', 'cache'] },
};

async function build(name, run, folder, main, options) {
  const { command, tools, page } = builds[name];
  const cwd = await project(folder, run, { tools, main });
  assertQuiet(await run([...command, ...options], { cwd }));
  const output = path.join(cwd, 'dist');
  if (page) await cp(path.join(cwd, 'index.html'), path.join(output, 'index.html'));
  const files = await readdir(output, { recursive: true });
  assert.deepEqual(
    files.filter((file) => file.endsWith('.wasm')),
    [],
    'the wasm is in the JavaScript',
  );
  return output;
}

const built = {};

/** Builds the program, or another `main`, once for each `folder`, and returns the folder of what was built. */
function bundle(name, run, { folder = name, main, options = [] } = {}) {
  built[folder] ??= build(name, run, folder, main, options);
  return built[folder];
}

/** Bundlers that make a separate file of `new Worker(new URL(...))`. */
export const workers = ['vite', 'vite-7', 'webpack', 'parcel'];

/** Builds the page of a module worker. */
export const bundleWorker = (name, run) =>
  bundle(name, run, { folder: `${name}-worker`, main: 'main-worker.js', options: builds[name].worker });

/** Builds one more file of a project into its dist/. */
export async function bundleFile(run, cwd, file, options) {
  assertQuiet(await run([tool('esbuild'), file, '--bundle', '--outdir=dist', ...options], { cwd }));
}

/** Builds the page that asks its service workers, the same text as a classic script and as a module. */
export async function bundleServices(name, run, service) {
  const folder = await bundle('esbuild', run, { folder: name, main: 'main-service.js' });
  const formats = { classic: ['--format=iife'], module: ['--format=esm', '--splitting'] };
  for (const [type, format] of Object.entries(formats)) {
    await bundleFile(run, path.dirname(folder), service, [...format, `--entry-names=service-${type}`]);
  }
  return folder;
}

// How each serves the program's page, and what that shows of what its browser and its server have computed.
const site = (name) => ({
  open: async (run, use) => serve(await bundle(name, run), use),
  shows: (browser) => browser,
  single: builds[name].single,
});

/** The page of kassei/auto, by bundlers whose output may wait at its top level. */
const auto = (name) => async (run) => {
  const options = builds[name].auto ?? [];
  const { result } = await serve(
    await bundle(name, run, { folder: `${name}-auto`, main: 'main-auto.js', options }),
    visit,
  );
  assert.deepEqual(result, await expectedOfAuto(run));
};

/** A worker that takes `kassei/wasm`: nothing is imported late, so that it is one file of the wasm's size. */
const workerOfWasm = (name) => async (run) => {
  const folder = await bundle(name, run, { folder: `${name}-worker-wasm`, main: 'main-worker-wasm.js' });
  const { result } = await serve(folder, visit);
  assert.deepEqual(result, await expected(run));
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || file.name.endsWith('.map')) continue;
    const { size } = await stat(path.join(file.parentPath, file.name));
    assert.ok(size < 130_000, `${file.name} has ${size} bytes: the fallback is in it`);
  }
};

const viteServer = {
  async open(run, use) {
    const cwd = await project('vite-dev', run);
    const start = (port) => [vite, '--host', '127.0.0.1', '--port', String(port)];
    return await whileServing(run, start, { cwd }, use);
  },
  shows: (browser) => browser,
};

/** Next.js with one of its bundlers. `prepare` changes the project before it is built; `allowed` are warnings of Next.js' own. */
export const next = (bundler, { name = `next-${bundler}`, prepare, allowed = /$^/g } = {}) => ({
  async open(run, use) {
    const cwd = await project(name, run, { tools: ['next', 'react', 'react-dom'] });
    await prepare?.(cwd);
    const program = [process.execPath, path.join(cwd, 'node_modules/next/dist/bin/next')];
    const env = { NEXT_TELEMETRY_DISABLED: '1' };
    const output = await run([...program, 'build', `--${bundler}`], { cwd, env });
    assertQuiet(output.replaceAll(allowed, ''));
    const start = (port) => [...program, 'start', '--hostname', '127.0.0.1', '--port', String(port)];
    return await whileServing(run, start, { cwd, env }, use);
  },
  shows: (client, server) => ({ server, client }),
});

export const sites = {
  ...Object.fromEntries(Object.keys(builds).map((name) => [name, site(name)])),
  'vite-dev': viteServer,
  'next-turbopack': next('turbopack'),
  'next-webpack': next('webpack'),
};

const computes =
  ({ open, shows }) =>
  (run) =>
    open(run, async (address) => {
      const wanted = await expected(run);
      assert.deepEqual((await visit(address)).result, shows(wanted, wanted));
    });

const worker = (name) => async (run) => {
  const { result } = await serve(await bundleWorker(name, run), visit);
  assert.deepEqual(result, await expected(run));
};

export const bundlers = {
  ...Object.fromEntries(Object.entries(sites).map(([name, site]) => [name, computes(site)])),
  ...Object.fromEntries(workers.map((name) => [`${name}-worker`, worker(name)])),

  ...Object.fromEntries(
    Object.keys(builds)
      .filter((name) => !builds[name].single && builds[name].waits !== false)
      .map((name) => [`${name}-auto`, auto(name)]),
  ),
  ...Object.fromEntries(workers.map((name) => [`${name}-worker-wasm`, workerOfWasm(name)])),

  /** An extension under Manifest V3: its page, and its service worker, which may not import late. */
  async extension(run) {
    const folder = await bundle('esbuild', run, { folder: 'extension', main: 'main-extension.js' });
    const project = path.dirname(folder);
    await bundleFile(run, project, 'background.js', ['--format=iife']);
    await cp(path.join(project, 'manifest.json'), path.join(folder, 'manifest.json'));
    const wanted = await expected(run);
    assert.deepEqual(await visitExtension(folder), [wanted, wanted]);
  },

  async 'service-worker'(run) {
    const { result } = await serve(await bundleServices('service-worker', run, 'service.js'), visit);
    const wanted = await expected(run);
    assert.deepEqual(result, [wanted, wanted]);
  },
  /** A worklet may import, but not so late as import() does: all is in one file. */
  async 'audio-worklet'(run) {
    const folder = await bundle('esbuild', run, { folder: 'audio-worklet', main: 'main-worklet.js' });
    await bundleFile(run, path.dirname(folder), 'worklet.js', ['--format=esm']);
    assert.deepEqual((await serve(folder, visit)).result, await expectedOfBoth(run));
  },
};
