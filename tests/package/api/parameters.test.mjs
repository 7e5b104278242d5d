// Parameters that few frameworks have: their definitions, ranges and gradients.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { like } from 'kassei/dialects';

const kassei = await load();
const of = (...x) => Float32Array.of(...x);
const x = of(-Infinity, -20, -1.5, -0.5, -0, 0, 0.5, 1.5, 20, Infinity, Number.NaN);
const near = (got, wanted, what) =>
  wanted.forEach((v, i) => {
    const [a, b] = [got[i], Math.fround(v)];
    assert.ok(Object.is(a, b) || Math.abs(a - b) <= 2 ** -23 * Math.abs(b), `${what} at ${x[i]}: ${a}, not ${b}`);
  });

/** f and f' of plain formulas, at every x. */
function check(name, options, f, slope) {
  near(kassei[name](x, options), [...x].map(f), `${name} ${JSON.stringify(options)}`);
  near(kassei[name].grad(x, options), [...x].map(slope), `${name}' ${JSON.stringify(options)}`);
}
const nan = (f) => (v) => (Number.isNaN(v) ? v : f(v));

test('linear is alpha x + beta', () => {
  check(
    'linear',
    { alpha: -3, beta: 0.5 },
    (v) => -3 * v + 0.5,
    nan(() => -3),
  );
  check(
    'linear',
    { alpha: 3 },
    (v) => 3 * v,
    nan(() => 3),
  );
  check(
    'linear',
    { beta: 1 },
    (v) => v + 1,
    nan(() => 1),
  );
  check(
    'linear',
    { alpha: 0, beta: -0.1 },
    nan(() => -0.1),
    nan(() => 0),
  );
  // 0.1 x and 0.3 nearly cancel, and 0.1 is no float64.
  const [y] = kassei.linear(of(-3), { alpha: 0.1, beta: 0.3 });
  assert.equal(y, Math.fround(-(2 ** -55)), 'the doubles next to 0.1 and 0.3 differ so');
});

test('selu takes alpha and scale, and its slope at 0 is the scale', () => {
  const f = (alpha, scale) => (v) => (v > 0 ? scale * v : scale * alpha * Math.expm1(v)) + 0;
  const slope = (alpha, scale) => (v) => (v >= 0 ? scale : scale * alpha * Math.exp(v));
  for (const [alpha, scale] of [
    [2, 3],
    [-1, 0.5],
    [0.3, -2],
  ])
    check('selu', { alpha, scale }, f(alpha, scale), slope(alpha, scale));
  check(
    'selu',
    { scale: 0 },
    nan(() => 0),
    nan(() => 0),
  );
  assert.deepEqual(kassei.selu.grad(of(0), { alpha: 2, scale: 3, kinks: ['alpha'] }), of(2));
});

test('celu and softplus take negative parameters', () => {
  check(
    'celu',
    { alpha: -0.5 },
    (v) => (v < 0 ? -0.5 * Math.expm1(-2 * v) : v + 0),
    nan((v) => Math.exp(-2 * Math.min(v, 0))),
  );
  const f = nan((v) => (v === Infinity ? 0 : Math.min(v, 0) - Math.log1p(Math.exp(-2 * Math.abs(v))) / 2));
  check('softplus', { beta: -2 }, f, (v) => 1 / (1 + Math.exp(2 * v)));
  assert.deepEqual(kassei.softplus(of(-2, -1), { beta: -2, threshold: 3 }), of(-2, f(-1)));
  assert.deepEqual(kassei.softplus.grad(of(-2), { beta: -2, threshold: 3 }), of(1));
  for (const [name, parameter] of [
    ['celu', 'alpha'],
    ['softplus', 'beta'],
  ]) {
    for (const value of [0, 1e-46, -1e-46]) {
      assert.throws(() => kassei[name](x, { [parameter]: value }), {
        name: 'RangeError',
        message: new RegExp(
          `^kassei.${name}: ${parameter} must be a finite number of absolute value 1.4\\S+ to 3.4\\S+, got`,
        ),
      });
    }
    assert.deepEqual(kassei[name](of(1), { [parameter]: -(2 ** -149) }), of(name === 'celu' ? 1 : -Infinity));
  }
});

test('with a negative threshold hard_shrink keeps every number, as PyTorch and ONNX do', () => {
  check(
    'hardShrink',
    { threshold: -1 },
    (v) => v,
    nan(() => 1),
  );
  check(
    'hardShrink',
    { threshold: -1, bias: 2 },
    (v) => (v < 1 ? v + 2 : v - 2),
    nan(() => 1),
  );
  assert.deepEqual(kassei.hardShrink.grad(of(-1, 1), { threshold: -1, kinks: [7, 7] }), of(1, 1), 'no kink is left');
});

test("WebNN's clamp takes NaN for no limit", () => {
  const clamp = like(kassei, 'webnn').get('clamp');
  assert.deepEqual(clamp(of(-9, 9), { minValue: Number.NaN, maxValue: 1 }), of(-9, 1));
  assert.deepEqual(clamp(of(-9, 9), { minValue: 1, maxValue: Number.NaN }), of(1, 9));
  assert.deepEqual(
    clamp(of(-Infinity, Infinity), { minValue: Number.NaN, maxValue: Number.NaN }),
    of(-Infinity, Infinity),
  );
  assert.deepEqual(clamp.grad(of(-9, 9), { minValue: Number.NaN, maxValue: 1 }), of(1, 0));
  assert.deepEqual(clamp(of(-9, 9), { minValue: 2, maxValue: 1 }), of(1, 1), 'constant where WebNN throws');
  assert.throws(() => kassei.hardTanh(x, { minValue: Number.NaN }), /minValue must be a number, got NaN/);
  assert.throws(
    () => like(kassei, 'webnn').leakyRelu(x, { negativeSlope: Number.NaN }),
    /must be a finite number, got NaN/,
  );
});
