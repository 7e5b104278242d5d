// Engines that lack a global, have a stub of it, or another realm's: the package in a context for each.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { load } from 'kassei';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** An entry as one script, whose value is its exports. */
async function script(entry) {
  const bundle = await rolldown({ input: path.join(root, `dist/${entry}.js`), platform: 'neutral' });
  const { output } = await bundle.generate({ format: 'iife', name: 'kassei', codeSplitting: false });
  await bundle.close();
  const { code } = output[0];
  return { code, script: new vm.Script(`${code};kassei`) };
}
const scripts = { index: await script('index'), js: await script('js') };
const wasm = await readFile(path.join(root, 'dist/kassei.wasm'));

const x = Float32Array.from({ length: 300 }, (_, i) => Math.sin(i) * 9);
const expected = [...(await load()).gelu(x)];

/** Loads, calculates, makes the memory grow, calculates again, and makes an error. */
async function use(entry, backend, change) {
  const context = vm.createContext({});
  context.wasm = Uint8Array.from(wasm);
  context.x = vm.runInContext(`Float32Array.of(${[...x]})`, context);
  change(context);
  const library = scripts[entry].script.runInContext(context);
  const kassei = await library.load();
  assert.equal(kassei.backend, backend);
  assert.equal(await library.load(), kassei);
  const array = kassei.allocate(300);
  array.view.set(x);
  assert.deepEqual([...kassei.gelu(x)], expected);
  const other = kassei.allocate(2 ** 20);
  assert.deepEqual([...kassei.gelu(array)], expected);
  assert.deepEqual([...kassei.gelu(context.x, { out: array }).view], expected);
  other.free();
  array.free();
  assert.throws(() => kassei.gelu([1]), { name: 'TypeError', message: /kassei\.gelu: x must be a Float32Array/ });
}

/** The globals of ES2018, less those that an engine may do without; V8 itself brings a console. */
const young =
  /^(console|WebAssembly|SharedArrayBuffer|Atomics|Big.*|WeakRef|FinalizationRegistry|Float16Array|Iterator|AggregateError|globalThis)$/;
const old = Object.getOwnPropertyNames(vm.runInNewContext('globalThis')).filter((name) => !young.test(name));

const platform = Object.getOwnPropertyNames(globalThis).concat(
  'document window self navigator location process require module Blob XMLHttpRequest importScripts Worker'.split(' '),
);
const named = [...new Set(platform)].filter((name) => {
  const free = new RegExp(`(?<![.\\w$"'])${name.replace('$', '\\$')}(?![\\w$]|\\s*:)`);
  return !old.includes(name) && Object.values(scripts).some(({ code }) => free.test(code));
});

const stub = (name) => {
  const broken = function broken() {
    throw new Error(`${name} is not supported here`);
  };
  return new Proxy(broken, { get: (_, key) => (key === 'prototype' ? {} : broken) });
};
const ways = {
  missing: (context, name) => vm.runInContext(`delete globalThis.${name}`, context),
  'a stub that throws': (context, name) => {
    context[name] = stub(name);
  },
  'a property that throws': (context, name) =>
    vm.runInContext(
      `Object.defineProperty(globalThis, '${name}', { get() { throw new Error('no ${name}') } })`,
      context,
    ),
  "another realm's": (context, name) => {
    if (name in globalThis) context[name] = globalThis[name];
  },
  'an empty object': (context, name) => {
    context[name] = {};
  },
  'an empty class': (context, name) => {
    context[name] = class {};
  },
};

test('the package names few globals that an engine may lack', () => {
  const known = ['FinalizationRegistry', 'WebAssembly', 'clearInterval', 'console', 'fetch', 'structuredClone'];
  // Words of messages.
  known.push('Buffer', 'Response', 'URL', 'module');
  assert.deepEqual(
    named.filter((name) => !known.includes(name)),
    [],
  );
  assert.ok(named.length > 3);
});

for (const name of [...named, 'TextDecoder', 'atob', 'DecompressionStream', 'document', 'process']) {
  for (const [way, change] of Object.entries(ways)) {
    test(`${name}: ${way}`, async () => {
      const lost = name === 'WebAssembly' && way !== "another realm's";
      await use('index', lost ? 'js' : 'wasm', (context) => change(context, name));
      await use('js', 'js', (context) => change(context, name));
    });
  }
}

for (const member of Object.getOwnPropertyNames(WebAssembly).filter(
  (name) => typeof WebAssembly[name] === 'function',
)) {
  for (const value of ['undefined', '() => { throw new Error("not here") }']) {
    test(`WebAssembly.${member} = ${value}`, async () => {
      const change = (context) => vm.runInContext(`WebAssembly.${member} = ${value}`, context);
      const unused = /Error|Tag|JSTag|Exception|Table|Memory|Global|Streaming$/.test(member);
      await use('index', unused || member === 'Instance' ? 'wasm' : 'js', change);
    });
  }
}

test('wasm that is given: an engine without fetch says so, bytes and a promise of them load', async () => {
  const context = vm.createContext({ wasm: Uint8Array.from(wasm) });
  const { load } = scripts.index.script.runInContext(context);
  await assert.rejects(load({ wasm: 'https://example.org/kassei.wasm' }), { message: /fetch is not defined/ });
  await assert.rejects(load({ wasm: new URL('https://example.org/kassei.wasm') }), { message: /fetch is not defined/ });
  for (const given of [context.wasm, Promise.resolve(context.wasm), new Response(context.wasm)]) {
    assert.equal((await load({ wasm: given })).backend, 'wasm');
  }
});

test('load ends although the timers and nextTick are faked', async () => {
  const { nextTick } = process;
  const timers = { setTimeout, setImmediate, queueMicrotask };
  const never = () => {};
  process.nextTick = never;
  for (const name of Object.keys(timers)) globalThis[name] = never;
  try {
    for (const entry of ['index', 'js']) {
      const fresh = await import(`${import.meta.resolve(entry === 'js' ? 'kassei/js' : 'kassei')}?faked`);
      assert.deepEqual([...(await fresh.load()).gelu(x)], expected);
    }
  } finally {
    process.nextTick = nextTick;
    Object.assign(globalThis, timers);
  }
});
