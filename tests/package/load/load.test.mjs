import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import test from 'node:test';
import vm from 'node:vm';
import { load, loadSync } from 'kassei';

const bytes = await readFile(new URL(import.meta.resolve('kassei/kassei.wasm')));
const x = Float32Array.of(-1, 0, 2);
const works = (kassei) => assert.deepEqual([...kassei.relu(x)], [0, 0, 2]);

/** A server for one test, and its address. */
async function serve(t, answer) {
  const server = createServer(answer);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

test('load() gives one instance, also while it is being made', async () => {
  const [first, second] = await Promise.all([load(), load()]);
  assert.equal(first, second);
  assert.equal(await load(), first);
  works(first);
});

test('load takes bytes, a view, a module, a response and an address, and makes a new instance each time', async (t) => {
  const origin = await serve(t, (_, response) => response.setHeader('Content-Type', 'application/wasm').end(bytes));
  const address = `${origin}/kassei.wasm`;
  const copy = Uint8Array.from(bytes);
  const module = new WebAssembly.Module(bytes);
  const sources = [copy.buffer, copy, module, new Response(copy), await fetch(address), address, new URL(address)];
  const made = await Promise.all(sources.map((wasm) => load({ wasm })));
  made.forEach(works);
  assert.equal(new Set([...made, await load(), await load({})]).size, sources.length + 2);
  works(loadSync(copy));
  works(loadSync(module));
});

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

test('what is not the wasm is refused with its address and cause, and a later load succeeds', async (t) => {
  const html = '<!doctype html><title>Not here</title>';
  const answers = {
    '/missing': (response) => response.writeHead(404).end(html),
    '/failing': (response) => response.writeHead(500, 'It broke').end(),
    '/page': (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(html),
    '/page-as-wasm': (response) => response.writeHead(200, { 'Content-Type': 'application/wasm' }).end(html),
    '/nothing': (response) => response.end(),
    '/other': (response) => response.end(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)),
    // The connection ends before all that was announced, or before the last chunk.
    '/cut': (response) => {
      response.writeHead(200, { 'Content-Length': bytes.length });
      response.write(bytes.subarray(0, 30_000), () => setTimeout(() => response.destroy(), 20));
    },
    '/cut-chunked': (response) => response.write(bytes, () => setTimeout(() => response.destroy(), 20)),
    '/refused': (response) => response.destroy(),
  };
  const origin = await serve(t, ({ url }, response) => answers[url](response));
  const begins = `is not WebAssembly: ${html.length} bytes that begin with "<!doctype html>`;
  for (const [url, cause] of [
    ['/missing', 'answers 404 Not Found'],
    ['/failing', 'answers 500 It broke'],
    ['/page', begins],
    ['/page-as-wasm', begins],
    ['/nothing', 'is not WebAssembly: 0 bytes'],
    ['/other', 'is not the kassei.wasm of this version of the package'],
    ['/cut', 'cannot be read: '],
    ['/cut-chunked', 'cannot be read: '],
  ]) {
    const message = new RegExp(`^kassei: ${escaped(`${origin}${url} ${cause}`)}`);
    await assert.rejects(load({ wasm: origin + url }), { message }, url);
    await assert.rejects(load({ wasm: new URL(url, origin) }), { message }, url);
    await assert.rejects(load({ wasm: await fetch(origin + url) }), { message }, url);
  }
  await assert.rejects(load({ wasm: `${origin}/refused` }), {
    message: new RegExp(`^kassei: cannot fetch ${escaped(origin)}/refused: TypeError`),
  });
  await assert.rejects(
    load({ wasm: new URL('file:///kassei.wasm') }),
    /cannot fetch file:.*read the file and pass its bytes/,
  );
  const gone = new Response(null, { status: 410 });
  await assert.rejects(load({ wasm: gone }), { message: 'kassei: the response given as wasm answers 410' });
  const used = new Response(bytes);
  await used.arrayBuffer();
  await assert.rejects(load({ wasm: used }), /the response given as wasm cannot be read/);
  await assert.rejects(load({ wasm: 42 }), /wasm must be its bytes.*got 42/s);
  await assert.rejects(load({ wsam: bytes }), /kassei\.load: unknown option "wsam", allowed are wasm/);
  assert.throws(() => loadSync('kassei.wasm'), /wasm must be its bytes/);
  works(await load());
});

/** The places at which the sections of the wasm begin, and its end. */
function borders() {
  const found = [];
  let at = 8;
  while (at < bytes.length) {
    found.push(at);
    let size = 0;
    for (let shift = 0, byte = 0x80; byte >= 0x80; shift += 7) {
      byte = bytes[++at];
      size += (byte & 0x7f) * 2 ** shift;
    }
    at += 1 + size;
  }
  assert.equal(at, bytes.length);
  return [...found, at];
}

test('the wasm cut off anywhere is refused', async (t) => {
  const origin = await serve(t, ({ url }, response) => response.end(bytes.subarray(0, Number(url.slice(1)))));
  const within = Array.from({ length: 50 }, (_, i) => Math.floor((bytes.length * i) / 50));
  const lengths = [...within, ...borders().flatMap((at) => [at - 1, at, at + 1]), ...Array(9).keys()];
  for (const length of lengths.filter((number) => number < bytes.length)) {
    const cause = 'is (not WebAssembly: \\d bytes|damaged or incomplete: |not the kassei\\.wasm of this version)';
    const given = new RegExp(`^kassei: what was given as wasm ${cause}`);
    await assert.rejects(load({ wasm: bytes.subarray(0, length) }), { message: given }, `${length} bytes`);
    assert.throws(() => loadSync(bytes.subarray(0, length)), { message: given }, `${length} bytes`);
    const message = new RegExp(`^kassei: ${escaped(origin)}/${length} ${cause}`);
    await assert.rejects(load({ wasm: `${origin}/${length}` }), { message }, `${length} bytes`);
  }
  works(await load());
  works(await load({ wasm: `${origin}/${bytes.length}` }));
});

test('the type that a server says does not matter', async (t) => {
  const types = ['text/plain', 'application/octet-stream', 'text/html; charset=utf-8', undefined];
  const origin = await serve(t, ({ url }, response) => {
    const type = types[Number(url.slice(1))];
    response.writeHead(200, type ? { 'Content-Type': type } : {}).end(bytes);
  });
  for (const index of types.keys()) works(await load({ wasm: `${origin}/${index}` }));
});

test('another wasm is refused', async () => {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  await assert.rejects(load({ wasm: empty }), /what was given as wasm is not the kassei\.wasm of this version/);
  const other = /the module given as wasm is not the kassei\.wasm of this version/;
  assert.throws(() => loadSync(new WebAssembly.Module(empty)), other);
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
  // Blocks of memory for long rows and for slopes.
  const long = Float32Array.from({ length: 20_000 }, (_, i) => Math.sin(i) * 9);
  const mask = Uint8Array.from(long, (_, i) => i % 3);
  const slopes = { slope: long, upstream: long };
  for (let i = 0; i < 2; i++) {
    assert.deepEqual(other.softmax(long, { mask }), kassei.softmax(long, { mask }));
    assert.deepEqual(other.prelu.gradSlope(long, slopes), kassei.prelu.gradSlope(long, slopes));
  }
});

test("no memory for an instance is an error of load, another realm's too, and a later one succeeds", async () => {
  const { Instance, instantiate } = WebAssembly;
  for (const Own of [RangeError, vm.runInNewContext('RangeError')]) {
    const none = () => {
      throw new Own('none left');
    };
    WebAssembly.Instance = class {
      constructor() {
        none();
      }
    };
    WebAssembly.instantiate = async () => none();
    try {
      await assert.rejects(load({}), /kassei: the WebAssembly does not start: RangeError: none left/);
      assert.throws(() => loadSync(bytes), /kassei: the WebAssembly does not start: RangeError: none left/);
      await new Promise(setImmediate);
    } finally {
      Object.assign(WebAssembly, { Instance, instantiate });
    }
  }
  works(await load({}));
});

test('load works where a page may neither compile nor instantiate without waiting; loadSync says so', async () => {
  const { Module, Instance } = WebAssembly;
  const message = 'disallowed on the main thread';
  WebAssembly.Module = class extends Module {
    constructor(source) {
      if (source.byteLength > 4096) throw new RangeError(message);
      super(source);
    }
  };
  WebAssembly.Instance = class {
    constructor() {
      throw new RangeError(message);
    }
  };
  try {
    works(await load({}));
    works(await load({ wasm: bytes }));
    works(await load({ wasm: new Response(bytes) }));
    assert.equal((await load({})).backend, 'wasm');
    assert.throws(
      () => loadSync(bytes),
      /what was given as wasm cannot be compiled: RangeError: disallowed on the main/,
    );
  } finally {
    Object.assign(WebAssembly, { Module, Instance });
  }
});
