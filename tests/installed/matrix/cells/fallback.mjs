// Engines without WebAssembly or its SIMD, and policies that forbid it: load() imports kassei/js, which computes the same bits.
import assert from 'node:assert/strict';
import { serve, visit } from '../page.mjs';
import { expected } from '../project.mjs';
import { bundleServices, bundleWorker, sites, workers } from './bundlers.mjs';
import { mapped } from './pages.mjs';

/** As Lockdown Mode on Apple's devices leaves it. */
const LOCKDOWN = 'delete globalThis.WebAssembly';
/** Chromium on a processor that is too old for SIMD. The flag is for x64. */
const NO_SIMD = ['--js-flags=--no-enable-sse4-1'];
/** A policy's refusal is reported even where it is expected. */
const REFUSED = /WebAssembly.*Content Security Policy/;

const inJavaScript = async (run) => ({ ...(await expected(run)), backend: 'js' });
const asksForJavaScript = ({ requests }) => requests.filter((url) => url.endsWith('/kassei/dist/js.js')).length;

/** A page of the package's own files, which asks for kassei/js in these circumstances alone. */
const page = (name, { policy, circumstances }) =>
  async function fallback(run) {
    const folder = await mapped(name, run);
    const usual = await serve(folder, visit);
    assert.equal(asksForJavaScript(usual), 0);
    const visitThere = (address) => visit(address, circumstances);
    const there = await serve(folder, visitThere, policy);
    assert.deepEqual(there.result, await inJavaScript(run));
    assert.equal(asksForJavaScript(there), 1);
  };

/** A bundler's page, which asks for one more file without WebAssembly, unless all is in a single one. */
const bundled = ({ open, shows, single }) =>
  async function fallback(run) {
    await open(run, async (address) => {
      const usual = await visit(address);
      const there = await visit(address, { script: LOCKDOWN });
      assert.deepEqual(there.result, shows(await inJavaScript(run), await expected(run)));
      const path = (url) => new URL(url).pathname;
      const known = new Set(usual.requests.map(path));
      assert.equal(there.requests.filter((url) => !known.has(path(url))).length, single ? 0 : 1);
    });
  };

const forbidden = (folder) => serve(folder, (address) => visit(address, { allowed: REFUSED }), { wasm: false });

const worker = (name) =>
  async function fallback(run) {
    const { result } = await forbidden(await bundleWorker(name, run));
    assert.deepEqual(result, await inJavaScript(run));
  };

export const fallback = {
  'fallback-csp': page('fallback-csp', { policy: { wasm: false }, circumstances: { allowed: REFUSED } }),
  'fallback-lockdown': page('fallback-lockdown', { circumstances: { script: LOCKDOWN } }),
  'fallback-no-simd': page('fallback-no-simd', { circumstances: { flags: NO_SIMD } }),
  ...Object.fromEntries(Object.entries(sites).map(([name, site]) => [`fallback-${name}`, bundled(site)])),
  ...Object.fromEntries(workers.map((name) => [`fallback-${name}-worker`, worker(name)])),

  /** A script that has all in itself falls back; a module would have to import, which service workers may not. */
  async 'fallback-service-worker'(run) {
    const folder = await bundleServices('fallback-service-worker', run, 'service.js');
    const [classic, module] = (await forbidden(folder)).result;
    assert.deepEqual(classic, await inJavaScript(run));
    assert.match(module.error, /kassei\/js.*service worker/s);
  },

  async 'fallback-service-worker-js'(run) {
    const folder = await bundleServices('fallback-service-worker-js', run, 'service-js.js');
    const wanted = await inJavaScript(run);
    assert.deepEqual((await forbidden(folder)).result, [wanted, wanted]);
  },
};
