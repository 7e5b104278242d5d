// Differences between frameworks: the largest ones against the definitions in float64, the tables against what the package does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue, frameworks } from 'kassei/catalogue';
import { like } from 'kassei/dialects';
import { near, number, range } from '../figures.mjs';
import { visit } from '../site.mjs';

/** erf by its series. */
function erf(x) {
  let term = x;
  let sum = x;
  for (let n = 1; n < 120; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 * sum) / Math.sqrt(Math.PI);
}
const elu = (alpha) => (x) => (x > 0 ? x : alpha * Math.expm1(x));
const leaky = (slope) => (x) => (x > 0 ? x : slope * x);
const hard = (alpha) => (x) => Math.min(Math.max(alpha * x + 0.5, 0), 1);
const above = (threshold) => (x) => (x > threshold ? x : 0);
const cubic = (x) => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);

/** The variants in the order of the page, by their labels, and between what they are drawn. */
const compared = [
  [
    { 'negative_slope = 0.01': leaky(0.01), 'negative_slope = 0.2': leaky(0.2), 'negative_slope = 0.3': leaky(0.3) },
    -6,
    2,
  ],
  [{ 'alpha = 1/6': hard(1 / 6), 'alpha = 0.2': hard(0.2) }, -6, 6],
  [
    {
      'approximate = false': (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
      'approximate = true': (x) => (x / 2) * (1 + Math.tanh(cubic(x))),
    },
    -4,
    4,
  ],
  [{ 'alpha = 1': elu(1), 'alpha = 2': elu(2) }, -6, 3],
  [{ 'threshold = 0': above(0), 'threshold = 1': above(1) }, -1, 3],
];

/** Reads a linear scale off the numbers at an axis. */
function scaleOf(labels) {
  const [first, last] = [labels[0], labels.at(-1)];
  const perUnit = (last.at - first.at) / (number(last.text) - number(first.text));
  return (pixel) => number(first.text) + (pixel - first.at) / perUnit;
}

const readFigures = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('#differences figure')].map((figure) => ({
      caption: figure.querySelector('figcaption').textContent,
      plots: [...figure.querySelectorAll('.picture > svg')].map((svg) => {
        const all = (selector, read) => [...svg.querySelectorAll(selector)].map(read);
        const at = (text, axis) => ({ text: text.textContent, at: Number(text.getAttribute(axis)) });
        return {
          description: svg.getAttribute('aria-label'),
          x: all('text.x', (text) => at(text, 'x')),
          y: all('text.y', (text) => at(text, 'y')),
          names: all(':is(.above, .below)', (text) => text.textContent.replaceAll('\u00a0', ' ')),
          patterns: all('.curve', (curve) => getComputedStyle(curve).strokeDasharray),
          measures: all('.measure', (path) => path.getAttribute('d')),
          // A dot's path starts four units beside its middle.
          dots: all('.dot', (dot) => {
            const [x, y] = dot
              .getAttribute('d')
              .match(/[\d.]+/g)
              .map(Number);
            return [dot.getAttribute('class'), x + 4, y];
          }),
        };
      }),
    })),
  );

test('the largest differences are where they are said and drawn to be', () =>
  visit('en/compare.html', async (page) => {
    const figures = await readFigures(page);
    assert.equal(figures.length, compared.length);
    compared.forEach(([variants, from, to], i) => {
      const { caption, plots } = figures[i];
      const functions = Object.values(variants);
      const labels = Object.keys(variants);
      const values = (x) => functions.map((f) => f(x));
      const spread = (x) => Math.max(...values(x)) - Math.min(...values(x));
      const largest = range(from, to, 1 / 1024).reduce((most, x) => (spread(x) > spread(most) + 1e-12 ? x : most));
      const [, size, sign, place] = /: ([\d.]+) at .*?x = (±?)([−\d.]+)/.exec(caption);
      near(number(size) / spread(largest), 1, 0.0011, caption);
      near(number(place), sign ? Math.abs(largest) : largest, 0.006, caption);
      assert.equal(Boolean(sign), Math.abs(spread(largest) - spread(Math.min(-largest, to))) < 1e-9, caption);
      const [{ x, y, names, patterns, measures, description }, difference] = plots;
      assert.equal(new Set(patterns).size, functions.length);
      for (const label of labels)
        assert.ok(names.includes(label) && description.replaceAll('\u00a0', ' ').includes(label));
      assert.ok(names.includes(size) !== Boolean(difference));
      const atX = scaleOf(x);
      const atY = scaleOf(y);
      assert.equal(measures.length, difference ? 0 : sign ? 2 : 1);
      for (const measure of measures) {
        const [, left, high, low] = /^M([\d.]+) ([\d.]+)h10m-5 0V([\d.]+)m-5 0h10$/.exec(measure).map(Number);
        const here = atX(left + 5);
        near(Math.abs(here), Math.abs(largest), 0.01, caption);
        const ends = [atY(high), atY(low)].sort((a, b) => a - b);
        near(ends[0], Math.min(...values(here)), 0.005, caption);
        near(ends[1], Math.max(...values(here)), 0.005, caption);
      }
      if (!difference) return;
      assert.deepEqual(difference.names, [size, size]);
      assert.equal(difference.dots.length, 2);
      for (const [, cx, cy] of difference.dots) {
        near(Math.abs(scaleOf(difference.x)(cx)), Math.abs(largest), 0.02, caption);
        near(scaleOf(difference.y)(cy), spread(largest), 2e-6, caption);
      }
    });
    const [closed, open] = figures.at(-1).plots[0].dots;
    assert.deepEqual([closed[0], open[0]], ['dot closed', 'dot open']);
    const { x, y } = figures.at(-1).plots[0];
    const places = [closed, open].flatMap(([, cx, cy]) =>
      [scaleOf(x)(cx), scaleOf(y)(cy)].map((value) => value.toFixed(1)),
    );
    assert.deepEqual(places.map(Number), [1, 0, 1, 1]);
  }));

test('the frameworks have the defaults that the tables say', async () => {
  const kassei = await load();
  const x = Float32Array.from(range(-6, 6, 0.5));
  const tables = await visit('en/compare.html', (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('#differences .defaults')].map((table) =>
        [...table.tBodies[0].rows].map(({ cells }) => ({
          label: cells[0].textContent.replaceAll('\u00a0', ' '),
          lines: cells[1].innerHTML.split('<br>'),
        })),
      ),
    ),
  );
  assert.equal(tables.length, 3);
  const titles = Object.entries(frameworks);
  tables.forEach((rows, i) => {
    const [variants] = compared[i];
    assert.deepEqual(
      rows.map(({ label }) => label),
      Object.keys(variants),
    );
    let count = 0;
    for (const { label, lines } of rows) {
      for (const line of lines) {
        const [framework] = titles.find(([, title]) => line.startsWith(`${title} `));
        for (const [, name] of line.matchAll(/<code>(\w+)<\/code>/g)) {
          const y = like(kassei, framework).get(name)(x);
          for (const [j, value] of y.entries())
            near(value, variants[label](x[j]), 1e-6, `${framework}'s ${name} at ${x[j]}`);
          count++;
        }
      }
    }
    const entry = catalogue.find(({ name }) => name === ['leaky_relu', 'hard_sigmoid', 'gelu'][i]);
    assert.equal(count, entry.frameworks.flatMap(({ names }) => names).length);
  });
});

/** Parameters with which each function has its kinks, where those are, and what the symbols stand for. */
const kinky = {
  elu: [{ alpha: 2 }, [0], { α: 2 }],
  selu: [{}, [0], { λ: 1.0507009873554805 }],
  relu: [{ negativeSlope: 0.125, threshold: 1, maxValue: 4 }, [1, 4], { s: 0.125 }],
  hard_sigmoid: [{ alpha: 0.25 }, [-2, 2], { α: 0.25 }],
  leaky_relu: [{ negativeSlope: 0.125 }, [0], { s: 0.125 }],
  relu6: [{}, [0, 6], {}],
  prelu: [{ slope: Float32Array.of(0.125) }, [0], { ac: 0.125 }],
  thresholded_relu: [{ theta: 2 }, [2], {}],
  hard_tanh: [{ minValue: -2, maxValue: 3 }, [-2, 3], {}],
  sparse_sigmoid: [{}, [-1, 1], {}],
  hard_silu: [{}, [-3, 3], {}],
  soft_shrink: [{ threshold: 0.25 }, [-0.25, 0.25], {}],
  hard_shrink: [{ threshold: 0.25 }, [-0.25, 0.25], {}],
  threshold: [{ threshold: 2, defaultValue: 0 }, [2], {}],
};

test('the slopes at kinks are what the frameworks’ gradients return', async () => {
  const kassei = await load();
  const { heads, rows } = await visit('compare.html', (page) =>
    page.evaluate(() => {
      const table = document.querySelector('#differences .slopes');
      const read = ({ cells }) => [...cells].map((cell) => cell.textContent.trim());
      return {
        heads: read(table.tHead.rows[0]),
        rows: [...table.tBodies[0].rows].map((row) => ({
          name: row.querySelector('code').textContent,
          cells: read(row).slice(1),
          framed: [...row.cells].slice(1).map((cell) => Boolean(cell.querySelector('strong'))),
        })),
      };
    }),
  );
  assert.deepEqual(heads.slice(1), ['Kassei', 'Keras 2', 'Keras 3', 'PyTorch', 'JAX', 'TensorFlow.js']);
  const places = Object.entries(kinky).flatMap(([name, [, places]]) => places.map((x) => [name, x]));
  assert.deepEqual(
    rows.map(({ name }) => name),
    places.map(([name]) => name),
  );
  rows.forEach(({ name, cells, framed }, i) => {
    const [options, , symbols] = kinky[name];
    const entry = catalogue.find((one) => one.name === name);
    const columns = ['', 'keras2', 'keras3', 'pytorch', 'jax', 'tensorflowjs'];
    for (const [j, framework] of columns.entries()) {
      const what = `${name} at ${places[i][1]} in ${framework || 'Kassei'}`;
      if (framework && !entry.frameworks.some((one) => one.framework === framework)) {
        assert.equal(cells[j], '–', what);
        continue;
      }
      const dialect = framework ? like(kassei, framework) : kassei;
      const [slope] = dialect[entry.method].grad(Float32Array.of(places[i][1]), options);
      near(symbols[cells[j]] ?? number(cells[j]), slope, 5e-4, what);
      const [own] = kassei[entry.method].grad(Float32Array.of(places[i][1]), options);
      assert.equal(framed[j], slope !== own, what);
    }
  });
});
