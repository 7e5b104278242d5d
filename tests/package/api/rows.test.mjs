// Row-wise functions: shapes, axes, masks, and every way of passing arrays.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';

const kassei = await load();
const wave = (length, seed = 0) => Float32Array.from({ length }, (_, i) => Math.sin(i * 0.73 + seed) * 4 + Math.cos(i));
const product = (shape) => shape.reduce((a, b) => a * b, 1);

/** An allocated array with these elements. */
function allocated(elements) {
  const array = kassei.allocate(elements.length);
  array.view.set(elements);
  return array;
}

/** Calls work(row, indices) for each row of an array along an axis; work gives what stands in the result's row. */
function byRow(shape, axis, count, work) {
  const inner = product(shape.slice(axis + 1));
  const result = new Float32Array((product(shape) / shape[axis]) * count);
  for (let block = 0; block < product(shape.slice(0, axis)); block++) {
    for (let column = 0; column < inner; column++) {
      const at = (n) => Array.from({ length: n }, (_, i) => (block * n + i) * inner + column);
      work(at(shape[axis])).forEach((y, i) => {
        result[at(count)[i]] = y;
      });
    }
  }
  return result;
}

const shapes = [
  [1],
  [2],
  [6],
  [67],
  [4, 1],
  [3, 5],
  [2, 4, 3],
  [2, 2, 2, 2],
  [1, 6, 1],
  [20_000, 2],
  [2, 20_000],
  [3, 2, 16_387],
];
const functions = ['softmax', 'logSoftmax', 'sparsemax', 'glu'];

for (const name of functions) {
  const f = kassei[name];
  const halves = name === 'glu';
  test(`${name}: every axis of every shape gives what its rows give, however the arrays are passed`, () => {
    for (const shape of shapes) {
      for (let axis = 0; axis < shape.length; axis++) {
        const length = shape[axis];
        if (halves && length % 2) continue;
        const x = wave(product(shape));
        const upstream = wave(halves ? x.length / 2 : x.length, 1);
        const rows = [];
        byRow(shape, axis, 0, (at) => rows.push(at) && []);
        const out = halves ? length / 2 : length;
        const pick = (array, at) => Float32Array.from(at, (i) => array[i]);
        const upstreamAt = [];
        byRow(shape.with(axis, out), axis, 0, (at) => upstreamAt.push(at) && []);
        // Few rows are enough where there are thousands.
        for (let row = 0; row < rows.length; row += Math.ceil(rows.length / 7)) {
          const options = { shape, axis };
          const value = f(x, options);
          const gradient = f.grad(x, { ...options, upstream });
          const one = pick(x, rows[row]);
          close(pick(value, upstreamAt[row]), f(one));
          close(pick(gradient, rows[row]), f.grad(one, { upstream: pick(upstream, upstreamAt[row]) }));
        }
        const options = { shape, axis: axis - shape.length };
        const value = f(x, options);
        const gradient = f.grad(x, { ...options, upstream });
        const [a, g, b, c] = [x, upstream, value, x].map(allocated);
        assert.equal(f(a, { ...options, out: b }), b);
        assert.deepEqual(b.view.slice(), value);
        assert.deepEqual(f(a, options), value);
        assert.deepEqual(f(x, { ...options, out: b }).view.slice(), value);
        assert.deepEqual(f.grad(a, { ...options, upstream: g }), gradient);
        assert.deepEqual(f.grad(x, { ...options, upstream: g, out: c }).view.slice(), gradient);
        assert.deepEqual(f.grad(a, { ...options, upstream, out: c }).view.slice(), gradient);
        assert.deepEqual(f.grad(a, { ...options, upstream: g, out: a }).view.slice(), gradient);
        const own = x.slice();
        assert.deepEqual(f.grad(own, { ...options, upstream, out: own }), gradient);
        if (!halves) {
          const mine = x.slice();
          assert.equal(f(mine, { ...options, out: mine }), mine);
          assert.deepEqual(mine, value);
          c.view.set(x);
          assert.deepEqual(f(c, { ...options, out: c }).view.slice(), value);
        }
        for (const array of [a, g, b, c]) array.free();
      }
    }
  });
}

/** Along another axis the sums have another order: the last bit may differ. */
function close(got, expected) {
  assert.equal(got.length, expected.length);
  got.forEach((y, i) => {
    const same = Object.is(y, expected[i]) || Math.abs(y - expected[i]) <= 2 ** -23 * Math.abs(expected[i]) + 1e-12;
    assert.ok(same, `${y} is not ${expected[i]}`);
  });
}

test('rows from 1 to a million are stable: shifted inputs give the same but for the last place, and the sum is 1', () => {
  for (const length of [1, 2, 3, 10, 1000, 16_384, 16_385, 100_000, 1_000_000]) {
    const x = Float32Array.from({ length }, (_, i) => Math.fround(((i * 7919) % 1024) / 64));
    const y = kassei.softmax(x);
    assert.ok(Math.abs(y.reduce((sum, v) => sum + v, 0) - 1) < 1e-6, `${length}`);
    const shifted = kassei.softmax(x.map((v) => v + 1024));
    assert.ok(shifted.every((v, i) => Math.abs(v - y[i]) <= 2 ** -22 * y[i]));
    const logarithms = kassei.logSoftmax(x);
    for (let i = 0; i < length; i += Math.ceil(length / 100)) {
      assert.ok(Math.abs(Math.exp(logarithms[i]) / y[i] - 1) < 2e-6, `${length}: ${y[i]}, ${logarithms[i]}`);
    }
  }
});

test('softmax with a mask: masked outputs are 0, a row without any other is 0, and the others do not see them', () => {
  const shape = [3, 5];
  const x = Float32Array.of(1, NaN, 3, Infinity, 2, 4, 5, 6, 7, 8, -Infinity, 1, 2, 3, 4);
  const mask = Uint8Array.of(1, 0, 7, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0);
  const upstream = wave(15);
  const expected = new Float32Array(15);
  const gradient = new Float32Array(15);
  for (let row = 0; row < 3; row++) {
    const kept = [0, 1, 2, 3, 4].map((i) => 5 * row + i).filter((i) => mask[i]);
    if (!kept.length) continue;
    const part = Float32Array.from(kept, (i) => x[i]);
    const value = kassei.softmax(part);
    const slopes = kassei.softmax.grad(part, { upstream: Float32Array.from(kept, (i) => upstream[i]) });
    kept.forEach((i, k) => {
      expected[i] = value[k];
      gradient[i] = slopes[k];
    });
  }
  const dirty = upstream.map((g, i) => (mask[i] ? g : NaN));
  const [a, b, g] = [x, x, dirty].map(allocated);
  for (const [from, out] of [[x], [x, new Float32Array(15)], [a], [a, b], [x.slice()], [b, b]]) {
    if (from === b) b.view.set(x);
    const got = kassei.softmax(from, { shape, mask, out });
    assert.deepEqual(got.view ? got.view.slice() : got, expected);
  }
  for (const dy of [dirty, g]) {
    close(kassei.softmax.grad(x, { shape, mask, upstream: dy }), gradient);
    close(kassei.softmax.grad(a, { shape, mask, upstream: dy }), gradient);
  }
  const transposed = (array) => array.map((_, i) => array[(i % 3) * 5 + Math.floor(i / 3)]);
  const across = kassei.softmax(transposed(x), { shape: [5, 3], axis: 0, mask: transposed(mask) });
  close(across, transposed(expected));
  const long = new Float32Array(40_000).fill(1);
  const half = new Uint8Array(40_000).fill(1, 20_000);
  assert.deepEqual(
    kassei.softmax(long, { mask: half }),
    long.map((_, i) => (i < 20_000 ? 0 : Math.fround(1 / 20_000))),
  );
  for (const array of [a, b, g]) array.free();
});

test('softmax with a mask, of more rows than the scratch holds at a time', () => {
  const shape = [5, 9000];
  const x = wave(product(shape));
  const mask = Uint8Array.from(x, (_, i) => Number(i % 4 !== Math.floor(i / 9000)));
  const upstream = wave(x.length, 1).map((g, i) => (mask[i] ? g : NaN));
  const value = kassei.softmax(x, { shape, mask });
  const gradient = kassei.softmax.grad(x, { shape, mask, upstream });
  for (let row = 0; row < 5; row++) {
    const of = (array) => array.slice(9000 * row, 9000 * (row + 1));
    assert.deepEqual(of(value), kassei.softmax(of(x), { mask: of(mask) }));
    assert.deepEqual(of(gradient), kassei.softmax.grad(of(x), { mask: of(mask), upstream: of(upstream) }));
  }
  assert.ok(gradient.every(Number.isFinite));
});

test('views of the memory serve also in a call that makes it grow', async () => {
  const fresh = await load({});
  const a = fresh.allocate(200_000);
  const b = fresh.allocate(200_000);
  const x = wave(200_000);
  a.view.set(x);
  const before = a.view;
  const out = Object.defineProperties(b.view, { length: { value: 7 }, byteOffset: { value: 0 } });
  fresh.softmax(a.view, { out });
  assert.equal(before.length, 0, 'the memory has not grown');
  assert.deepEqual(b.view.slice(), kassei.softmax(x));
  const other = await load({});
  const bits = other.allocate(50_000);
  const mask = new Uint8Array(bits.view.buffer, bits.view.byteOffset, 200_000).fill(1, 1000);
  const masked = kassei.softmax(x, { mask: mask.slice() });
  assert.deepEqual(other.softmax(x, { mask }), masked);
  assert.equal(mask.length, 0, 'the memory has not grown');
  const small = fresh.allocate(40);
  small.view.set(x.subarray(0, 40));
  const slope = wave(1_000_000, 1);
  const upstream = new Float32Array(1_000_000).fill(1);
  const many = fresh.allocate(1_000_000);
  many.view.set(slope);
  assert.deepEqual(
    fresh.prelu.gradSlope(many.view, { slope, upstream }),
    kassei.prelu.gradSlope(slope, { slope, upstream }),
  );
});

test('what does not fit the memory is refused, and nothing is damaged', async () => {
  const fresh = await load({});
  const [slope, huge] = [new Float32Array(2 ** 27), new Float32Array(2 ** 28)];
  assert.throws(() => fresh.prelu.gradSlope(huge, { slope, shape: [2 ** 27, 2], axis: 0, upstream: huge }), {
    name: 'RangeError',
    message: `kassei.prelu.gradSlope: not enough memory for ${2 ** 30} elements; free some`,
  });
  assert.deepEqual(fresh.softmax(wave(10)), kassei.softmax(wave(10)));
});

test("a subclass's own methods do not come between", () => {
  class Deaf extends Float32Array {
    set() {}
  }
  const out = new Deaf(200);
  assert.deepEqual([...kassei.softmax(wave(200), { out })], [...kassei.softmax(wave(200))]);
});

test('calls give back the memory that they take', () => {
  const long = new Float32Array(100_000);
  const before = kassei.allocate(1);
  for (let i = 0; i < 2000; i++) {
    kassei.softmax(long);
    kassei.prelu(long, { slope: Float32Array.of(1) });
  }
  const after = kassei.allocate(1);
  assert.ok(Math.abs(after.view.byteOffset - before.view.byteOffset) < 4096);
  before.free();
  after.free();
});
