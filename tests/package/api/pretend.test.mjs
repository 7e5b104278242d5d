// Objects that pretend: own properties and getters of options count, Object.prototype's and those of arrays never.
import assert from 'node:assert/strict';
import test from 'node:test';
import vm from 'node:vm';
import { load } from 'kassei';
import { like } from 'kassei/dialects';

const kassei = await load();
const of = (...x) => Float32Array.of(...x);
const x = of(-1, 0, 2, 3);

/** A call of each kind, and what its options say. */
const calls = {
  elementwise: [(options) => kassei.elu(x, options), { alpha: 0.5 }],
  gradient: [(options) => kassei.relu.grad(x, options), { upstream: of(1, 2, 3, 4), kinks: [0.5, undefined] }],
  'row-wise': [(options) => kassei.softmax(x, options), { shape: [2, 2], axis: 0, mask: Uint8Array.of(1, 0, 1, 1) }],
  channelwise: [(options) => kassei.prelu(x, options), { slope: of(0.1, 0.2), shape: [2, 2], axis: 0 }],
  dialect: [(options) => like(kassei, 'pytorch').prelu(x, options), { slope: of(0.1, 0.2), shape: [2, 2] }],
};

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
    const victim = new Float32Array(4);
    const intruders = {
      extend() {},
      out: victim,
      alpha: 9,
      mask: 1,
      axis: 7,
      slope: 1,
      kinks: 3,
      upstream: 2,
      shape: [4],
    };
    const foreign = vm.runInNewContext('({ realm: Object.prototype, options: {} })');
    try {
      Object.assign(Object.prototype, intruders);
      Object.assign(foreign.realm, intruders);
      assert.deepEqual(call({ ...given }), expected);
      assert.deepEqual(call(Object.assign(foreign.options, given)), expected);
      assert.deepEqual(kassei.softmax(x).length, 4);
      assert.deepEqual(kassei.elu(x, {}), kassei.elu(x));
    } finally {
      for (const name of Object.keys(intruders)) delete Object.prototype[name];
    }
    assert.deepEqual([...victim], [0, 0, 0, 0]);
    const reads = {};
    const spy = new Proxy(given, {
      get: (object, name) => {
        reads[name] = (reads[name] ?? 0) + 1;
        return object[name];
      },
    });
    assert.deepEqual(call(spy), expected);
    for (const name of Object.keys(given)) assert.equal(reads[name], 1, name);
  });
}

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

test('a mask in the memory, a shape and kinks are copied by their elements, not by methods of theirs', () => {
  const holder = kassei.allocate(1);
  const mask = new Uint8Array(holder.view.buffer, holder.view.byteOffset, 4);
  mask.set([1, 0, 1, 1]);
  const expected = kassei.softmax(x, { mask: Uint8Array.of(1, 0, 1, 1) });
  mask.slice = () => new Uint8Array(4).fill(1);
  Object.defineProperty(mask, 'constructor', { value: { [Symbol.species]: Float64Array } });
  assert.deepEqual(kassei.softmax(x, { mask }), expected);
  const shape = [2, 2];
  shape[Symbol.iterator] = function* () {
    yield 4;
  };
  assert.deepEqual(kassei.softmax(x, { shape }), kassei.softmax(x, { shape: [2, 2] }));
  let reads = 0;
  const changing = Object.defineProperty([2, 2], 0, { get: () => (reads++ ? 2 ** 20 : 2) });
  assert.deepEqual(kassei.softmax(x, { shape: changing, axis: 0 }), kassei.softmax(x, { shape: [2, 2], axis: 0 }));
  assert.equal(reads, 1);
  const kinks = [0.25, 1];
  kinks[Symbol.iterator] = function* () {
    yield 'nonsense';
  };
  assert.deepEqual([...kassei.relu.grad(x, { kinks })], [0, 0.25, 1, 1]);
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
