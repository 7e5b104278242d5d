// prelu's slopes along one axis, several and all.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';

const kassei = await load();
const of = (...x) => Float32Array.of(...x);
const product = (list) => list.reduce((a, b) => a * b, 1);
/** Small integers, whose sums of products are exact. */
const integers = (length, factor) => Float32Array.from({ length }, (_, i) => ((i * factor) % 13) - 6);

/** For each element the place of its slope: that of its index along the axes, in C order. */
function places(shape, axes) {
  return Array.from({ length: product(shape) }, (_, element) => {
    const index = shape.map((size, i) => Math.floor(element / product(shape.slice(i + 1))) % size);
    return axes.reduce((place, axis) => place * shape[axis] + index[axis], 0);
  });
}

function check(shape, axis, axes, make = (array) => array) {
  const at = places(shape, axes);
  const [x, upstream] = [integers(at.length, 5), integers(at.length, 7)];
  const slope = integers(product(axes.map((i) => shape[i])), 3);
  const slopes = at.map((place) => slope[place]);
  const options = { shape, axis, slope: make(slope) };
  const backward = { ...options, upstream: make(upstream) };
  const what = `shape ${shape}, axis ${JSON.stringify(axis)}`;
  const view = (array) => array.view ?? array;
  assert.deepEqual(
    view(kassei.prelu(make(x), options)),
    x.map((v, i) => (v > 0 ? v : slopes[i] * v) + 0),
    what,
  );
  assert.deepEqual(
    kassei.prelu.grad(make(x), { ...backward, kinks: ['slope'] }),
    x.map((v, i) => upstream[i] * (v > 0 ? 1 : slopes[i])),
    what,
  );
  const sums = new Float32Array(slope.length);
  for (const [i, place] of at.entries()) sums[place] += upstream[i] * Math.min(x[i], 0);
  assert.deepEqual(
    kassei.prelu.gradSlope(make(x), backward).map((v) => v + 0),
    sums.map((v) => v + 0),
    what,
  );
}

test('every choice of axes of several shapes', () => {
  for (const shape of [[7], [3, 4], [2, 3, 5], [2, 3, 4, 5], [1, 3, 1, 2], [2, 1, 1, 3, 9], [4, 1, 5]]) {
    for (let choice = 1; choice < 2 ** shape.length; choice++) {
      const axes = shape.map((_, i) => i).filter((i) => choice & (2 ** i));
      check(shape, axes, axes);
      check(
        shape,
        axes.map((i) => i - shape.length),
        axes,
      );
    }
    check(
      shape,
      null,
      shape.map((_, i) => i),
    );
    check(shape, 0, [0]);
    check(shape, shape[1] ? [-1, 0] : [0], shape[1] ? [0, shape.length - 1] : [0]);
  }
  check([3, 4], undefined, [1]);
});

test('stretches and slopes longer than the scratch, and arrays in the library', () => {
  check([3, 20000, 2], [0, 2], [0, 2]);
  check([2, 3, 6000], [0, 2], [0, 2]);
  check([2, 3, 6000], [0, 1], [0, 1]);
  check([40000], null, [0]);
  const made = [];
  const allocate = (array) => {
    const copy = kassei.allocate(array.length);
    copy.view.set(array);
    made.push(copy);
    return copy;
  };
  check([3, 5, 7], [0, 2], [0, 2], allocate);
  check([2, 3, 6000], [0, 2], [0, 2], allocate);
  for (const array of made) array.free();
});

test('in place', () => {
  const x = of(-1, -2, 3, -4, -5, -6, 7, -8, -9, -10, -11, 12);
  const out = kassei.prelu(x, { slope: of(1, 2, 3, 4, 5, 6), shape: [2, 2, 3], axis: [0, 2], out: x });
  assert.equal(out, x);
  assert.deepEqual(x, of(-1, -4, 3, -4, -10, -18, 7, -40, -54, -40, -55, 12));
});

test('wrong axes', () => {
  const x = new Float32Array(24);
  const fails = (axis, length, type, ...words) =>
    assert.throws(
      () => kassei.prelu(x, { slope: new Float32Array(length), shape: [2, 3, 4], axis }),
      (error) => {
        assert.equal(error.constructor, type, error.stack);
        for (const word of ['kassei.prelu', ...words]) assert.ok(error.message.includes(word), error.message);
        return true;
      },
    );
  fails([], 3, RangeError, 'axis must list at least one axis');
  for (const axes of [
    [1, 1],
    [-1, 2],
  ])
    fails(axes, 12, RangeError, 'none twice', 'got [');
  fails([0, 3], 8, RangeError, 'axis must be an integer from -3 to 2', 'got 3');
  fails([0, '1'], 6, TypeError, 'axis must be', 'got "1"');
  fails([0, [1]], 6, TypeError, 'axis must be');
  fails('01', 6, TypeError, 'axis must be');
  fails([0, 2], 7, RangeError, 'slope must have length 1 or that of the axes, 8, got 7');
  fails(null, 23, RangeError, 'that of the axes, 24, got 23');
  fails(1, 2, RangeError, 'slope must have length 1 or that of the axis, 3, got 2');
});

test('axes are read once, before the arrays are checked', () => {
  const x = new Float32Array(6).fill(-1);
  let reads = 0;
  const axis = [0, 1];
  const get = () => {
    reads++;
    structuredClone(x.buffer, { transfer: [x.buffer] });
    return 1;
  };
  Object.defineProperty(axis, 1, { get });
  assert.throws(() => kassei.prelu(x, { slope: new Float32Array(6), shape: [2, 3], axis }), /x is detached/);
  assert.equal(reads, 1);
});
