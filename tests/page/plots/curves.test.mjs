// Parts of the plots: kinks, zones, the second derivative, the case in force, and views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { range } from '../figures.mjs';

const kassei = await load();
const of = (file) => runnerImport(fileURLToPath(new URL(`../../../web/${file}`, import.meta.url)));
const [sample, pieces, parameters, view] = await Promise.all(
  ['model/curves.ts', 'model/formula-cases.ts', 'model/settings.ts', 'model/view.ts'].map(
    async (file) => (await of(file)).module,
  ),
);
const curves = catalogue.filter(({ kind }) => kind !== 'rowwise');
const entryOf = (name) => curves.find((entry) => entry.name === name);
const draw = (name, given = {}, over = undefined) => {
  const entry = entryOf(name);
  return sample.sample(kassei, entry, { ...parameters.startValues(entry), ...given }, over);
};

/** The places where a function bends or jumps, by its parameters; functions that are not listed do so nowhere. */
const kinks = {
  elu: ({ alpha }) => (alpha === 1 ? [] : [0]),
  selu: () => [0],
  relu: ({ maxValue, threshold }) => [threshold, maxValue].filter(Number.isFinite),
  hard_sigmoid: ({ alpha, beta }) => [-beta / alpha, (1 - beta) / alpha],
  leaky_relu: () => [0],
  relu6: () => [0, 6],
  prelu: () => [0],
  thresholded_relu: ({ theta }) => [theta],
  hard_tanh: ({ minValue, maxValue }) => [minValue, maxValue],
  sparse_sigmoid: () => [-1, 1],
  hard_silu: () => [-3, 3],
  soft_shrink: ({ threshold }) => [-threshold, threshold],
  hard_shrink: ({ threshold }) => [-threshold, threshold],
  threshold: ({ threshold }) => [threshold],
};
const moves = [
  ['elu', { alpha: 2.3 }],
  ['relu', { threshold: -1.7, maxValue: 4.2 }],
  ['relu', { negativeSlope: 0.5, threshold: 0.6 }],
  ['hard_sigmoid', { alpha: 0.37, beta: 0.11 }],
  ['leaky_relu', { negativeSlope: 0.9 }],
  ['thresholded_relu', { theta: 2.15 }],
  ['hard_tanh', { minValue: -2.3, maxValue: 0.7 }],
  ['soft_shrink', { threshold: 1.3 }],
  ['hard_shrink', { threshold: 2.1, bias: 0.4 }],
  ['threshold', { threshold: -2.2, defaultValue: 1.9 }],
];

test('every kink and jump is found, also after a parameter has moved, and no other', () => {
  for (const [name, given] of [...curves.map(({ name }) => [name, {}]), ...moves]) {
    const entry = entryOf(name);
    const values = { ...parameters.startValues(entry), ...given };
    const wanted = (kinks[name]?.(values) ?? []).sort((a, b) => a - b);
    const found = draw(name, given).kinks.map(({ x }) => x);
    const what = `${name} ${JSON.stringify(values)}: ${found}, not ${wanted}`;
    assert.ok(
      found.every((x) => wanted.some((place) => Math.abs(x - place) < 1e-5)),
      what,
    );
    assert.ok(
      wanted.every((place) => found.some((x) => Math.abs(x - place) < 1e-5)),
      what,
    );
  }
});

test('what is steep has no kinks when it is seen from afar', () => {
  const { kinks, value } = draw('exponential', {}, [-40, 40]);
  assert.deepEqual(kinks, []);
  assert.ok(value.every(({ y }) => y > 0));
});

test('zones: dead where the slope is 0, faint where it is small, none elsewhere', () => {
  const near = (got, wanted) => {
    assert.deepEqual(
      got.map(({ kind }) => kind),
      wanted.map(([kind]) => kind),
    );
    wanted.forEach(([, from, to], i) => {
      assert.ok(Math.abs(got[i].from - from) < 0.051 && Math.abs(got[i].to - to) < 0.051, JSON.stringify(got[i]));
    });
  };
  const zones = (...what) => draw(...what).zones;
  near(zones('relu'), [['dead', -6, 0]]);
  near(zones('relu', { maxValue: 3 }), [
    ['dead', -6, 0],
    ['dead', 3, 6],
  ]);
  near(zones('relu', { negativeSlope: 0.01 }), [['faint', -6, 0]]);
  near(zones('linear'), []);
  near(zones('leaky_relu'), []);
  const edge = Math.acosh(Math.sqrt(1 / sample.FAINT_SLOPE));
  near(zones('tanh'), [
    ['faint', -6, -edge],
    ['faint', edge, 6],
  ]);
  near(zones('elu'), [['faint', -6, Math.log(sample.FAINT_SLOPE)]]);
  // At its lowest point gelu turns, and is not level anywhere beside it.
  assert.deepEqual(
    zones('gelu').map(({ kind, to }) => [kind, to < -2]),
    [['faint', true]],
  );
  near(zones('hard_silu'), [['dead', -6, -3]]);
  near(zones('tanh_shrink'), [
    ['faint', -Math.atanh(Math.sqrt(sample.FAINT_SLOPE)), Math.atanh(Math.sqrt(sample.FAINT_SLOPE))],
  ]);
  near(zones('hard_tanh'), [
    ['dead', -4, -1],
    ['dead', 1, 4],
  ]);
});

const logistic = (x) => 1 / (1 + Math.exp(-x));
const second = [
  ['tanh', {}, (x) => (-2 * Math.tanh(x)) / Math.cosh(x) ** 2],
  ['sigmoid', {}, (x) => logistic(x) * logistic(-x) * (1 - 2 * logistic(x))],
  ['softplus', { beta: 3 }, (x) => 3 * logistic(3 * x) * logistic(-3 * x)],
  ['gelu', {}, (x) => (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * (2 - x * x)],
  ['elu', { alpha: 2 }, (x) => (x > 0 ? 0 : 2 * Math.exp(x))],
  ['softsign', {}, (x) => (-2 * Math.sign(x)) / (1 + Math.abs(x)) ** 3],
  ['relu6', {}, () => 0],
];

test('the second derivative is the analytic one, from far and near, with gaps at kinks alone', () => {
  for (const [name, given, analytic] of second) {
    const entry = entryOf(name);
    const values = { ...parameters.startValues(entry), ...given };
    const bends = kinks[name]?.(values) ?? [];
    for (const over of [entry.plot, [-40, 60], [1, 1.001], [-0.3, 0.2]]) {
      for (const { x, y } of sample.curvature(kassei, entry, values, over)) {
        const margin = 0.005 * Math.max(1, Math.abs(x));
        const distance = Math.min(...bends.map((bend) => Math.abs(x - bend)));
        const what = `${name} at ${x}: ${y}, not ${analytic(x)}`;
        if (distance < margin * 0.99) assert.ok(Number.isNaN(y), what);
        // The second derivative of softsign jumps at 0.
        else if (distance > margin * 1.01 && !(name === 'softsign' && Math.abs(x) < margin))
          assert.ok(Math.abs(y - analytic(x)) < 5e-4, what);
      }
    }
  }
});

/** The case that holds, by hand. */
const cases = {
  elu: (x) => (x > 0 ? 0 : 1),
  selu: (x) => (x > 0 ? 0 : 1),
  softplus: (x, { beta, threshold }) => (beta * x <= threshold ? 0 : 1),
  relu: (x, { threshold }) => (x > threshold ? 0 : 1),
  hard_sigmoid: (x, { alpha, beta }) => (alpha * x + beta <= 0 ? 0 : alpha * x + beta < 1 ? 1 : 2),
  leaky_relu: (x) => (x > 0 ? 0 : 1),
  relu6: (x) => (x <= 0 ? 0 : x < 6 ? 1 : 2),
  prelu: (x) => (x > 0 ? 0 : 1),
  thresholded_relu: (x, { theta }) => (x > theta ? 0 : 1),
  sparse_plus: (x) => (x <= -1 ? 0 : x < 1 ? 1 : 2),
  celu: (x) => (x >= 0 ? 0 : 1),
  hard_tanh: (x, { minValue, maxValue }) => (x < minValue ? 0 : x <= maxValue ? 1 : 2),
  sparse_sigmoid: (x) => (x <= -1 ? 0 : x < 1 ? 1 : 2),
  hard_silu: (x) => (x <= -3 ? 0 : x < 3 ? 1 : 2),
  soft_shrink: (x, { threshold }) => (x > threshold ? 0 : x < -threshold ? 1 : 2),
  hard_shrink: (x, { threshold }) => (x < -threshold ? 0 : x > threshold ? 1 : 2),
  threshold: (x, { threshold }) => (x > threshold ? 0 : 1),
};

test('the case in force is right at every place and with every parameter, and there is one for each formula with cases', () => {
  const withCases = curves.filter((entry) => entry.cases.length);
  assert.deepEqual(withCases.map(({ name }) => name).sort(), Object.keys(cases).sort());
  for (const entry of withCases) {
    const others = parameters.movable(entry).filter(({ type }) => type !== 'boolean');
    const settings = [0, 0.25, 0.5, 1].map((part) =>
      Object.fromEntries(others.map(({ name, slider: [low, high] }) => [name, low + part * (high - low)])),
    );
    for (const values of [parameters.startValues(entry), ...settings])
      for (const x of [...range(-8, 8, 0.25), -1e30, 1e30])
        assert.equal(
          pieces.caseAt(entry, values, x),
          cases[entry.name](x, values),
          `${entry.name} at ${x} with ${JSON.stringify(values)}`,
        );
  }
  assert.equal(pieces.caseAt(entryOf('tanh'), {}, 1), undefined);
});

test('views stay within what float32 shows', () => {
  let seen = { x: [-6, 6], y: [-1, 1] };
  for (let i = 0; i < 100; i++) seen = view.zoomed(seen, 0.5, [0.25, 0.5]);
  assert.ok(view.isRange(...seen.x) && Math.abs(seen.x[1] - seen.x[0] - 1e-3) < 1e-9);
  assert.ok(seen.x[0] <= -3 && seen.x[1] >= -3, 'the place under the pointer stays');
  for (let i = 0; i < 100; i++) seen = view.zoomed(seen, 2);
  assert.deepEqual(seen.x, [-1e6, 1e6]);
  assert.deepEqual(view.moved(seen, [5, 0]).x, [-1e6, 1e6]);
  assert.deepEqual(view.moved({ x: [0, 10] }, [0.1, 0]), { x: [1, 11], y: undefined });
  for (const [from, to] of [
    [1, 0],
    [0, 0],
    [-1e7, 0],
    [0, 1e7],
    [Number.NaN, 1],
    [0, Number.NaN],
  ])
    assert.equal(view.isRange(from, to), false, `${from} to ${to}`);
});
