// Runs in the browser: computes the hashes with both builds of the package and sends them to the server.
import { catalogue } from '/dist/catalogue.js';
import * as wasm from '/dist/index.js';
import * as javascript from '/dist/js.js';
import { hashes } from '/tests/package/bits/hashes.mjs';

async function result() {
  try {
    const [first, second] = [await wasm.load(), await javascript.load()];
    return {
      agent: navigator.userAgent,
      backends: [first.backend, second.backend],
      hashes: [first, second].map((kassei) => hashes(kassei, catalogue)),
    };
  } catch (error) {
    return { agent: navigator.userAgent, error: String(error?.stack ?? error) };
  }
}

await fetch('/result', { method: 'POST', body: JSON.stringify(await result()) });
