// The program in the runtimes of edge networks, which compile no WebAssembly while they run: load() takes a compiled module there.
import assert from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { whileServing } from '../page.mjs';
import { expected, expectedOfBoth, here, project } from '../project.mjs';
import { next } from './bundlers.mjs';
import { newestNode } from './runtimes.mjs';

/** Two before and one since workerd has FinalizationRegistry. */
const DATES = ['2024-09-01', '2025-01-01', '2025-05-05'];

const modules = path.join(here, 'node_modules');
const newestDate = () => createRequire(import.meta.url)('workerd').compatibilityDate;

const answer = async (address) => (await fetch(address)).json();

/** A Cloudflare worker, run by Cloudflare's tool, which needs a newer Node than Kassei does. */
const cloudflare = (name, date) => async (run) => {
  const cwd = await project(name, run);
  // It would ask another machine where it is.
  const env = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
  const program = [newestNode(), path.join(modules, 'wrangler/bin/wrangler.js')];
  const options = ['--compatibility-date', date(), '--ip', '127.0.0.1'];
  const start = (port) => [...program, 'dev', 'cloudflare.js', ...options, '--port', String(port)];
  const wanted = { wasm: await expected(run), ...(await expectedOfBoth(run)) };
  assert.deepEqual(await whileServing(run, start, { cwd, env }, answer), wanted);
};

/** By Turbopack alone: with webpack Next.js 16.4 builds no route for its edge runtime, not even an empty one. */
const nextEdge = next('turbopack', {
  name: 'next-edge',
  async prepare(cwd) {
    await mkdir(path.join(cwd, 'app/edge'));
    await rename(path.join(cwd, 'edge-route.js'), path.join(cwd, 'app/edge/route.js'));
  },
  allowed: /⚠ (The Edge Runtime is deprecated|Using edge runtime on a page).*/g,
});

export const edge = {
  ...Object.fromEntries(DATES.map((date) => [`workerd-${date}`, cloudflare(`workerd-${date}`, () => date)])),
  'workerd-newest': cloudflare('workerd-newest', newestDate),

  async 'next-edge'(run) {
    const computed = await nextEdge.open(run, (address) => answer(`${address}edge`));
    assert.deepEqual(computed, await expectedOfBoth(run));
  },
};
