// Arrays in and out: kinds, lengths, offsets, in place, zero-copy.
import assert from 'node:assert/strict';
import test from 'node:test';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { load } from 'kassei';

const kassei = await load();
/** The elementwise functions, with what must be given. */
const all = kassei.activations
  .filter(({ kind }) => kind === 'elementwise')
  .map(({ name, parameters }) => {
    const required = parameters.filter((parameter) => parameter.default === undefined);
    return [name, kassei.get(name), Object.fromEntries(required.map((parameter) => [parameter.name, 0.5]))];
  });
const ramp = (length) => Float32Array.from({ length }, (_, i) => Math.sin(i * 0.37) * 9);

for (const [name, f, given] of all) {
  test(`${name}: every length, offset and way of passing gives the same results`, () => {
    const source = ramp(40_001);
    const values = f(source, given);
    const slopes = f.grad(source, given);
    assert.notEqual(values, source);
    for (const length of [...Array(68).keys(), 16_383, 16_384, 16_385, 40_001]) {
      const start = length % 7 && Math.min(length % 7, source.length - length);
      const x = source.subarray(start, start + length);
      const expected = values.slice(start, start + length);
      const out = new Float32Array(length + 2).fill(77);
      const inner = out.subarray(1, 1 + length);
      assert.deepEqual(f(x, given), expected);
      assert.equal(f(x, { ...given, out: inner }), inner);
      assert.deepEqual(inner, expected);
      assert.deepEqual([out[0], out.at(-1)], [77, 77]);
      const own = x.slice();
      f(own, { ...given, out: own });
      assert.deepEqual(own, expected);
      f.grad(x, { ...given, out: inner });
      assert.deepEqual(inner, slopes.slice(start, start + length));

      const a = kassei.allocate(length);
      const b = kassei.allocate(length);
      a.view.set(x);
      assert.equal(f(a, { ...given, out: b }), b);
      assert.deepEqual(b.view.slice(), expected);
      assert.deepEqual(f(a, given), expected);
      f(x, { ...given, out: b });
      assert.deepEqual(b.view.slice(), expected);
      f(a, { ...given, out: a });
      assert.deepEqual(a.view.slice(), expected);
      a.free();
      b.free();
    }
  });

  test(`${name}: grad multiplies by upstream`, () => {
    const x = ramp(40_000);
    const upstream = Float32Array.from(x, (v, i) => Math.cos(i) * v);
    const expected = f.grad(x, given).map((slope, i) => slope * upstream[i]);
    assert.deepEqual(f.grad(x, { ...given, upstream }), expected);
    const [a, g] = [kassei.allocate(40_000), kassei.allocate(40_000)];
    a.view.set(x);
    g.view.set(upstream);
    assert.deepEqual(f.grad(a, { ...given, upstream: g, out: a }).view.slice(), expected);
    assert.deepEqual(f.grad(x, { ...given, upstream: g }), expected);
    a.view.set(x);
    assert.deepEqual(f.grad(a, { ...given, upstream }), expected);
    assert.deepEqual(f.grad(a, { ...given, upstream, out: a }).view.slice(), expected);
    a.free();
    g.free();
  });
}

test('ten million elements, streamed and zero-copy', () => {
  const length = 10_000_000;
  const x = new Float32Array(length).fill(-1);
  x[length - 1] = 2;
  const y = kassei.relu(x);
  assert.deepEqual([y.length, y[0], y[length - 1]], [length, 0, 2]);
  const a = kassei.allocate(length);
  a.view.set(x);
  kassei.relu(a, { out: a });
  assert.deepEqual([a.view[0], a.view[length - 1]], [0, 2]);
  a.free();
});

test('Float32Arrays of other realms, subclasses and shared memory', () => {
  class Mine extends Float32Array {}
  const foreign = vm.runInNewContext('Float32Array.of(-1, 2)');
  assert.ok(!(foreign instanceof Float32Array));
  const shared = new Float32Array(new SharedArrayBuffer(8));
  shared.set([-1, 2]);
  for (const x of [foreign, Mine.of(-1, 2), shared]) {
    assert.deepEqual([...kassei.relu(x)], [0, 2]);
    assert.equal(Object.getPrototypeOf(kassei.relu(x)), Float32Array.prototype);
    assert.equal(kassei.relu(x, { out: x }), x);
    assert.deepEqual([...x], [0, 2]);
  }
});

test('views of allocated arrays survive the memory growing', () => {
  const a = kassei.allocate(3);
  a.view.set([1, -2, 3]);
  const before = a.view;
  const large = kassei.allocate(30_000_000);
  assert.equal(before.length, 0);
  assert.deepEqual([...a.view], [1, -2, 3]);
  assert.deepEqual([...kassei.relu(a)], [1, 0, 3]);
  assert.deepEqual([...kassei.relu(Float32Array.of(-1, 5))], [0, 5]);
  assert.throws(() => kassei.relu(before), /kassei\.relu: the buffer of x is detached/);
  large.free();
  a.free();
});

test('allocated memory is zero, padded on its own, and comes back after free', () => {
  const a = kassei.allocate(5);
  a.view.fill(3);
  a.free();
  a.free();
  assert.throws(() => a.view, /has been freed/);
  assert.throws(() => kassei.relu(a), { name: 'TypeError', message: 'kassei.relu: x has been freed' });
  for (let i = 0; i < 1000; i++) {
    const b = kassei.allocate(100_000);
    assert.equal(b.view[99_999], 0);
    b.view[99_999] = 1;
    b.free();
  }
  const [one, two] = [kassei.allocate(1), kassei.allocate(1)];
  two.view[0] = 42;
  kassei.linear(Float32Array.of(7), { out: one });
  kassei.sigmoid(one, { out: one });
  assert.equal(two.view[0], 42);
  one.free();
  two.free();
  if (Symbol.dispose) assert.equal(typeof one[Symbol.dispose], 'function');
});

test('a forgotten array is reclaimed, but not while its view is in use', async () => {
  setFlagsFromString('--expose-gc');
  const collect = async () => {
    for (let i = 0; i < 5; i++) {
      vm.runInNewContext('gc')();
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  let view = kassei.allocate(50_000).view.fill(5);
  const address = view.byteOffset;
  await collect();
  const other = kassei.allocate(50_000);
  assert.equal(view[0], 5);
  assert.notEqual(other.view.byteOffset, address);
  other.free();
  view = undefined;
  await collect();
  const again = kassei.allocate(50_000);
  assert.ok(again.view.byteOffset <= address);
  again.free();
});
