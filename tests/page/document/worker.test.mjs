// The service worker alone, on a server that also fails, leads elsewhere and never answers: what it keeps and gives.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { eventually, visit } from '../site.mjs';

const SCOPE = '/some/where/';
const FILES = ['./', 'page.html', 'folder/', 'assets/known.css', 'assets/new.css'];
/** Milliseconds: what only ends what hangs, and what a test waits for. */
const [LONG, SHORT] = [60_000, 300];

const source = await readFile(new URL('../../../web/pages/service-worker.js', import.meta.url), 'utf8');
/** The worker with limits of so many milliseconds; those of the network can be changed while it works. */
const worker = (limit) => `const VERSION = "v2", FILES = ${JSON.stringify(FILES)};
  addEventListener('message', ({ data, ports: [port] }) => {
    [NETWORK_PATIENCE, NETWORK_LIMIT] = data;
    port.postMessage('set');
  });
  ${source.replace(/^const (?=[A-Z_]+ = [\d_]+;$)/gm, 'let ').replace(/(?<=^let [A-Z_]+ = )[\d_]+/gm, limit)}`;

const gives =
  (text, type = 'text/html') =>
  (response) =>
    response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=600' }).end(text);
const fails = (status) => (response) => response.writeHead(status).end();
const leads = (location) => (response) => response.writeHead(302, { location }).end();
const silent = () => undefined;

const site = {
  ...Object.fromEntries(FILES.map((file) => [file.replace('./', ''), gives(`new ${file}`)])),
};
/** What the server does instead, by address below the scope; `every` is all of them but the worker's script. */
let instead = {};
let asked = [];
const server = createServer(({ url, method }, response) => {
  const file = (url.startsWith(SCOPE) ? url.slice(SCOPE.length) : url).split('?')[0];
  asked.push(`${method} ${file}`);
  const answer = instead[file] ?? (file !== 'sw.js' && instead.every) ?? site[file];
  (answer || site[file] || fails(404))(response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const at = `http://127.0.0.1:${server.address().port}${SCOPE}`;

after(() => {
  server.closeAllConnections();
  server.close();
});

/** How installing ends. */
async function install(page, limit) {
  site['sw.js'] = gives(worker(limit), 'text/javascript');
  return page.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.register('sw.js');
    const end = Date.now() + 30_000;
    while (!['activated', 'redundant'].includes(installing.state) && Date.now() < end)
      await new Promise((done) => setTimeout(done, 20));
    return installing.state;
  });
}

/** Sets the milliseconds of patience, and until a request fails. */
const setLimits = (page, ...limits) =>
  page.evaluate((limits) => {
    const { port1, port2 } = new MessageChannel();
    navigator.serviceWorker.controller.postMessage(limits, [port2]);
    return new Promise((done) => {
      port1.onmessage = done;
    }).then(() => undefined);
  }, limits);

/** The text or the status that the page gets, or why it gets none. */
const get = (page, file, method = 'GET') =>
  page.evaluate(
    async ([address, method]) => {
      try {
        const response = await fetch(address, { method, cache: 'no-store', signal: AbortSignal.timeout(30_000) });
        return response.ok ? await response.text() : response.status;
      } catch ({ name }) {
        return name;
      }
    },
    [at + file, method],
  );

const FAILED = 'TypeError';

async function assertRefused(page) {
  for (const [what, answer] of Object.entries({
    missing: fails(404),
    failing: fails(500),
    elsewhere: leads('folder/'),
    'on another site': leads('http://localhost:1/'),
    silent,
    'silent after its head': (response) => response.writeHead(200).write('begun'),
  })) {
    instead = { 'page.html': answer };
    assert.equal(await install(page, SHORT), 'redundant', what);
  }
}

/** Caches of others, one of an older version, and the one that is made. */
async function assertCaches(page) {
  const others = ['kassei', `kassei ${at}deeper/ v1`, `kassei ${new URL('..', at)} v1`, 'v2'];
  await page.evaluate(
    async ({ names, old }) => {
      for (const name of await caches.keys()) await caches.delete(name);
      for (const name of names) await caches.open(name);
      await (await caches.open(names[0])).put('other', new Response('of others'));
      const cache = await caches.open(old);
      for (const file of ['assets/known.css', 'page.html']) await cache.put(file, new Response('old'));
    },
    { names: others, old: `kassei ${at} v1` },
  );
  // This host leads x.html on to x.
  instead = {
    'page.html': leads('page'),
    page: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('new page.html'),
    'assets/known.css': fails(404),
  };
  asked = [];
  assert.equal(await install(page, LONG), 'activated');
  const names = await page.evaluate(() => caches.keys());
  assert.deepEqual(names.sort(), [...others, `kassei ${at} v2`].sort());
  assert.ok(asked.includes('GET '), 'a copy of the browser’s own may be old');
  const kept = await page.evaluate(
    async ({ name, files }) => {
      const cache = await caches.open(name);
      return Promise.all(files.map(async (file) => (await cache.match(file))?.text()));
    },
    { name: `kassei ${at} v2`, files: FILES },
  );
  assert.deepEqual(
    kept,
    FILES.map((file) => (file === 'assets/known.css' ? 'old' : `new ${file}`)),
  );
  await eventually(page, () => Boolean(navigator.serviceWorker.controller));
}

async function assertAnswers(page) {
  const expect = async (wanted) => {
    const got = await Promise.all(Object.keys(wanted).map(async (file) => [file, await get(page, file)]));
    assert.deepEqual(Object.fromEntries(got), wanted);
  };
  instead = { every: gives('newest'), '/outside': gives('outside') };
  asked = [];
  await expect({
    '': 'newest',
    'page.html?query=1': 'newest',
    'assets/new.css': 'new assets/new.css',
    'assets/0.css': 'newest',
  });
  assert.ok(!asked.includes('GET assets/new.css'), 'what never changes is not asked for');
  instead = { every: fails(404) };
  await expect({ 'page.html': 404 });
  instead = { every: fails(500) };
  await expect({ 'page.html': 'new page.html', other: 500 });
  assert.equal(await get(page, 'page.html', 'POST'), 500);
  await setLimits(page, SHORT, SHORT);
  instead = { every: silent, '/outside': (response) => setTimeout(gives('late'), 3 * SHORT, response) };
  await expect({
    'page.html?query=1': 'new page.html',
    other: FAILED,
    'assets/0.css': FAILED,
    [`../../outside?from=${at}`]: 'late',
  });
  await setLimits(page, SHORT, LONG);
  instead = { every: (response) => setTimeout(gives('slow'), 2 * SHORT, response) };
  await expect({ 'page.html': 'new page.html', other: 'slow', 'assets/0.css': 'slow' });
}

/** Pages open as their addresses are written, without a network. */
async function assertPages(page) {
  instead = { every: (response) => response.destroy() };
  for (const [file, text, address = file] of [
    ['index.html?query=1#place', 'new ./'],
    ['page.html', 'new page.html'],
    ['page', 'new page.html'],
    ['folder/index.html', 'new folder/'],
    ['folder', 'new folder/', 'folder/'],
  ]) {
    await page.goto(at + file);
    const shown = await page.evaluate(() => [document.contentType, document.body.textContent, location.href]);
    assert.deepEqual(shown, ['text/html', text, at + address]);
  }
  // A newer version has deleted the cache of this one, which does not come back.
  await page.evaluate((name) => caches.delete(name), `kassei ${at} v2`);
  assert.equal(await get(page, 'page.html'), FAILED);
  assert.ok(!(await page.evaluate(() => caches.keys())).includes(`kassei ${at} v2`));
}

test('the service worker waits seconds for a network, a minute without a copy, and installs before browsers end it', () => {
  const limits = [...source.matchAll(/^const \w+ = ([\d_]+);$/gm)].map(([, text]) => Number(text.replaceAll('_', '')));
  const bounds = [1000, 10_000, 100_000, 300_000];
  assert.equal(limits.length, bounds.length - 1);
  limits.forEach((limit, i) => {
    assert.ok(bounds[i] <= limit && limit <= bounds[i + 1], `${limit}`);
  });
});

test('the service worker', (t) =>
  visit(
    '',
    async (page) => {
      await t.test('keeps nothing but what was asked for, and does not wait for it without end', () =>
        assertRefused(page),
      );
      await t.test('deletes its own old cache alone, whose good copies it takes', () => assertCaches(page));
      await t.test('gives what is newest, or in time what is kept, or an error', () => assertAnswers(page));
      await t.test('opens each page by each of its addresses', () => assertPages(page));
    },
    { at, worker: true, expected: /Failed to load resource|^failed: |^request to .*\/outside/ },
  ));
