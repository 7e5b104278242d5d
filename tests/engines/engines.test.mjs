// The package gives the same bits in every browser engine as natively. Node is in tests/bits.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { nativeHashes } from '../bits/native.mjs';
import { browsers, open } from './browsers.mjs';

const root = new URL('../../', import.meta.url);
const csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
const page = '<!doctype html><meta charset="utf-8"><script type="module" src="/tests/engines/page.mjs"></script>';

let receive;
const server = createServer(async (request, response) => {
  if (request.method === 'POST') {
    const parts = await request.toArray();
    response.end();
    return receive(JSON.parse(Buffer.concat(parts).toString()));
  }
  const { pathname } = new URL(request.url, 'http://local');
  response.setHeader('Content-Security-Policy', csp);
  if (pathname === '/') return response.setHeader('Content-Type', 'text/html').end(page);
  if (!/^\/(dist|tests)\/[\w/.-]+\.m?js$/.test(pathname)) return response.writeHead(404).end();
  response.setHeader('Content-Type', 'text/javascript');
  response.end(await readFile(new URL(`.${pathname}`, root)));
});

let wanted;
before(async () => {
  server.listen(0, '127.0.0.1');
  [wanted] = await Promise.all([nativeHashes(), once(server, 'listening')]);
});
after(() => server.close().closeAllConnections());

for (const [name, browser] of Object.entries(browsers)) {
  test(`${name} computes the native bits over four million inputs, and over rows`, { timeout: 300_000 }, async (t) => {
    const finished = new Promise((resolve) => {
      receive = resolve;
    });
    const { agent, error, hashes } = await open(
      browser,
      `http://127.0.0.1:${server.address().port}/`,
      finished,
      t.signal,
    );
    assert.equal(error, undefined);
    assert.match(agent, browser.agent);
    assert.deepEqual(hashes, wanted);
    t.diagnostic(agent);
  });
}
