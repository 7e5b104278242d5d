// Errors lead to what the caller wants: each kind of wrong value has its own way out, and no message is endless.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { like } from 'kassei/dialects';

const kassei = await load();
const x = Float32Array.of(1, 2, 3);
const tensor = { data: x, dims: [3], type: 'float32' };
const tfTensor = { dataSync: () => x, data: async () => x, shape: [3] };
const unreadable = Object.defineProperty({}, 'data', {
  get() {
    throw new Error('no');
  },
});
const revoked = Proxy.revocable([], {});
revoked.revoke();

const ways = [
  [new Uint16Array(3), /float16 bits are new Float16Array\(x\.buffer\); for integers, convert it/],
  [Buffer.from(x.buffer), /Uint8Array of length 12; the bytes of float32 are new Float32Array\(Uint8Array\.from\(x\)/],
  [new Int32Array(2), /Int32Array of length 2; convert it with Float32Array\.from/],
  [new BigInt64Array(2), /Float32Array\.from\(\.\.\., Number\)/],
  [[1, 2], /Array of length 2; convert it with Float32Array\.from/],
  [[[1], [2]], /write Float32Array\.from\(x\.flat\(Infinity\)\), and give its shape/],
  [[x], /x\.flat\(Infinity\)/],
  [x.buffer, /ArrayBuffer; make a Float32Array of its buffer/],
  [new DataView(x.buffer), /DataView; make a Float32Array of its buffer/],
  [tensor, /an object; pass x\.data, and x\.dims as shape/],
  [tfTensor, /pass await x\.data\(\) and x\.shape/],
  [Promise.resolve(x), /Promise; await it/],
  [unreadable, /got an object$/],
  [revoked.proxy, /got an object$/],
  [[x, 1], /x\.flat\(Infinity\)/],
  [() => {}, /got a function$/],
  [Object.defineProperty(new Int8Array(3), 'length', { value: 9 }), /got Int8Array of length 3; convert it/],
  ['a'.repeat(60), /got "a{60}"$/],
  ['a'.repeat(1e6), /got "a{60}…"$/],
  [10n ** 100n, /got 10{59}…$/],
  [Symbol('s'.repeat(1e6)), /got Symbol\(s{53}…$/],
  [{ [Symbol.toStringTag]: 'T'.repeat(1e6) }, /got T{60}…$/],
];

for (const [value, way] of ways) {
  test(`${way}`, () => {
    for (const call of [
      () => kassei.gelu(value),
      () => kassei.softmax(value),
      () => kassei.prelu(x, { slope: value }),
      () => kassei.gelu.grad(x, { upstream: value }),
      () => kassei.gelu(x, { out: value }),
    ]) {
      assert.throws(
        call,
        (error) => error instanceof TypeError && way.test(error.message) && error.message.length < 400,
      );
    }
  });
}

test("PyTorch's spelling of approximate is told", () => {
  assert.throws(() => kassei.gelu(x, { approximate: 'tanh' }), /must be true or false, got "tanh"; write true$/);
  assert.throws(() => kassei.gelu(x, { approximate: 'none' }), /got "none"; write false$/);
});

test('the errors of a dialect name its own spelling', () => {
  const webnn = like(kassei, 'webnn');
  assert.throws(() => webnn.get('clamp')([1]), /^TypeError: clamp \(kassei\.hardTanh\): x must be/);
  assert.throws(() => webnn.hardTanh.grad([1]), /^TypeError: clamp \(kassei\.hardTanh\)\.grad: x must be/);
  assert.throws(() => like(kassei, 'pytorch').get('Softmin'), /pytorch has no "Softmin"; there are /);
  assert.throws(() => like(kassei, 'pytorch').get('Hardswsh'), /did you mean "Hardswish"/);
});

test('a shape of many axes is not printed whole', () => {
  for (const shape of [new Array(100_000).fill(1), new Array(100_000).fill(2)]) {
    assert.throws(
      () => kassei.softmax(x, { shape }),
      (error) => error.message.length < 300 && /\[([12], ){8}… 100000 in all\]/.test(error.message),
    );
  }
  assert.throws(() => kassei.softmax(x, { shape: new Array(2 ** 32 - 1) }), /got undefined for axis 0/);
  assert.throws(() => kassei.softmax(x, { axis: new Array(2 ** 32 - 1) }), /axis must be .*got undefined/);
  assert.throws(
    () => kassei.softmax(x, { ['o'.repeat(1e6)]: 1 }),
    (error) => error.message.length < 300,
  );
});

test('a length of -0 is 0', () => {
  assert.ok(Object.is(kassei.allocate(-0).length, 0));
});
