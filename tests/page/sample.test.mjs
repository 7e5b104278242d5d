// What the plots compute before they draw: pieces, kinks, zones, second derivatives and views.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';

const kassei = await load();
const [pieces, samples, parameters, view] = await Promise.all(
  ['pieces', 'sample', 'parameters', 'view'].map(async (name) => {
    const { module } = await runnerImport(fileURLToPath(new URL(`../../web/${name}.ts`, import.meta.url)));
    return module;
  }),
);
const curves = catalogue.filter(({ kind }) => kind !== 'rowwise');
const named = (name) => catalogue.find((entry) => entry.name === name);
const valuesOf = (entry, changed = {}) => ({ ...parameters.starts(entry), ...changed });

/** Which line of its definition holds, written anew. */
const positive = (_, x) => (x > 0 ? 0 : 1);
const between = (from, to) => (_, x) => (x <= from ? 0 : x < to ? 1 : 2);
const shrunk = ({ threshold }, x) => (x > threshold ? 0 : x < -threshold ? 1 : 2);
const above = ({ threshold }, x) => (x > threshold ? 0 : 1);
const rows = {
  elu: positive,
  selu: positive,
  softplus: ({ beta, threshold }, x) => (beta * x <= threshold ? 0 : 1),
  relu: above,
  hard_sigmoid: ({ alpha, beta }, x) => (alpha * x + beta <= 0 ? 0 : alpha * x + beta < 1 ? 1 : 2),
  leaky_relu: positive,
  relu6: between(0, 6),
  prelu: positive,
  thresholded_relu: ({ theta }, x) => (x > theta ? 0 : 1),
  sparse_plus: between(-1, 1),
  celu: (_, x) => (x >= 0 ? 0 : 1),
  hard_tanh: ({ minValue, maxValue }, x) => (x < minValue ? 0 : x <= maxValue ? 1 : 2),
  sparse_sigmoid: between(-1, 1),
  hard_silu: between(-3, 3),
  soft_shrink: shrunk,
  hard_shrink: shrunk,
  threshold: above,
};

test('the piece in force is that of the definition', () => {
  const inPieces = curves.filter(({ formula }) => formula.includes('{cases}'));
  assert.deepEqual(inPieces.map(({ name }) => name).sort(), Object.keys(rows).sort());
  for (const entry of curves) {
    const moved = Object.fromEntries(
      parameters
        .movable(entry)
        .map(({ name, type, slider: [from, to] }) => [name, type === 'boolean' ? true : from + (to - from) * 0.3]),
    );
    for (const values of [valuesOf(entry), moved]) {
      const seen = new Set();
      for (let i = -1200; i <= 1200; i++) {
        const x = i / 100;
        const expected = rows[entry.name]?.(values, x);
        assert.equal(pieces.piece(entry, values, x), expected, `${entry.name} at ${x} with ${JSON.stringify(values)}`);
        seen.add(expected);
      }
      // Every piece has been met, but what begins at infinity.
      const lines = entry.name in rows ? pieces.conditions(entry).length : 1;
      const endless = entry.name === 'softplus' && values.threshold > 120;
      assert.equal(seen.size, endless ? lines - 1 : lines, entry.name);
    }
  }
});

/** Where the slope, or the function itself, jumps. */
const kinks = (name, changed) => {
  const entry = named(name);
  const found = samples.sample(kassei, entry, valuesOf(entry, changed)).kinks;
  return [...new Set(found.map(({ x }) => Math.round(x * 1e4) / 1e4 + 0))].sort((a, b) => a - b);
};

test('kinks and jumps are where the definitions have them', () => {
  for (const [name, expected, changed] of [
    ['relu', [0]],
    ['relu', [-1, 3], { threshold: -1, maxValue: 3, negativeSlope: 0.5 }],
    ['hard_sigmoid', [-2.5, 2.5]],
    ['hard_sigmoid', [-0.5, 1.5], { alpha: 0.5, beta: 0.25 }],
    ['elu', []],
    ['elu', [0], { alpha: 2 }],
    ['selu', [0]],
    ['relu6', [0, 6]],
    ['hard_tanh', [-1, 1]],
    ['hard_silu', [-3, 3]],
    ['sparse_sigmoid', [-1, 1]],
    ['hard_shrink', [-0.5, 0.5]],
    ['soft_shrink', [-2, 2], { threshold: 2 }],
    ['threshold', [-1.25], { threshold: -1.25, defaultValue: 0 }],
    ...['tanh', 'sigmoid', 'gelu', 'softsign', 'sparse_plus', 'celu', 'linear', 'exponential'].map((name) => [
      name,
      [],
    ]),
  ]) {
    assert.deepEqual(kinks(name, changed), expected, `${name} ${JSON.stringify(changed)}`);
  }
  // A jump has a mark at each of its ends.
  const { kinks: marks } = samples.sample(kassei, named('hard_shrink'), valuesOf(named('hard_shrink')));
  assert.deepEqual(
    marks.map(({ y }) => Math.round(y * 1e3) / 1e3 + 0).sort((a, b) => a - b),
    [-0.5, 0, 0, 0.5],
  );
});

test('seen from afar, what is steep has no kinks', () => {
  const { kinks, value } = samples.sample(kassei, named('exponential'), {}, [-40, 40]);
  assert.deepEqual(kinks, []);
  assert.ok(value.every(({ y }) => y > 0));
});

test('zones are where the slope is 0 or faint', () => {
  const kinds = {};
  for (const entry of curves) {
    const values = valuesOf(entry);
    const { zones } = samples.sample(kassei, entry, values);
    kinds[entry.name] = zones.map(({ kind }) => kind);
    const [from, to] = entry.plot;
    const x = Float32Array.from({ length: 2001 }, (_, i) => from + ((to - from) * i) / 2000);
    const slopes = kassei.get(entry.name).grad(x, parameters.options(entry, values));
    x.forEach((x, i) => {
      // Ends of zones are known to a grid's interval.
      if (zones.some(({ from, to }) => Math.min(Math.abs(x - from), Math.abs(x - to)) < 0.06)) return;
      const zone = zones.find(({ from, to }) => from <= x && x <= to);
      const slope = Math.abs(slopes[i]);
      const expected = slope === 0 ? 'dead' : slope < 0.05 ? 'faint' : undefined;
      // Where a curve turns, it is level at one point, which is no zone.
      const turns = !zone && Math.max(...slopes.slice(i - 5, i + 6).map(Math.abs)) > 0.05;
      if (!turns) assert.equal(zone?.kind, expected, `${entry.name} at ${x}: ${slopes[i]}`);
    });
  }
  assert.deepEqual(
    ['relu', 'tanh', 'elu', 'linear', 'hard_sigmoid'].map((name) => kinds[name]),
    [['dead'], ['faint', 'faint'], ['faint'], [], ['dead', 'dead']],
  );
});

const sigma = (x) => 1 / (1 + Math.exp(-x));
const second = {
  tanh: (x) => (-2 * Math.tanh(x)) / Math.cosh(x) ** 2,
  sigmoid: (x) => sigma(x) * (1 - sigma(x)) * (1 - 2 * sigma(x)),
  softplus: (x) => sigma(x) * (1 - sigma(x)),
  gelu: (x) => (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * (2 - x * x),
  softsign: (x) => (-2 * Math.sign(x)) / (1 + Math.abs(x)) ** 3,
  exponential: Math.exp,
  linear: () => 0,
  relu: () => 0,
  elu: (x) => (x > 0 ? 0 : Math.exp(x)),
};

test("f'' is that of the definitions, also closely seen, and has a gap at each kink", () => {
  for (const [name, exact] of Object.entries(second)) {
    const entry = named(name);
    for (const range of [entry.plot, [0.5, 0.51], [-2.0005, -2]]) {
      const points = samples.curvature(kassei, entry, valuesOf(entry), range);
      assert.equal(points.length, 241);
      for (const { x, y } of points) {
        // The slope of elu and softsign bends at 0 itself.
        if (Math.abs(x) < 0.06) continue;
        assert.ok(
          Math.abs(y - exact(x)) < 5e-4 * Math.max(1, Math.abs(exact(x))),
          `${name} at ${x}: ${y}, ${exact(x)}`,
        );
      }
    }
  }
  for (const [name, ...at] of [
    ['relu', 0],
    ['hard_sigmoid', -2.5, 2.5],
    ['hard_shrink', -0.5, 0.5],
  ]) {
    const entry = named(name);
    const missing = samples.curvature(kassei, entry, valuesOf(entry), entry.plot).filter(({ y }) => Number.isNaN(y));
    assert.ok(missing.length >= at.length && missing.length <= 2 * at.length, name);
    for (const kink of at)
      assert.ok(
        missing.some(({ x }) => Math.abs(x - kink) < 0.06),
        `${name} at ${kink}`,
      );
    for (const { x } of missing)
      assert.ok(
        at.some((kink) => Math.abs(x - kink) < 0.06),
        `${name} at ${x}`,
      );
  }
});

test('views zoom about a point, move, and stay within what can be shown', () => {
  const near = (actual, expected) =>
    assert.ok(
      actual.every((end, i) => Math.abs(end - expected[i]) < 1e-9),
      `${actual}, not ${expected}`,
    );
  near(view.zoomed({ x: [-6, 6] }, 0.5).x, [-3, 3]);
  near(view.zoomed({ x: [-6, 6] }, 0.5, [1, 0]).x, [0, 6]);
  near(view.zoomed({ x: [0, 1], y: [0, 8] }, 2, [0, 0.5]).y, [-4, 12]);
  near(view.moved({ x: [-6, 6], y: [0, 1] }, [0.25, -1]).x, [-3, 9]);
  near(view.moved({ x: [-6, 6], y: [0, 1] }, [0.25, -1]).y, [-1, 0]);
  let [closer, farther] = [{ x: [1, 2] }, { x: [1, 2] }];
  for (let i = 0; i < 200; i++) {
    closer = view.zoomed(closer, 0.8, [0.3, 0.5]);
    farther = view.zoomed(farther, 1.25, [0.3, 0.5]);
    farther = view.moved(farther, [0.3, 0]);
  }
  assert.ok(Math.abs(closer.x[1] - closer.x[0] - 1e-3) < 1e-9 && closer.x[0] > 1.29 && closer.x[1] < 1.31, closer.x);
  near(farther.x, [-1e6, 1e6]);
  assert.ok(view.isRange(-1e6, 1e6) && view.isRange(...closer.x));
  for (const [from, to] of [
    [1, 1],
    [2, 1],
    [0, 2e6],
    [Number.NaN, 1],
    [0, 1e-4],
  ]) {
    assert.equal(view.isRange(from, to), false);
  }
});
