// The package gives the same bits in every browser engine as natively. Node is in tests/package/bits.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { nativeHashes } from '../package/bits/native.mjs';
import { browsers, open } from './browsers.mjs';
import { serve } from './server.mjs';

const csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

let receive;
let server;
before(async () => {
  server = await serve({
    script: '/tests/engines/bits.mjs',
    headers: { 'Content-Security-Policy': csp },
    receive: (result) => receive(result),
  });
});
after(() => server.close());

for (const [name, browser] of Object.entries(browsers)) {
  test(`${name} computes the native bits over four million inputs, and over rows, in both builds`, async (t) => {
    const finished = new Promise((resolve) => {
      receive = resolve;
    });
    const { agent, error, backends, hashes } = await open(browser, server.address, finished, t.signal);
    assert.equal(error, undefined);
    assert.match(agent, browser.agent);
    assert.deepEqual(backends, ['wasm', 'js']);
    assert.deepEqual(hashes, [nativeHashes, nativeHashes]);
    t.diagnostic(agent);
  });
}
