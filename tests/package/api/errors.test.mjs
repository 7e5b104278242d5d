// Bad input is refused with the function, the parameter, what was given and what is allowed; nothing is written.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { load, loadSync } from 'kassei';

const kassei = await load();
const x = Float32Array.of(-1, 0, 2);
const freed = kassei.allocate(3);
freed.free();
const other = loadSync(await readFile(new URL(import.meta.resolve('kassei/kassei.wasm'))));
const detached = new Float32Array(3);
structuredClone(detached.buffer, { transfer: [detached.buffer] });
const memory = new Float32Array(8);
const inside = kassei.allocate(4);
const shifted = new Float32Array(inside.view.buffer, inside.view.byteOffset + 4, 4);
const resizable = new ArrayBuffer(16, { maxByteLength: 64 });
const shrunk = new Float32Array(resizable, 8, 2);
resizable.resize(4);

/** [call, error, words of its message in order] */
const cases = [
  [() => kassei.elu(), TypeError, 'kassei.elu: x must be a Float32Array', 'got undefined'],
  [() => kassei.elu(1.5), TypeError, 'got 1.5', 'Float32Array.of(1.5)'],
  [() => kassei.elu([1, 2]), TypeError, 'kassei.elu: x', 'Array of length 2', 'Float32Array.from'],
  [() => kassei.elu(new Float64Array(4)), TypeError, 'Float64Array of length 4', 'Float32Array.from'],
  [() => kassei.elu(Object.create(Float32Array.prototype)), TypeError, 'x must be a Float32Array'],
  [() => kassei.elu({ length: 3 }), TypeError, 'got an object'],
  [() => kassei.elu('1'), TypeError, 'got "1"'],
  [() => kassei.elu(1n), TypeError, 'got 1n'],
  [() => kassei.elu(Symbol('s')), TypeError, 'got Symbol(s)'],
  [() => kassei.elu(null), TypeError, 'got null'],
  [() => kassei.elu(detached), TypeError, 'kassei.elu: the buffer of x is detached'],
  [() => kassei.elu(freed), TypeError, 'kassei.elu: x has been freed'],
  [() => kassei.elu(other.allocate(3)), TypeError, 'x was allocated by another instance'],
  [() => kassei.elu(x, null), TypeError, 'kassei.elu: options must be an object, got null'],
  [() => kassei.elu(x, 3), TypeError, 'options must be an object, got 3'],
  [() => kassei.elu(x, new Float32Array(3)), TypeError, 'options must be an object, got Float32Array of length 3'],
  [() => kassei.elu(x, { alpah: 1 }), TypeError, 'kassei.elu: unknown option "alpah", allowed are alpha, out'],
  [() => kassei.elu(x, { hasOwnProperty: 1 }), TypeError, 'unknown option "hasOwnProperty"'],
  [
    () => kassei.relu(x, { negative_slope: 1 }),
    TypeError,
    'unknown option "negative_slope"',
    'negativeSlope, maxValue, threshold',
  ],
  [() => kassei.elu(x, { alpha: '1' }), TypeError, 'kassei.elu: alpha must be a finite number, got "1"'],
  [() => kassei.elu(x, { alpha: null }), TypeError, 'alpha must be a finite number, got null'],
  [() => kassei.elu(x, { alpha: NaN }), RangeError, 'alpha must be a finite number, got NaN'],
  [() => kassei.elu(x, { alpha: Infinity }), RangeError, 'alpha must be a finite number, got Infinity'],
  [
    () => kassei.elu(x, { alpha: 1e39 }),
    RangeError,
    'alpha must be a finite number within ±3.4028234663852886e+38, got 1e+39',
  ],
  [
    () => kassei.relu(x, { maxValue: -1 }),
    RangeError,
    'kassei.relu: maxValue must be a number from 0 to Infinity, got -1',
  ],
  [() => kassei.elu.grad(x, { alpha: {} }), TypeError, 'kassei.elu.grad: alpha', 'got an object'],
  [() => kassei.elu(x, { out: [] }), TypeError, 'kassei.elu: out must be a Float32Array'],
  [
    () => kassei.elu(x, { out: new Float32Array(2) }),
    RangeError,
    'kassei.elu: out must have the length of x, 3, got 2',
  ],
  [() => kassei.elu(x, { out: kassei.allocate(4) }), RangeError, 'out must have the length of x, 3, got 4'],
  [
    () => kassei.elu.grad(x, { upstream: new Float32Array(4) }),
    RangeError,
    'kassei.elu.grad: upstream must have the length of x, 3',
  ],
  [
    () => kassei.elu.grad(x, { upstream: 1 }),
    TypeError,
    'upstream must be a Float32Array or an allocated array, got 1',
  ],
  [
    () => kassei.elu(memory.subarray(0, 4), { out: memory.subarray(1, 5) }),
    RangeError,
    'out must not overlap x',
    '12 bytes',
  ],
  [
    () => kassei.elu.grad(x, { upstream: memory.subarray(0, 3), out: memory.subarray(2, 5) }),
    RangeError,
    'out must not overlap upstream',
  ],
  [
    () => kassei.elu.grad(x, { upstream: memory.subarray(0, 3), out: memory.subarray(0, 3) }),
    RangeError,
    'out must not overlap upstream',
  ],
  [() => kassei.elu(inside, { out: shifted }), RangeError, 'out must not overlap x', '12 bytes'],
  [() => kassei.elu(shifted, { out: inside }), RangeError, 'out must not overlap x', '12 bytes'],
  [() => kassei.elu(new DataView(new ArrayBuffer(8))), TypeError, 'got DataView'],
  [() => kassei.elu(new BigInt64Array(2)), TypeError, 'BigInt64Array of length 2', 'Float32Array.from(..., Number)'],
  [() => kassei.elu(new Proxy(kassei.allocate(2), {})), TypeError, 'got AllocatedArray, wrapped in a proxy'],
  [() => kassei.elu(shrunk), TypeError, 'the buffer of x is detached or too short'],
  [() => kassei.elu(x, new Map([['alpha', 2]])), TypeError, 'options must be an object, got Map'],
  [() => kassei.elu(x, kassei.allocate(3)), TypeError, 'options must be an object, got AllocatedArray'],
  [() => kassei.threshold(x), TypeError, 'kassei.threshold: threshold must be a finite number, got undefined'],
  [() => kassei.threshold(x, { threshold: 1 }), TypeError, 'defaultValue must be a finite number, got undefined'],
  [
    () => kassei.gelu(x, { approximate: 'tanh' }),
    TypeError,
    'kassei.gelu: approximate must be true or false, got "tanh"',
  ],
  [() => kassei.gelu(x, { approximate: 1 }), TypeError, 'must be true or false, got 1'],
  [
    () => kassei.celu(x, { alpha: 0 }),
    RangeError,
    'kassei.celu: alpha must be a finite number of absolute value 1.401298464324817e-45 to',
    'got 0',
  ],
  [
    () => kassei.celu(x, { alpha: -Infinity }),
    RangeError,
    'kassei.celu: alpha must be a finite number',
    'got -Infinity',
  ],
  [
    () => kassei.softplus(x, { beta: 0 }),
    RangeError,
    'kassei.softplus: beta must be a finite number of absolute value 1.401298464324817e-45',
  ],
  [() => kassei.softShrink(x, { threshold: -1 }), RangeError, 'kassei.softShrink: threshold must be a number from 0'],
  [() => kassei.silu(x, { kinks: [1] }), TypeError, 'unknown option "kinks"'],
  [() => kassei.silu.grad(x, { kinks: [1] }), TypeError, 'unknown option "kinks"'],
  [() => kassei.elu.grad(x, { kinks: 1 }), TypeError, 'kassei.elu.grad: kinks must be an array of 1 slope', 'got 1'],
  [
    () => kassei.relu6.grad(x, { kinks: [0] }),
    TypeError,
    'kinks must be an array of 2 slopes, each a number or undefined, got Array of length 1',
  ],
  [
    () => kassei.elu.grad(x, { kinks: ['beta'] }),
    TypeError,
    'kassei.elu.grad: kinks[0] must be a number, "alpha" or undefined, got "beta"',
  ],
  [() => kassei.elu.grad(x, { kinks: [null] }), TypeError, 'kinks[0] must be a number', 'got null'],
  [() => kassei.elu.grad(x, { kinks: [Infinity] }), TypeError, 'kinks[0] must be a number', 'got Infinity'],
  [() => kassei.elu.grad(x, { kinks: [3.402823466385289e38] }), TypeError, 'kinks[0] must be', 'got 3.4028234663852'],
  [() => kassei.softmax(), TypeError, 'kassei.softmax: x must be a Float32Array'],
  [
    () => kassei.softmax(x, { shape: [2, 2] }),
    RangeError,
    'kassei.softmax: shape must have the length of x, 3',
    '[2, 2] with 4',
  ],
  [() => kassei.softmax(x, { shape: 3 }), TypeError, 'kassei.softmax: shape must be an array of integers, got 3'],
  [() => kassei.softmax(x, { shape: [3, 1.5] }), RangeError, 'got 1.5 for axis 1'],
  [() => kassei.softmax(x, { shape: ['3'] }), TypeError, 'got "3" for axis 0'],
  [() => kassei.softmax(x, { shape: [3, -2] }), RangeError, 'got -2 for axis 1'],
  [
    () => kassei.softmax(x, { axis: 1 }),
    RangeError,
    'an integer from -1 to 0, a list of these or null for shape [3], got 1',
  ],
  [() => kassei.softmax(x, { axis: 0.5 }), RangeError, 'axis must be an integer', 'got 0.5'],
  [() => kassei.softmax(x, { axis: '0' }), TypeError, 'axis must be an integer', 'got "0"'],
  [() => kassei.softmax(x, { mask: [1, 0, 1] }), TypeError, 'kassei.softmax: mask must be a Uint8Array, got Array'],
  [() => kassei.softmax(x, { mask: new Uint8ClampedArray(3) }), TypeError, 'got Uint8ClampedArray of length 3'],
  [() => kassei.softmax(x, { mask: new Uint8Array(2) }), RangeError, 'or of the last axes of shape [3], got 2'],
  [
    () => kassei.softmax(x, { mask: new Uint8Array(x.buffer, 0, 3), out: x }),
    RangeError,
    'kassei.softmax: out must not overlap mask',
  ],
  [() => kassei.softmax(x, { upstream: x }), TypeError, 'unknown option "upstream"'],
  [() => kassei.softmax.grad(x), TypeError, 'kassei.softmax.grad: upstream must be a Float32Array', 'got undefined'],
  [() => kassei.softmax.grad(x, {}), TypeError, 'kassei.softmax.grad: upstream must be a Float32Array'],
  [
    () => kassei.softmax.grad(x, { upstream: new Float32Array(2) }),
    RangeError,
    'upstream must have the length of the value, 3, got 2',
  ],
  [
    () => kassei.softmax(memory.subarray(0, 4), { out: memory.subarray(2, 6) }),
    RangeError,
    'kassei.softmax: out must not overlap x unless it is the same array',
  ],
  [() => kassei.glu(x), RangeError, 'kassei.glu: the axis must have an even length, got 3'],
  [() => kassei.glu(memory, { out: new Float32Array(8) }), RangeError, 'kassei.glu: out must have length 4, got 8'],
  [
    () => kassei.glu(memory, { out: memory.subarray(0, 4) }),
    RangeError,
    'kassei.glu: out must not overlap x',
    '16 bytes',
  ],
  [
    () => kassei.glu.grad(memory, { upstream: new Float32Array(8) }),
    RangeError,
    'upstream must have the length of the value, 4, got 8',
  ],
  [() => kassei.prelu(x), TypeError, 'kassei.prelu: slope must be a Float32Array', 'got undefined'],
  [() => kassei.prelu(x, {}), TypeError, 'kassei.prelu: slope must be a Float32Array', 'got undefined'],
  [
    () => kassei.prelu(x, { slope: 0.25 }),
    TypeError,
    'kassei.prelu: slope must be a Float32Array',
    'Float32Array.of(0.25)',
  ],
  [
    () => kassei.prelu(x, { slope: memory }),
    RangeError,
    'slope must have length 1 or that of the axis, 3, got 8; give the shape',
  ],
  [
    () => kassei.prelu.grad(x, { slope: x, kinks: ['alpha'] }),
    TypeError,
    'kinks[0] must be a number, "slope" or undefined, got "alpha"',
  ],
  [
    () => kassei.prelu.grad(x, { slope: x, upstream: memory }),
    RangeError,
    'upstream must have the length of x, 3, got 8',
  ],
  [() => kassei.prelu.gradSlope(x, { slope: x }), TypeError, 'kassei.prelu.gradSlope: upstream must be a Float32Array'],
  [
    () => kassei.prelu.gradSlope(x, { slope: Float32Array.of(1), upstream: x, out: x.slice() }),
    RangeError,
    'out must have length 1, got 3',
  ],
  [
    () => kassei.prelu(memory.subarray(0, 4), { slope: memory.subarray(4), out: memory.subarray(4) }),
    RangeError,
    'kassei.prelu: out must not overlap slope',
  ],
  [() => kassei.allocate(-1), RangeError, 'kassei.allocate: length must be an integer from 0 to', 'got -1'],
  [() => kassei.allocate(1.5), RangeError, 'got 1.5'],
  [() => kassei.allocate('8'), TypeError, 'got "8"'],
  [() => kassei.allocate(2 ** 40), RangeError, 'got 1099511627776'],
];

for (const [call, type, ...words] of cases) {
  test(`${call.toString().slice(6)}`, () => {
    assert.throws(call, (error) => {
      assert.equal(error.constructor, type, error.stack);
      let at = 0;
      for (const word of words) {
        const found = error.message.indexOf(word, at);
        assert.ok(found >= 0, `"${error.message}" lacks "${word}"`);
        at = found + word.length;
      }
      return true;
    });
  });
}

test('nothing is written when an argument is wrong', () => {
  const out = new Float32Array(3).fill(5);
  for (const options of [
    { alpha: NaN, out },
    { alpah: 1, out },
    { alpha: '1', out },
  ]) {
    assert.throws(() => kassei.elu(x, options));
    assert.throws(() => kassei.elu.grad(x, { upstream: new Float32Array(2), out }));
  }
  assert.deepEqual([...out], [5, 5, 5]);
});

test('undefined means the default, in place is the same memory by any view', () => {
  assert.deepEqual(kassei.elu(x, undefined), kassei.elu(x));
  assert.deepEqual(kassei.elu(x, { alpha: undefined, out: undefined }), kassei.elu(x));
  assert.deepEqual(kassei.elu.grad(x, { kinks: [undefined] }), kassei.elu.grad(x));
  assert.deepEqual(kassei.prelu.grad(x, { slope: x, kinks: [undefined] }), kassei.prelu.grad(x, { slope: x }));
  for (const slope of [-1, 1].map((sign) => sign * 3.4028234663852886e38)) {
    assert.equal(kassei.elu.grad(x, { kinks: [slope] })[1], slope);
  }
  const a = Float32Array.of(-1, 3);
  kassei.relu(a, { out: new Float32Array(a.buffer) });
  assert.deepEqual([...a], [0, 3]);
  const b = kassei.allocate(2);
  b.view.set([-1, 3]);
  kassei.relu(b.view, { out: b });
  assert.deepEqual([...b.view], [0, 3]);
  assert.throws(() => kassei.relu(kassei.allocate(2), { out: b, upstream: b }), /unknown option/);
  assert.throws(() => kassei.relu.grad(x.subarray(0, 2), { out: b, upstream: b }), /out must not overlap upstream/);
});
