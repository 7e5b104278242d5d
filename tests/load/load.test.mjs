import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import test from 'node:test';
import { load, loadSync } from 'kassei';

const bytes = await readFile(new URL(import.meta.resolve('kassei/kassei.wasm')));
const x = Float32Array.of(-1, 0, 2);
const works = (kassei) => assert.deepEqual([...kassei.relu(x)], [0, 0, 2]);

test('load() gives one instance, also while it is being made', async () => {
  const [first, second] = await Promise.all([load(), load()]);
  assert.equal(first, second);
  assert.equal(await load(), first);
  works(first);
});

test('load takes bytes, a view, a module, a response and an address, and makes a new instance each time', async (t) => {
  const server = createServer((_, response) => response.setHeader('Content-Type', 'application/wasm').end(bytes));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const address = `http://127.0.0.1:${server.address().port}/kassei.wasm`;
  const copy = Uint8Array.from(bytes);
  const module = new WebAssembly.Module(bytes);
  const sources = [copy.buffer, copy, module, new Response(copy), await fetch(address), address, new URL(address)];
  const made = await Promise.all(sources.map((wasm) => load({ wasm })));
  made.forEach(works);
  assert.equal(new Set([...made, await load(), await load({})]).size, sources.length + 2);
  works(loadSync(copy));
  works(loadSync(module));
});

test('what is not the wasm is refused with its origin and cause, and a later load succeeds', async (t) => {
  const server = createServer((request, response) => {
    if (request.url === '/missing') response.statusCode = 404;
    response.end(request.url === '/broken' ? bytes.subarray(0, 1000) : '<!doctype html><title>Not here</title>');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${server.address().port}`;
  await assert.rejects(load({ wasm: `${origin}/missing` }), /\/missing answers 404 Not Found/);
  await assert.rejects(
    load({ wasm: `${origin}/page` }),
    /\/page is not WebAssembly: \d+ bytes that begin with "<!doctype html>/,
  );
  await assert.rejects(load({ wasm: `${origin}/broken` }), /\/broken is damaged or incomplete: CompileError/);
  await assert.rejects(
    load({ wasm: bytes.subarray(0, 1000) }),
    /what was given as wasm is damaged or incomplete: CompileError/,
  );
  await assert.rejects(
    load({ wasm: new URL('file:///kassei.wasm') }),
    /cannot fetch file:.*read the file and pass its bytes/,
  );
  const used = new Response(bytes);
  await used.arrayBuffer();
  await assert.rejects(load({ wasm: used }), /the response given as wasm cannot be read/);
  await assert.rejects(load({ wasm: new Uint8Array(0) }), /is not WebAssembly: 0 bytes/);
  await assert.rejects(load({ wasm: 42 }), /wasm must be its bytes.*got 42/s);
  await assert.rejects(load({ wsam: bytes }), /kassei\.load: unknown option "wsam", allowed are wasm/);
  assert.throws(() => loadSync('kassei.wasm'), /wasm must be its bytes/);
  works(await load());
});

test('another wasm is refused', async () => {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  await assert.rejects(load({ wasm: empty }), /not the kassei\.wasm of this version/);
  assert.throws(() => loadSync(new WebAssembly.Module(empty)), /not the kassei\.wasm of this version/);
});

test('addresses above 2 GiB serve like others', async () => {
  const [kassei, other] = [await load(), loadSync(bytes)];
  other.allocate(540_000_000);
  const x = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i * 0.37) * 9);
  const upstream = x.map((v) => v / 2);
  const [a, g, out] = [x, upstream, x].map((values) => {
    const array = other.allocate(1000);
    array.view.set(values);
    return array;
  });
  assert.ok(a.view.byteOffset > 2 ** 31);
  assert.deepEqual(other.gelu(a, { out }).view, kassei.gelu(x));
  assert.deepEqual(other.gelu.grad(a, { upstream: g, out }).view, kassei.gelu.grad(x, { upstream }));
  assert.deepEqual(other.softmax(a, { out }).view, kassei.softmax(x));
  assert.deepEqual(other.relu(x), kassei.relu(x));
});

test('no memory for an instance is an error of load, and a later one succeeds', async () => {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class {
    constructor() {
      throw new RangeError('none left');
    }
  };
  try {
    await assert.rejects(load({}), /kassei: the WebAssembly does not start: RangeError: none left/);
    assert.throws(() => loadSync(bytes), /does not start/);
    await new Promise(setImmediate);
  } finally {
    WebAssembly.Instance = Instance;
  }
  works(await load({}));
});
