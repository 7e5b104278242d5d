// kassei/float16, of both instances: every pattern, every middle, arrays of every kind.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { fromFloat16, toFloat16 } from 'kassei/float16';

const k = await load();

/** The number with these bits, by its definition. */
function numberOf(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return exponent ? sign * (1 + fraction / 1024) * 2 ** (exponent - 15) : sign * fraction * 2 ** -24;
}

const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits);

test('every pattern is its number, and comes back', () => {
  const x = fromFloat16(k, all);
  all.forEach((bits) => {
    assert.ok(Object.is(x[bits], numberOf(bits)), `${bits} gives ${x[bits]}`);
  });
  const back = toFloat16(k, x);
  all.forEach((bits) => {
    const quiet = Number.isNaN(numberOf(bits)) ? bits | 0x200 : bits;
    assert.equal(back[bits], quiet);
  });
});

test('what lies between two numbers goes to the nearer, and the middle to the even one', () => {
  const low = all.subarray(0, 0x7c00);
  const middles = Float32Array.from(
    low,
    (bits) => (numberOf(bits) + (bits === 0x7bff ? 65536 : numberOf(bits + 1))) / 2,
  );
  const shifted = (by) =>
    new Float32Array(Uint32Array.from(new Uint32Array(middles.buffer), (word) => word + by).buffer);
  const negative = (x) => x.map((value) => -value);
  assert.deepEqual(toFloat16(k, shifted(-1)), low.slice());
  assert.deepEqual(
    toFloat16(k, shifted(1)),
    low.map((bits) => bits + 1),
  );
  assert.deepEqual(
    toFloat16(k, middles),
    low.map((bits) => bits + (bits % 2)),
  );
  assert.deepEqual(
    toFloat16(k, negative(middles)),
    low.map((bits) => (bits + (bits % 2)) | 0x8000),
  );
  assert.deepEqual(
    [...toFloat16(k, Float32Array.of(65504, 65519.99, 65520, 3e38, -Infinity, 1e-45))],
    [0x7bff, 0x7bff, 0x7c00, 0x7c00, 0xfc00, 0],
  );
});

test('arrays in the memory of the library, of other realms and of the engine, and out', async () => {
  const bits = Uint16Array.of(0x3c00, 0xc000, 0x3555);
  const expected = Float32Array.of(1, -2, 0.333251953125);
  const allocated = k.allocate(3);
  assert.equal(fromFloat16(k, bits, { out: allocated }), allocated);
  assert.deepEqual(allocated.view.slice(), expected);
  const out = new Uint16Array(3);
  assert.equal(toFloat16(k, allocated, { out }), out);
  assert.deepEqual(out, bits);
  allocated.free();
  const { runInNewContext } = await import('node:vm');
  assert.deepEqual(fromFloat16(k, runInNewContext('Uint16Array.of(0x3c00, 0xc000, 0x3555)')), expected);
  assert.deepEqual(fromFloat16(k, new Uint16Array(0)), new Float32Array(0));
  if (typeof Float16Array === 'undefined') return;
  const halves = Float16Array.from(expected);
  assert.deepEqual(fromFloat16(k, halves), expected);
  const target = new Float16Array(3);
  assert.equal(toFloat16(k, expected, { out: target }), target);
  assert.deepEqual(target, halves);
});

test('what is wrong throws, and nothing is written', () => {
  const bits = new Uint16Array(4);
  const x = Float32Array.of(1, 2, 3, 4);
  const buffer = new ArrayBuffer(64);
  const wrong = [
    [() => fromFloat16({}, bits), /kassei\.fromFloat16: the first argument must be an instance/],
    [() => fromFloat16(undefined, bits), /first argument/],
    [() => fromFloat16(k, [1, 2]), /bits must be a Uint16Array or a Float16Array, got Array of length 2/],
    [() => fromFloat16(k, new Int16Array(2)), /bits must be .* got Int16Array of length 2/],
    [() => fromFloat16(k, bits, { out: new Float32Array(3) }), /out must have the length of bits, 4, got 3/],
    [() => fromFloat16(k, bits, { out: new Float64Array(4) }), /out must be a Float32Array or an allocated array/],
    [() => fromFloat16(k, bits, { into: x }), /unknown option "into", allowed are out/],
    [() => toFloat16(k, bits), /kassei\.toFloat16: x must be a Float32Array.*Uint16Array/],
    [() => toFloat16(k, x, { out: new Uint16Array(5) }), /out must have the length of x, 4, got 5/],
    [() => toFloat16(k, x, { out: new Uint8Array(4) }), /out must be a Uint16Array or a Float16Array/],
    [
      () => toFloat16(k, new Float32Array(buffer, 0, 4), { out: new Uint16Array(buffer, 8, 4) }),
      /out must not overlap x, got arrays that share 8 bytes/,
    ],
  ];
  for (const [call, message] of wrong) assert.throws(call, message);
  assert.deepEqual(x, Float32Array.of(1, 2, 3, 4));
});
