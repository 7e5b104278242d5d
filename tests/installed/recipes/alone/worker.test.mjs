// docs/recipes/worker.mjs and its client in Chromium, bundled by Vite as it comes, under the Content-Security-Policy of README.
import assert from 'node:assert/strict';
import { on } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { load } from 'kassei';
import { build, preview } from 'vite';
import { launchChromium, newContext } from '../../../page/chromium.mjs';

const at = (name) => fileURLToPath(new URL(name, import.meta.url));
const config = { configFile: false, root: at('page'), logLevel: 'error' };
const outDir = at('../../../../build/recipes');
const headers = { 'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" };

let server;
let browser;
before(async () => {
  await build({ ...config, build: { outDir, emptyOutDir: true } });
  server = await preview({ ...config, build: { outDir }, preview: { host: '127.0.0.1', port: 0, headers } });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs `use` in a fresh page with the recipe; its scripts are served as `route` says. */
async function inPage(use, route) {
  const context = await newContext(browser);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    if (route) await page.route(...route);
    await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/`);
    return { result: await page.evaluate(use), complaints };
  } finally {
    await context.close();
  }
}

const kassei = await load();

test('a worker computes, with several calls under way, and buffers are handed over', async () => {
  const { result, complaints } = await inPage(async () => {
    const worker = globalThis.startWorker();
    const ramp = (length) => Float32Array.from({ length }, (_, i) => (i - length / 2) / 100);
    const large = ramp(1_000_000);
    const rows = ramp(12);
    const parts = ramp(8);
    const calls = [
      worker.compute('mish', large),
      worker.compute('softmax', rows, { shape: [3, 4], axis: 0 }),
      worker.compute('elu', parts.subarray(2, 5), { alpha: 0.5 }),
    ];
    const left = [large, rows, parts].map((array) => [array.byteLength, array.buffer.detached ?? true]);
    const [first, ...others] = await Promise.all(calls);
    const again = await worker.compute('relu', first.slice(0, 1));
    worker.end();
    return {
      left,
      length: first.length,
      some: [...first.subarray(499_000, 501_000)],
      others: others.map((y) => [...y]),
      again: [...again],
    };
  });
  const ramp = (length) => Float32Array.from({ length }, (_, i) => (i - length / 2) / 100);
  assert.deepEqual(result.left, Array(3).fill([0, true]));
  assert.equal(result.length, 1_000_000);
  assert.deepEqual(result.some, [...kassei.mish(ramp(1_000_000).subarray(499_000, 501_000))]);
  assert.deepEqual(result.others, [
    [...kassei.softmax(ramp(12), { shape: [3, 4], axis: 0 })],
    [...kassei.elu(ramp(8).subarray(2, 5), { alpha: 0.5 })],
  ]);
  assert.deepEqual(result.again, [0]);
  assert.deepEqual(complaints, []);
});

test("Kassei's errors arrive, what cannot be handed over is refused, and the worker goes on", async () => {
  const { result, complaints } = await inPage(async () => {
    const worker = globalThis.startWorker();
    const errorOf = (...call) => worker.compute(...call).then(String, (error) => [error.name, error.message]);
    const { buffer } = new WebAssembly.Memory({ initial: 1 });
    const errors = [
      await errorOf('swush', new Float32Array(1)),
      await errorOf('elu', new Float32Array(1), { alpha: '1' }),
      await errorOf('glu', new Float32Array(2)),
      await errorOf('elu', new Float32Array(buffer)),
    ];
    const y = [...(await worker.compute('relu', Float32Array.of(-1, 2)))];
    const late = errorOf('relu', new Float32Array(1));
    worker.end();
    return { errors, y, ended: [await late, await errorOf('relu', new Float32Array(1))] };
  });
  const wanted = [
    ['RangeError', /no activation "swush"/],
    ['TypeError', /^kassei\.elu: alpha must be a finite number/],
    ['RangeError', /^kassei\.glu: out must have length 1, got 2/],
    [/^(TypeError|DataCloneError)$/, /ArrayBuffer/],
  ];
  for (const [i, [name, message]] of wanted.entries()) {
    assert.match(result.errors[i][0], new RegExp(name));
    assert.match(result.errors[i][1], message);
  }
  assert.deepEqual(result.y, [0, 2]);
  assert.deepEqual(result.ended, Array(2).fill(['Error', 'the worker has been ended']));
  assert.deepEqual(complaints, []);
});

test('a worker whose script is missing says so, to calls under way and later ones', async () => {
  const missing = ['**/worker-*.js', (route) => route.fulfill({ status: 404 })];
  const { result } = await inPage(async () => {
    const worker = globalThis.startWorker();
    const errorOf = () => worker.compute('relu', new Float32Array(1)).catch(({ message }) => message);
    return [await errorOf(), await errorOf()];
  }, missing);
  assert.deepEqual(result, Array(2).fill('the worker: its script could not be loaded'));
});

test('the same worker.mjs serves in Node, with its port as self, and hands buffers back', async (t) => {
  const url = new URL('../../../../docs/recipes/worker.mjs', import.meta.url);
  // Its own postMessage also tells what the worker still has after it.
  const start = `
    const { parentPort } = require('node:worker_threads');
    const post = parentPort.postMessage.bind(parentPort);
    parentPort.postMessage = (message, list) => {
      post(message, list);
      post(message.y?.byteLength);
    };
    globalThis.self = parentPort;
    import(${JSON.stringify(url)});`;
  const worker = new Worker(start, { eval: true });
  t.after(() => worker.terminate());
  const answers = on(worker, 'message');
  const next = async () => (await answers.next()).value[0];
  const x = Float32Array.of(-1, 0, 2);
  const y = kassei.mish(x);
  worker.postMessage({ id: 7, name: 'mish', x }, [x.buffer]);
  assert.equal(x.byteLength, 0);
  assert.deepEqual(await next(), { id: 7, y });
  assert.equal(await next(), 0);
  worker.postMessage({ id: 8, name: 'swush', x: y });
  const { id, error } = await next();
  assert.equal(id, 8);
  assert.match(error.message, /no activation "swush"/);
});
