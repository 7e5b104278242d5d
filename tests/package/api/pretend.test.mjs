// Objects that pretend: own properties and getters of options count, Object.prototype's and those of arrays never.
import assert from 'node:assert/strict';
import test from 'node:test';
import vm from 'node:vm';
import { load } from 'kassei';
import { like } from 'kassei/dialects';

const kassei = await load();
const of = (...x) => Float32Array.of(...x);
const x = of(-1, 0, 2, 3);
const detached = new Float32Array(3);
structuredClone(detached.buffer, { transfer: [detached.buffer] });

const slope = of(0.5, 1, 2, 3);
const upstream = of(1, 2, 3, 4);
const two = { slope: of(0.1, 0.2), shape: [2, 2] };

/** A call of each kind, and what its options say. */
const calls = {
  elementwise: [(options) => kassei.elu(x, options), { alpha: 0.5 }],
  gradient: [(options) => kassei.relu.grad(x, options), { upstream, kinks: [0.5, undefined] }],
  'row-wise': [(options) => kassei.softmax(x, options), { shape: [2, 2], axis: 0, mask: Uint8Array.of(1, 0, 1, 1) }],
  'row-wise gradient': [(options) => kassei.softmax.grad(x, options), { upstream, shape: [2, 2], axis: 0 }],
  channelwise: [(options) => kassei.prelu(x, options), { ...two, axis: 0 }],
  'channelwise gradient': [(options) => kassei.prelu.grad(x, options), { ...two, axis: 0, upstream, kinks: ['slope'] }],
  'slope gradient': [(options) => kassei.prelu.gradSlope(x, options), { upstream, slope }],
  dialect: [(options) => like(kassei, 'pytorch').prelu(x, options), two],
};

/** Calls that give few options or none. */
const few = [
  () => kassei.elu(x),
  () => kassei.elu(x, {}),
  () => kassei.relu.grad(x, {}),
  () => kassei.softmax(x),
  () => kassei.softmax(x, {}),
  () => kassei.softmax(x, { shape: [2, 2] }),
  () => kassei.prelu(of(-1, -2, -3, -4), two),
  () => kassei.softmax.grad(x, {}),
  () => kassei.softmax.grad(x, { upstream }),
  () => kassei.prelu(x, {}),
  () => kassei.prelu(x, { slope }),
  () => kassei.prelu.grad(x, { slope }),
  () => kassei.prelu.gradSlope(x, { slope }),
  () => kassei.prelu.gradSlope(x, { slope, upstream }),
  () => like(kassei, 'jax').gelu(x, {}),
];
const outcome = (call) => {
  try {
    return call();
  } catch ({ message }) {
    return message;
  }
};
/** Valid ones that would change each result. */
const arrays = { mask: Uint8Array.of(1, 0, 1, 1), slope: of(7), upstream: of(7, 7, 7, 7) };

class Holder {
  #given;
  constructor(given) {
    this.#given = given;
  }
  static over(names) {
    const Made = class extends Holder {};
    for (const name of names) {
      Object.defineProperty(Made.prototype, name, {
        get() {
          return this.read(name);
        },
      });
    }
    return Made;
  }
  read(name) {
    return this.#given[name];
  }
}

for (const [kind, [call, given]] of Object.entries(calls)) {
  const forms = {
    'an own property that is not enumerable': () =>
      Object.create(
        Object.prototype,
        Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }])),
      ),
    'getters of a class': () => new (Holder.over(Object.keys(given)))(given),
    'inherited properties': () => Object.create(Object.create(given)),
    'a prototype of null': () => Object.assign(Object.create(null), given),
    'another realm': () => Object.assign(vm.runInNewContext('({})'), given),
  };
  for (const [form, make] of Object.entries(forms)) {
    test(`${kind}: options as ${form}`, () => {
      assert.deepEqual(call(make()), call(given));
      const out = new Float32Array(4);
      assert.equal(call(Object.defineProperty(make(), 'out', { value: out })), out);
    });
  }

  test(`${kind}: what is added to Object.prototype is no option, and each option is read once`, () => {
    const expected = call(given);
    const alone = few.map(outcome);
    const victim = new Float32Array(4);
    const intruders = { extend() {}, alpha: 9, ...arrays, shape: [2, 2], axis: 0, kinks: 3, out: victim };
    const foreign = vm.runInNewContext('({ realm: Object.prototype, options: {} })');
    try {
      Object.assign(Object.prototype, intruders);
      Object.assign(foreign.realm, intruders);
      assert.deepEqual(call({ ...given }), expected);
      assert.deepEqual(call(Object.assign(foreign.options, given)), expected);
      assert.deepEqual(few.map(outcome), alone);
    } finally {
      for (const name of Object.keys(intruders)) delete Object.prototype[name];
    }
    assert.deepEqual([...victim], [0, 0, 0, 0]);
    const reads = {};
    const all = { ...given, out: victim };
    const spy = new Proxy(all, {
      get: (object, name) => {
        reads[name] = (reads[name] ?? 0) + 1;
        return object[name];
      },
    });
    assert.deepEqual(call(spy), expected);
    for (const name of Object.keys(all)) assert.equal(reads[name], 1, name);
  });
}

test('a getter among the options cannot change what was checked', () => {
  const buffer = new ArrayBuffer(16, { maxByteLength: 4096 });
  const view = new Float32Array(buffer);
  const out = kassei.allocate(4);
  const neighbour = kassei.allocate(4);
  neighbour.view.fill(9);
  const options = {
    out,
    get threshold() {
      buffer.resize(4096);
      return 0;
    },
  };
  assert.throws(() => kassei.relu(view, options), /out must have the length of x, 1024, got 4/);
  assert.deepEqual([...neighbour.view], [9, 9, 9, 9]);
});

test('a subclass cannot pretend another length', () => {
  class Liar extends Float32Array {
    get length() {
      return 100;
    }
  }
  assert.equal(kassei.relu(new Liar(20_000)).length, 20_000);
  assert.throws(() => kassei.relu(new Float32Array(100), { out: new Liar(20_000) }), /got 20000/);
});

test('an allocated array is as long as its memory, whatever it pretends', () => {
  const [array, neighbour] = [kassei.allocate(4), kassei.allocate(4)];
  neighbour.view.fill(7);
  Object.defineProperty(array, 'length', { value: 16 });
  assert.throws(() => kassei.relu(new Float32Array(16), { out: array }), /length of x, 16, got 4/);
  assert.equal(kassei.relu(array).length, 4);
  for (const pretence of [{ length: 16, view: new Float32Array(16) }, null, Float32Array.prototype]) {
    const other = kassei.allocate(4);
    other.view.set(x);
    Object.setPrototypeOf(other, pretence);
    assert.deepEqual([...kassei.relu(other)], [0, 0, 2, 3]);
    assert.equal(kassei.softmax(other, { out: other, mask: new Uint8Array(4).fill(1) }), other);
    assert.throws(() => kassei.prelu(new Float32Array(16), { slope: of(1), out: other }), /got 4/);
  }
  assert.deepEqual([...neighbour.view], [7, 7, 7, 7]);
});

test('a mask in the memory is copied by its elements, not by methods of its own', () => {
  const holder = kassei.allocate(1);
  const mask = new Uint8Array(holder.view.buffer, holder.view.byteOffset, 4);
  mask.set([1, 0, 1, 1]);
  const expected = kassei.softmax(x, { mask: Uint8Array.of(1, 0, 1, 1) });
  mask.slice = () => new Uint8Array(4).fill(1);
  Object.defineProperty(mask, 'constructor', { value: { [Symbol.species]: Float64Array } });
  assert.deepEqual(kassei.softmax(x, { mask }), expected);
});

/** An array whose own methods give other elements than it has. */
const pretending = (elements, others) =>
  Object.assign(elements, {
    *[Symbol.iterator]() {
      yield* others;
    },
    ...Object.fromEntries(['slice', 'map', 'concat', 'filter', 'reduce', 'every'].map((name) => [name, () => others])),
  });
/** An array with a getter as its first element. */
const withGetter = (elements, get) => Object.defineProperty(elements, 0, { get });

test('a shape and kinks are their elements, each read once, not what methods of theirs give', () => {
  const [rows, slopes] = [kassei.softmax(x, { shape: [2, 2], axis: 0 }), kassei.relu.grad(x, { kinks: [0.25, 1] })];
  let reads = 0;
  const changing = (first, later) => () => (reads++ ? later : first);
  for (const shape of [
    pretending([2, 2], [4]),
    withGetter([2, 2], changing(2, 2 ** 20)),
    withGetter([2, 2], function () {
      return this.push(2) && 2;
    }),
  ]) {
    reads = 0;
    assert.deepEqual(kassei.softmax(x, { shape, axis: 0 }), rows);
  }
  for (const kinks of [pretending([0.25, 1], ['no', 'no']), withGetter([0.25, 1], changing(0.25, 9))]) {
    reads = 0;
    assert.deepEqual(kassei.relu.grad(x, { kinks }), slopes);
  }
});

test('a shape and kinks are read before the arrays are checked', () => {
  const slope = of(0.5);
  const calls = [
    (a, get) => kassei.softmax(a, { shape: withGetter([2, 2], () => get(2)) }),
    (a, get) => kassei.prelu(a, { slope, shape: withGetter([2, 2], () => get(2)) }),
    (a, get) => kassei.prelu.grad(a, { slope, kinks: withGetter([0], () => get('slope')) }),
    (a, get) => kassei.relu.grad(a, { kinks: withGetter([0, 0], () => get(0.5)) }),
  ];
  for (const call of calls) {
    const a = kassei.allocate(4);
    assert.throws(() => call(a, (value) => a.free() ?? value), /x has been freed$/);
  }
  const buffer = new ArrayBuffer(4, { maxByteLength: 4 });
  const shape = withGetter([2, 2], () => buffer.resize(3) ?? 2);
  assert.throws(
    () => kassei.softmax(x, { shape, mask: new Uint8Array(buffer) }),
    /mask must have the length.*, 4, or .* got 3/,
  );
});

test('a typed array has the brand, the length and the buffer that it is made of', () => {
  assert.throws(() => kassei.relu(Object.defineProperty(detached, 'length', { value: 3 })), /buffer of x is detached/);
  const mask = Object.defineProperty(new Uint8Array(2), 'length', { value: 4 });
  assert.throws(() => kassei.softmax(x, { mask }), /mask must have the length of x, 4, or .* got 2/);
  const out = kassei.softmax(x, { mask: vm.runInNewContext('Uint8Array.of(1, 0, 1, 1)') });
  assert.deepEqual(out, kassei.softmax(x, { mask: Uint8Array.of(1, 0, 1, 1) }));
  const long = Float32Array.from({ length: 100 }, (_, i) => i - 50).subarray(1);
  const positive = kassei.relu(long);
  for (const [name, value] of Object.entries({ buffer: new ArrayBuffer(400), byteOffset: 0, length: 7 })) {
    assert.deepEqual(kassei.relu(Object.defineProperty(long.subarray(), name, { value })), positive, name);
  }
  const buffer = new ArrayBuffer(32);
  const [a, b] = [new Float32Array(buffer, 0, 4), new Float32Array(buffer, 8, 4)];
  for (const [name, value] of [
    ['buffer', new ArrayBuffer(32)],
    ['byteOffset', 16],
    ['byteLength', 0],
  ]) {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ]) {
      Object.defineProperty(from, name, { value, configurable: true });
      assert.throws(() => kassei.relu(from, { out: to }), /out must not overlap x/, name);
      assert.throws(() => kassei.relu(to, { out: from }), /out must not overlap x/, name);
      delete from[name];
    }
  }
});

test('a single slope of prelu wants an axis within the shape; a framework has its own', () => {
  for (const axis of ['no', Number.NaN, 0.5, 1, -2, {}, [null], [1]]) {
    assert.throws(() => kassei.prelu(x, { slope: of(0.5), axis }), /axis must be an integer from -1 to 0/);
  }
  assert.deepEqual([...like(kassei, 'pytorch').prelu(x, { slope: of(0.5) })], [-0.5, 0, 2, 3]);
  assert.throws(() => like(kassei, 'pytorch').prelu(x, { slope: of(1, 2, 3, 4) }), /axis must be/);
});

test('an allocated array is not cloned by mistake', () => {
  const array = kassei.allocate(2);
  assert.throws(() => structuredClone(array), { name: 'DataCloneError' });
  array.free();
});
