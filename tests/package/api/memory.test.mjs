// Memory: nothing is lost by calls, by allocating and freeing or by forgetting; a freed array is an error wherever it is used.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { load } from 'kassei';

setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');
const kassei = await load();
const x = Float32Array.from({ length: 16 }, (_, i) => i - 8);

/** Collects what nobody refers to; freed memory comes back a little later. */
async function collect() {
  for (let i = 0; i < 2; i++) {
    gc();
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** Bytes of the library's memory. */
function size() {
  const a = kassei.allocate(1);
  const { byteLength } = a.view.buffer;
  a.free();
  return byteLength;
}

const used = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed + arrayBuffers, size: size() };
};

/** Does `work` twice a hundred times, and the second hundred must leave nothing behind. */
async function leavesNothing(work) {
  let before;
  for (let i = 0; i < 200; i++) {
    if (i === 100) before = used();
    work();
    // Before much has gathered: the engine's own tables keep the largest size that they ever had.
    if (i % 4 === 3) await collect();
  }
  const after = used();
  const [heap, grown] = [after.heap - before.heap, after.size - before.size];
  const message = `${heap} bytes of JavaScript's memory, ${grown} of the library's`;
  assert.ok(heap < 1_000_000 && grown === 0, message);
}

/** Every function of the library: its name, the function, and what must be given. */
const calls = kassei.activations.flatMap(({ name, method, kind, parameters, halves }) => {
  const f = kassei[method];
  const needed = parameters.filter((parameter) => parameter.default === undefined && parameter.type !== 'mask');
  const given = Object.fromEntries(needed.map((each) => [each.name, each.type === 'floats' ? x : 0.5]));
  const all = { ...given, upstream: halves ? x.subarray(0, 8) : x };
  const slopes = kind === 'channelwise' ? [[`${name}.gradSlope`, f.gradSlope, all]] : [];
  return [[name, f, given], [`${name}.grad`, f.grad, all], ...slopes];
});

test('half a million calls of all functions leave nothing behind', async () => {
  const turns = Math.ceil(5000 / calls.length / 3);
  const a = kassei.allocate(x.length);
  await leavesNothing(() => {
    for (const [, f, given] of calls) {
      const out = f(x, given);
      const allocated = { ...given, out: kassei.allocate(out.length) };
      const withOut = { ...given, out };
      for (let i = 0; i < turns; i++) {
        f(x, given);
        f(x, withOut);
        f(a, allocated);
      }
      allocated.out.free();
    }
  });
});

test('rows that take blocks of memory for a while leave nothing behind', async () => {
  const long = new Float32Array(100_000).fill(1);
  await leavesNothing(() => {
    kassei.softmax(long);
    kassei.softmax.grad(long, { upstream: long });
    assert.throws(() => kassei.softmax(long, { out: x }), RangeError);
  });
});

// A leak of one object each would be some three times what is tolerated.
test('two hundred thousand arrays that are allocated and freed leave nothing behind', async () => {
  await leavesNothing(() => {
    const living = Array.from({ length: 8 }, () => kassei.allocate(1));
    for (let i = 0; i < 2000; i++) {
      living[i % 8].free();
      living[i % 8] = kassei.allocate((i * 7) % 300);
    }
    for (const a of living) a.free();
  });
});

test('forgotten arrays are reclaimed', async () => {
  const before = size();
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 4; j++) kassei.allocate(1_000_000);
    await collect();
  }
  const grown = size() - before;
  assert.ok(grown < 40_000_000, `${grown} bytes for arrays of 4 000 000`);
});

test('what arrays hold stays when the memory grows, also in the middle of a call', () => {
  const arrays = Array.from({ length: 20 }, (_, i) => kassei.allocate(1000 * (i + 1)));
  arrays.forEach((a, i) => void a.view.fill(i));
  const [a, out] = [kassei.allocate(1_000_000), kassei.allocate(1_000_000)];
  const before = size();
  // A row so long takes a block of its size.
  const row = new Float32Array(before / 2).fill(2);
  kassei.softmax(row, { out: row });
  assert.ok(size() > before);
  assert.ok(row.every((y) => y === row[0] && Math.abs(y * row.length - 1) < 1e-6));
  a.view.fill(-3);
  kassei.relu(a, { negativeSlope: 0.5, out });
  assert.ok(out.view.every((y) => y === -1.5));
  arrays.forEach((array, i) => void assert.ok(array.view.every((y) => y === i)));
  for (const array of [...arrays, a, out]) array.free();
});

test('a freed array is an error wherever it is used, and nothing is written', () => {
  const freed = kassei.allocate(16);
  freed.free();
  freed.free();
  assert.throws(() => freed.view, TypeError);
  const isFreed = (name, what, call) =>
    assert.throws(
      call,
      { name: 'TypeError', message: new RegExp(`^kassei\\.\\w+(\\.\\w+)?: ${what} has been freed$`) },
      name,
    );
  for (const [name, f, given] of calls) {
    const out = f(x, given).fill(77);
    isFreed(name, 'x', () => f(freed, { ...given, out }));
    isFreed(name, 'out', () => f(x, { ...given, out: freed }));
    const arrays = Object.keys(given).filter((key) => given[key] instanceof Float32Array);
    if (name.includes('.grad')) assert.ok(arrays.includes('upstream'));
    for (const key of arrays) isFreed(name, key, () => f(x, { ...given, [key]: freed, out }));
    assert.ok(out.every((y) => y === 77));
  }
});

test('an array that the engine refuses is an error, and its memory comes back', () => {
  const Own = Float32Array;
  const before = size();
  globalThis.Float32Array = class extends Own {
    constructor(source, offset, length) {
      if (length === 1_000_000) throw new Error('too long');
      super(source, offset, length);
    }
  };
  const message = 'kassei.allocate: no array of length 1000000 (Error: too long)';
  try {
    for (let i = 0; i < 50; i++) assert.throws(() => kassei.allocate(1_000_000), { name: 'RangeError', message });
  } finally {
    globalThis.Float32Array = Own;
  }
  assert.ok(size() - before < 50_000_000);
});

test('an array that is freed while the options are read is an error too', () => {
  for (const [name, f, given] of calls) {
    const a = kassei.allocate(16);
    const [key, value] = Object.entries(given)[0] ?? ['out', undefined];
    const get = () => {
      a.free();
      return value;
    };
    const options = Object.defineProperty({ ...given }, key, { get, enumerable: true });
    assert.throws(() => f(a, options), /x has been freed/, name);
  }
});

test('where the engine has Symbol.dispose, it frees', { skip: !Symbol.dispose }, () => {
  const a = Object.assign(kassei.allocate(3), { free() {} });
  a[Symbol.dispose]();
  assert.throws(() => a.view, /has been freed/);
  a[Symbol.dispose]();
});

test('where the engine has no Symbol.dispose, nothing else is missing', async () => {
  // Node's own cannot be deleted, so its Symbol is hidden behind one without it.
  const script = `
    const own = Symbol;
    const get = (_, key) => (key === 'dispose' ? undefined : own[key]);
    globalThis.Symbol = new Proxy(() => {}, { get, apply: (_, self, given) => own(...given) });
    const { load } = await import('kassei');
    const k = await load();
    const a = k.allocate(2);
    a.view.set([-1, 2]);
    const members = Reflect.ownKeys(Object.getPrototypeOf(a)).map(String).sort();
    console.log(JSON.stringify([[...k.relu(a, { out: a }).view], members, a.free()]));`;
  const cwd = fileURLToPath(new URL('../../..', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd });
  const symbols = ['Symbol.iterator', 'Symbol.toStringTag', 'nodejs.util.inspect.custom'];
  const members = [...symbols.map((name) => `Symbol(${name})`), 'constructor', 'length', 'view'];
  assert.deepEqual(JSON.parse(stdout), [[0, 2], members, null]);
});

test('allocate copies an array, of any kind that functions take, and refuses others', () => {
  const source = Float32Array.of(1, -2, 3);
  const a = kassei.allocate(source);
  assert.deepEqual(a.view.slice(), source);
  assert.notEqual(a.view.buffer, source.buffer);
  const b = kassei.allocate(a);
  a.view[0] = 7;
  assert.deepEqual([...b], [1, -2, 3]);
  // The memory grows while a view of it is the source.
  const long = kassei.allocate(kassei.allocate(2 ** 20).view.fill(0.5));
  assert.ok(long.view.every((value) => value === 0.5));
  assert.equal(inspect(b), 'AllocatedArray(3)');
  for (const each of [a, b, long]) each.free();
  assert.equal(inspect(b), 'AllocatedArray(3) freed');
  assert.throws(() => [...b], /this allocated array has been freed/);
  assert.throws(() => kassei.allocate(b), /kassei\.allocate: an array has been freed/);
  for (const wrong of [[1, 2], new Float64Array(2), new Uint16Array(2), { length: 2 }]) {
    assert.throws(
      () => kassei.allocate(wrong),
      /kassei\.allocate: an array must be a Float32Array or an allocated array, got/,
    );
  }
});
