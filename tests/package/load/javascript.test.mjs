// Engines that cannot run WebAssembly with SIMD: the JavaScript build instead, and errors where that cannot be had either.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { load, loadSync } from 'kassei';
import * as javascript from 'kassei/js';

const dist = new URL('../../../dist/', import.meta.url);
const bytes = await readFile(new URL('kassei.wasm', dist));
const x = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i * 0.37) * 9);
const expected = (await load()).gelu(x);

const engine = globalThis.WebAssembly;
const fails = (message) =>
  class extends engine.Module {
    constructor() {
      throw new engine.CompileError(message);
    }
  };

// Features that an engine may lack, by the globals that differ then, and loadSync's error.
const lacks = {
  WebAssembly: [{ WebAssembly: undefined }, /this engine has no WebAssembly;/],
  'its SIMD': [{ WebAssembly: { ...statics(), validate: () => false } }, /no WebAssembly SIMD/],
  permission: [{ WebAssembly: { ...statics(), Module: fails('not by this policy') } }, /may not compile.*this policy/],
};

function statics() {
  return Object.fromEntries(Object.getOwnPropertyNames(engine).map((name) => [name, engine[name]]));
}

async function without(globals, work) {
  const before = Object.fromEntries(Object.keys(globals).map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, globals);
  try {
    return await work();
  } finally {
    Object.assign(globalThis, before);
  }
}

for (const [name, [globals, complaint]] of Object.entries(lacks)) {
  test(`an engine without ${name} gets the JavaScript`, async () => {
    const fresh = await import(`${import.meta.resolve('kassei')}?${encodeURIComponent(name)}`);
    await without(globals, async () => {
      const [first, second] = await Promise.all([fresh.load(), fresh.load()]);
      assert.equal(first, second);
      assert.equal(first.backend, 'js');
      assert.deepEqual(first.gelu(x), expected);
      const other = await fresh.load({ wasm: bytes });
      assert.notEqual(other, first);
      assert.deepEqual(other.gelu(x), expected);
      assert.throws(() => fresh.loadSync(bytes), complaint);
      assert.throws(() => fresh.loadSync(bytes), /kassei\/js works/);
      await assert.rejects(fresh.load({ wasm: 42 }), /wasm must be its bytes/);
    });
  });
}

test('what has been compiled is used also where compiling is forbidden', async () => {
  const wasm = await engine.compile(bytes);
  const [globals] = lacks.permission;
  const kassei = await without(globals, () => load({ wasm }));
  assert.equal(kassei.backend, 'wasm');
  assert.deepEqual(kassei.gelu(x), expected);
});

test('an engine that computes lanes wrongly gets the JavaScript', async () => {
  // As such an engine would do: every f32x4.div is a multiplication.
  const wrong = Uint8Array.from(bytes);
  for (let i = 0; i + 3 <= wrong.length; i++) {
    if (wrong[i] === 0xfd && wrong[i + 1] === 0xe7 && wrong[i + 2] === 0x01) wrong[i + 1] = 0xe6;
    if (wrong[i] === 0xfd && wrong[i + 1] === 0xf3 && wrong[i + 2] === 0x01) wrong[i + 1] = 0xf2;
  }
  assert.notDeepEqual(wrong, Uint8Array.from(bytes));
  assert.equal((await load({ wasm: wrong })).backend, 'js');
  assert.throws(() => loadSync(wrong), /computes WebAssembly SIMD wrongly.*kassei\/js/);
});

test('without the JavaScript either the error says why and what helps, and a later load() succeeds', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kassei-'));
  t.after(() => rm(folder, { recursive: true }));
  await copyFile(new URL('index.js', dist), path.join(folder, 'index.mjs'));
  const alone = await import(pathToFileURL(path.join(folder, 'index.mjs')));
  const [globals] = lacks.WebAssembly;
  await without(globals, async () => {
    await assert.rejects(alone.load(), ({ message, cause }) => {
      assert.match(cause.message, /^kassei: this engine has no WebAssembly/);
      assert.match(message, /this engine has no WebAssembly; kassei\/js works without it, but importing it failed: /);
      assert.match(message, /js\.js.*in service workers, a program has to import it itself/);
      return true;
    });
  });
  const kassei = await alone.load();
  assert.equal(kassei.backend, 'wasm');
  assert.deepEqual(kassei.gelu(x), expected);
});

test('kassei/js has the loading functions of kassei', async () => {
  const kassei = await javascript.load();
  assert.equal(kassei, await javascript.load());
  assert.equal(kassei.backend, 'js');
  assert.notEqual(await javascript.load({ wasm: bytes }), kassei);
  assert.notEqual(javascript.loadSync(), javascript.loadSync());
  await assert.rejects(javascript.load({ wsam: bytes }), /kassei\.load: unknown option "wsam"/);
});

test("an array of the other build is another instance's", async () => {
  const array = javascript.loadSync().allocate(4);
  const wasm = await load();
  assert.throws(() => wasm.relu(array), TypeError);
  const other = wasm.allocate(4);
  assert.throws(() => javascript.loadSync().relu(other), TypeError);
  other.free();
});

test('memory that grows detaches old views in both builds', async () => {
  for (const kassei of [await load({}), javascript.loadSync()]) {
    const array = kassei.allocate(1000);
    array.view.set(x);
    const before = array.view;
    kassei.allocate(5_000_000);
    assert.equal(before.length, 0);
    assert.deepEqual(array.view, x);
    assert.deepEqual(kassei.gelu(array), expected);
  }
});

test('kassei/js detaches old views by what the engine has for it', async () => {
  const { transfer } = ArrayBuffer.prototype;
  const { structuredClone } = globalThis;
  const move = function () {
    return structuredClone(this, { transfer: [this] });
  };
  try {
    for (const [clone, own, left] of [
      [undefined, move, 0],
      [structuredClone, undefined, 0],
      [undefined, undefined, 1000],
    ]) {
      ArrayBuffer.prototype.transfer = own;
      globalThis.structuredClone = clone;
      const kassei = javascript.loadSync();
      const { view } = kassei.allocate(1000);
      kassei.allocate(5_000_000);
      assert.equal(view.length, left);
    }
  } finally {
    globalThis.structuredClone = structuredClone;
    if (transfer) ArrayBuffer.prototype.transfer = transfer;
    else delete ArrayBuffer.prototype.transfer;
  }
});

test('an instance whose memory was transferred away says so, and load makes a new one', async () => {
  const [globals] = lacks['its SIMD'];
  const fresh = await import(`${import.meta.resolve('kassei')}?lost`);
  for (const load of [javascript.load, () => without(globals, () => fresh.load())]) {
    const kassei = await load();
    const array = kassei.allocate(1000);
    const out = kassei.allocate(1000);
    const { view } = array;
    structuredClone(view.buffer, { transfer: [view.buffer] });
    const message = /memory of this instance was transferred away.*call load\(\) for a new instance, and send copies/;
    const result = new Float32Array(1000).fill(5);
    for (const call of [
      () => kassei.gelu(x),
      () => kassei.gelu(array, { out }),
      () => kassei.gelu(x, { out: result }),
      () => kassei.softmax(array, { out }),
      () => kassei.softmax(x, { out: array }),
      () => kassei.prelu(array, { slope: Float32Array.of(1), out }),
      () => kassei.prelu.gradSlope(x, { slope: new Float32Array(1000), upstream: x }),
      () => kassei.allocate(4),
      () => array.view,
    ]) {
      assert.throws(call, { name: 'TypeError', message });
    }
    assert.ok(result.every((value) => value === 5));
    array.free();
    const next = await load();
    assert.notEqual(next, kassei);
    assert.equal(await load(), next);
    assert.deepEqual(next.gelu(x), expected);
  }
});
