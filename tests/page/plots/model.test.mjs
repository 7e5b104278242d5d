// Numbers of the page, without a page: as they are written, at bars, and views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';

const [{ format }, { barNumber, outputAxis }, { moved, zoomed }, { startValue }] = await Promise.all(
  ['format', 'row', 'view', 'settings'].map(async (name) => {
    const file = fileURLToPath(new URL(`../../../web/model/${name}.ts`, import.meta.url));
    return (await runnerImport(file)).module;
  }),
);

test('numbers have four digits and a true minus sign, in exponents too', () => {
  for (const [value, text] of [
    [-1.23456, '−1.235'],
    [1e-4, '0.0001'],
    [-9.99e-5, '−9.99e−5'],
    [0, '0'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, 'NaN'],
  ])
    assert.equal(format(value), text);
  assert.equal(format(1.23456, 5), '1.2346');
});

test('numbers at bars have two decimals, or one where it is exact or there is no room for more', () => {
  for (const [value, text] of [
    [Math.fround(0.1), '0.1'],
    [-3, '−3'],
    [-0.256, '−0.26'],
    [9.994, '9.99'],
    [9.996, '10.0'],
    [-12.34, '−12.3'],
  ])
    assert.equal(barNumber(value), text);
});

test('the axis of bars reaches as far as they do where the function has no bound', () => {
  const { min, max } = outputAxis(
    catalogue.find(({ name }) => name === 'glu'),
    [-7, 9].map((value) => ({ name: 'y', value })),
  );
  assert.ok(min <= -7 && min > -14 && max >= 9 && max < 18, `${min} to ${max}`);
});

test('parameters without a default start in the middle of their slider, unless the page says where', () => {
  assert.equal(startValue({ name: 'defaultValue', slider: [-2, 6] }), 2);
  assert.equal(startValue({ name: 'threshold', slider: [-3, 3] }), 1);
  assert.equal(startValue({ name: 'threshold', default: 0, slider: [-3, 3] }), 0);
});

test('views zoom about a point and move, both within limits', () => {
  assert.deepEqual(zoomed({ x: [0, 8], y: [0, 4] }, 0.5, [0.25, 1]), { x: [1, 5], y: [2, 4] });
  assert.deepEqual(zoomed({ x: [0, 8] }, 2), { x: [-4, 12], y: undefined });
  assert.deepEqual(moved({ x: [0, 8], y: [0, 4] }, [0.5, -0.25]), { x: [4, 12], y: [-1, 3] });
  const { x, y } = moved({ x: [0, 8], y: [999_999, 1_000_000] }, [-1e6, 1]);
  assert.deepEqual(
    [x, y],
    [
      [-1e6, -1e6 + 8],
      [999_999, 1e6],
    ],
  );
});
