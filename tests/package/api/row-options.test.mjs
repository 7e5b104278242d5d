// Row-wise functions and prelu: empty arrays, masks that repeat, several axes, a -1 in a shape, temperatures.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';

const kassei = await load();
const wave = (length, seed = 0) => Float32Array.from({ length }, (_, i) => Math.sin(i * 0.73 + seed) * 4 + Math.cos(i));
const product = (shape) => shape.reduce((a, b) => a * b, 1);
const functions = ['softmax', 'logSoftmax', 'sparsemax'];
const elements = (array) => (array.view ? array.view.slice() : array);

function allocated(content) {
  const array = kassei.allocate(content.length);
  array.view.set(content);
  return array;
}

/** That a call gives this, for x and upstream outside and in the library's memory, with out, without, and in place. */
function assertEverywhere(f, x, options, wanted, message) {
  const { upstream } = options;
  const wrappers = [(array) => array.slice(), allocated];
  for (const wrap of wrappers) {
    const given = { ...options, ...(upstream && { upstream: wrap(upstream) }) };
    assert.deepEqual(f(wrap(x), given), wanted, message);
    for (const other of wrappers) {
      const out = other(new Float32Array(wanted.length).fill(77));
      assert.equal(f(wrap(x), { ...given, out }), out);
      assert.deepEqual(elements(out), wanted, message);
    }
    if (wanted.length !== x.length) continue;
    const own = wrap(x);
    assert.deepEqual(elements(f(own, { ...given, out: own })), wanted, message);
  }
}

/** The places of each row: those elements that differ only in the places on the axes. */
function rowsOf(shape, axes) {
  const strides = shape.map((_, i) => product(shape.slice(i + 1)));
  const rows = new Map();
  for (let place = 0; place < product(shape); place++) {
    const others = shape.map((size, i) => (axes.includes(i) ? 0 : Math.floor(place / strides[i]) % size)).join();
    if (!rows.has(others)) rows.set(others, []);
    rows.get(others).push(place);
  }
  return [...rows.values()];
}

/** What the function gives for each row by itself, without the elements that are masked. */
function byRow(f, shape, axes, x, { upstream, mask, ...options }, masked) {
  const wanted = new Float32Array(x.length).fill(masked);
  for (const row of rowsOf(shape, axes)) {
    const kept = row.filter((place) => !mask || mask[place % mask.length]);
    if (!kept.length) continue;
    const pick = (array) => Float32Array.from(kept, (place) => array[place]);
    const result = f(pick(x), { ...options, ...(upstream && { upstream: pick(upstream) }) });
    kept.forEach((place, i) => {
      wanted[place] = result[i];
    });
  }
  return wanted;
}

/** Elements that are left out change the order of sums: the last bits may differ. */
function assertClose(got, wanted) {
  assert.equal(got.length, wanted.length);
  got.forEach((y, i) => {
    const same = Object.is(y, wanted[i]) || Math.abs(y - wanted[i]) <= 2 ** -22 * Math.abs(wanted[i]) + 1e-6;
    assert.ok(same, `[${i}] is ${y}, not ${wanted[i]}`);
  });
}

test('no elements give no elements, and no gradient for slopes gives zeros', () => {
  const none = new Float32Array(0);
  const shapes = [undefined, [0], [0, 4], [4, 0], [3, 0, 2], [-1, 6]];
  for (const name of [...functions, 'glu']) {
    for (const shape of shapes) {
      const options = shape && { shape };
      assertEverywhere(kassei[name], none, { ...options }, none);
      assertEverywhere(kassei[name].grad, none, { ...options, upstream: none }, none);
    }
  }
  for (const axis of [null, [0, 1], [1]]) assert.deepEqual(kassei.softmax(none, { shape: [0, 4], axis }), none);
  for (const mask of [none, [1, 1, 1, 1]].map((list) => Uint8Array.from(list))) {
    assert.deepEqual(kassei.logSoftmax(none, { shape: [0, 4], mask }), none);
  }
  for (const [shape, axis, channels] of [
    [undefined, -1, 0],
    [undefined, 0, 1],
    [[0, 3], 1, 3],
    [[3, 0], 0, 3],
    [[0, 3], 0, 0],
  ]) {
    const options = { ...(shape && { shape }), axis, slope: wave(channels) };
    assertEverywhere(kassei.prelu, none, options, none);
    assertEverywhere(kassei.prelu.grad, none, { ...options, upstream: none }, none);
    assertEverywhere(kassei.prelu.gradSlope, none, { ...options, upstream: none }, new Float32Array(channels));
  }
});

test('a shape without axes is a row of one', () => {
  const [one, upstream] = [Float32Array.of(-3), Float32Array.of(2)];
  for (const axis of [undefined, 0, -1, null, [0]]) {
    const options = { shape: [], ...(axis !== undefined && { axis }) };
    assert.deepEqual(kassei.softmax(one, options), Float32Array.of(1));
    assert.deepEqual(kassei.logSoftmax(one, options), Float32Array.of(0));
    assert.deepEqual(kassei.sparsemax.grad(one, { ...options, upstream }), Float32Array.of(0));
  }
  const slope = Float32Array.of(0.5);
  assert.deepEqual(kassei.prelu(one, { shape: [], slope }), Float32Array.of(-1.5));
  assert.deepEqual(kassei.prelu.gradSlope(one, { shape: [], slope, upstream }), Float32Array.of(-6));
});

for (const name of functions) {
  const f = kassei[name];
  const masked = name === 'logSoftmax' ? -Infinity : 0;

  test(`${name}: several axes give what one row of their elements gives`, () => {
    for (const [shape, axis, axes] of [
      [
        [2, 3, 4],
        [1, 2],
      ],
      [
        [2, 3, 4],
        [0, 1],
      ],
      [
        [2, 3, 4],
        [0, 2],
      ],
      [
        [2, 3, 4],
        [-1, 0],
      ],
      [[2, 3, 4], null, [0, 1, 2]],
      [
        [2, 1, 4, 1],
        [3, 0],
        [0, 3],
      ],
      [
        [2, 1, 4, 1],
        [1, 3],
      ],
      [
        [3, 2, 5, 4],
        [2, 0],
      ],
      [
        [3, 2, 5, 4],
        [-1, -3],
      ],
      [
        [2, 3, 2, 2, 3],
        [4, 0, 2],
      ],
      [
        [130, 2, 130],
        [0, 2],
      ],
    ]) {
      const x = wave(product(shape));
      const upstream = wave(x.length, 1);
      const places = axes ?? axis.map((at) => (at + shape.length) % shape.length);
      for (const temperature of [undefined, 0.3]) {
        const warm = temperature && { temperature };
        const value = byRow(f, shape, places, x, { ...warm }, masked);
        const gradient = byRow(f.grad, shape, places, x, { ...warm, upstream }, 0);
        const options = { ...warm, shape, axis };
        assertClose(f(x, options), value);
        assertClose(f.grad(x, { ...options, upstream }), gradient);
        assertEverywhere(f, x, options, f(x, options));
        assertEverywhere(f.grad, x, { ...options, upstream }, f.grad(x, { ...options, upstream }));
        if (places.join() === '0,2') assert.deepEqual(f(x, options), value, 'the bits of a row');
      }
    }
  });

  test(`${name}: a mask hides elements, and repeats over leading axes`, () => {
    const shape = [3, 2, 5];
    const x = wave(30);
    const upstream = wave(30, 1);
    for (const length of [5, 10, 30]) {
      const mask = Uint8Array.from({ length }, (_, i) => ((i * 7) % 5) % 3);
      mask.fill(0, 0, 1);
      if (length === 30) mask.fill(0, 10, 15);
      const dirty = [x, upstream].map((array) => array.map((v, i) => (mask[i % length] ? v : [NaN, Infinity][i % 2])));
      for (const axis of [2, 0, [0, 2], [1, 2], null]) {
        const axes = axis === null ? [0, 1, 2] : [axis].flat();
        const options = { shape, axis, mask, temperature: length / 10 };
        const { temperature } = options;
        const value = byRow(f, shape, axes, x, { mask, temperature }, masked);
        const gradient = byRow(f.grad, shape, axes, x, { mask, temperature, upstream }, 0);
        assertClose(f(dirty[0], options), value);
        assertClose(f.grad(dirty[0], { ...options, upstream: dirty[1] }), gradient);
        assertEverywhere(f, x, options, f(x, options));
        assertEverywhere(f.grad, x, { ...options, upstream }, f.grad(x, { ...options, upstream }));
      }
    }
    const whole = new Uint8Array(40_000);
    assert.deepEqual(f(wave(40_000), { mask: whole }), new Float32Array(40_000).fill(masked));
    assert.deepEqual(
      f(wave(40_000), { mask: whole.subarray(0, 20_000), shape: [2, -1] }),
      new Float32Array(40_000).fill(masked),
    );
  });

  test(`${name}: a temperature of 1 changes no bit, and a power of two is the scaled row`, () => {
    const x = wave(300);
    const upstream = wave(300, 1);
    const options = { shape: [20, 15] };
    assert.deepEqual(f(x, { ...options, temperature: 1 }), f(x, options));
    assertClose(
      f(
        x.map((v) => 4 * v),
        { ...options, temperature: 4 },
      ),
      f(x, options),
    );
    const scaled = f.grad(
      x.map((v) => v / 8),
      { ...options, upstream, temperature: 1 / 8 },
    );
    assertClose(
      scaled.map((v) => v / 8),
      f.grad(x, { ...options, upstream }),
    );
    const long = wave(200_000);
    assertClose(f(long, { temperature: 0.5 }), f(long.map((v) => 2 * v)));
    assert.deepEqual(f(x, options), f(x, { ...options, temperature: undefined }), 'the next call has its own');
  });
}

test('-1 in a shape is what the other axes leave', () => {
  const x = wave(24);
  for (const shape of [[-1, 4], [6, -1], [2, -1, 4], [-1, 24], [-1]]) {
    const whole = shape.map((size) => (size < 0 ? -24 / product(shape) : size));
    assert.deepEqual(kassei.softmax(x, { shape }), kassei.softmax(x, { shape: whole }));
    const slope = wave(whole.at(-1));
    assert.deepEqual(kassei.prelu(x, { shape, slope }), kassei.prelu(x, { shape: whole, slope }));
  }
});

test('the memory may grow in a masked call along several axes', async () => {
  const fresh = await load({});
  const shape = [300, 2, 300];
  const x = wave(product(shape));
  const mask = Uint8Array.from({ length: 600 }, (_, i) => i % 3);
  const options = { shape, axis: [0, 2], mask, temperature: 2 };
  const [a, upstream] = [fresh.allocate(x.length), fresh.allocate(x.length)];
  a.view.set(x);
  upstream.view.set(x);
  const before = a.view;
  const wanted = kassei.softmax.grad(x, { ...options, upstream: x });
  while (before.length) {
    a.view.set(x);
    fresh.softmax.grad(a.view, { ...options, upstream, out: a });
    assert.deepEqual(a.view.slice(), wanted);
    if (before.length) fresh.allocate(50_000);
  }
});

test('what is wrong in them is told, with what is allowed', () => {
  const [x, six] = [new Float32Array(3), new Float32Array(6)];
  const { softmax, logSoftmax, sparsemax, glu } = kassei;
  for (const [call, ...parts] of [
    [() => softmax(x, { shape: [2, -1] }), 'the length of x, 3, as its product', 'got [2, -1] with 2'],
    [() => softmax(x, { shape: [-1, -1, 3] }), 'at most one -1', 'got [-1, -1, 3]'],
    [() => softmax(x.subarray(3), { shape: [0, -1] }), 'beside no 0, got [0, -1]'],
    [() => softmax(x, { shape: [0, 3] }), 'the length of x, 3, as its product', 'got [0, 3] with 0'],
    [() => softmax(x.subarray(2), { shape: [], axis: 1 }), 'axis must be an integer from -1 to 0', 'got 1'],
    [() => softmax(x, { axis: [] }), 'softmax: axis must list at least one axis and none twice, got []'],
    [() => softmax(x, { axis: [0, -1] }), 'none twice, got [0, -1]'],
    [() => softmax(x, { axis: [0, 1] }), 'an integer from -1 to 0, a list of these or null', 'got 1'],
    [() => softmax(x, { axis: [null] }), 'a list of these or null', 'got null'],
    [() => glu(six, { axis: [0] }), 'glu: axis must be an integer from -1 to 0 for shape [6], got Array of length 1'],
    [() => glu(six, { axis: null }), 'axis must be an integer', 'got null'],
    [() => glu(six, { temperature: 1 }), 'unknown option "temperature"'],
    [() => glu(six, { mask: new Uint8Array(6) }), 'unknown option "mask"'],
    [() => softmax(x, { temperature: 0 }), 'softmax: temperature must be a number from 1.4', 'got 0'],
    [() => softmax.grad(x, { upstream: x, temperature: -1 }), 'softmax.grad: temperature must be', 'got -1'],
    [() => sparsemax(x, { temperature: Infinity }), 'to 3.4', 'got Infinity'],
    [() => logSoftmax(x, { temperature: '2' }), 'got "2"'],
    [
      () => logSoftmax(six, { shape: [2, 3], mask: new Uint8Array(2) }),
      'logSoftmax: mask must have the length of x, 6, or of the last axes of shape [2, 3], got 2',
    ],
  ]) {
    assert.throws(call, ({ message }) => {
      for (const part of ['kassei.', ...parts]) assert.ok(message.includes(part), `"${message}" lacks "${part}"`);
      return true;
    });
  }
});
