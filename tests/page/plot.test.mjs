// What a plot shows: several functions, what is drawn of each, and the piece in force.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { enter, openTools, readCurves, visit } from './site.mjs';

const kassei = await load();
const finite = ({ data }) => data.filter(({ y }) => Number.isFinite(y));

/** The lines of a plot, one function after the other, are what the package computes, named at their ends. */
function assertFunctions(state, functions) {
  assert.equal(state.functions.length, functions.length);
  functions.forEach(([name, options], i) => {
    const f = kassei.get(name);
    for (const [line, compute, suffix] of [
      [state.functions[i][0], f, ''],
      [state.functions[i][1], f.grad, '′'],
    ]) {
      const points = finite(line);
      const expected = compute(
        Float32Array.from(points, ({ x }) => x),
        options,
      );
      assert.ok(points.length > 200);
      assert.deepEqual(
        points.map(({ y }) => y),
        Array.from(expected),
        name,
      );
      assert.equal(line.label, name + suffix);
    }
  });
  const patterns = state.functions.map(([{ colours, borderDash }]) => [String(colours), String(borderDash)]);
  for (const i of [0, 1]) assert.equal(new Set(patterns.map((pattern) => pattern[i])).size, functions.length);
}

const options = (page, id) =>
  page.evaluate(
    (id) =>
      [...document.querySelectorAll(`#${id} .tools option`)].filter(({ disabled }) => disabled).map((o) => o.value),
    id,
  );

async function add(page, id, ...names) {
  for (const name of names) {
    await page.locator(`#${id} .tools select`).selectOption(name);
    await page.locator(`#${id} [data-do=add]`).click();
  }
}

/** Of the plot at the top: added and taken away, by the keyboard too, at most six, with the parameters of their sections. */
async function assertExplorer(page) {
  await openTools(page, 'explorer');
  const first = ['relu', 'sigmoid', 'tanh', 'gelu'];
  const [before] = await readCurves(page, 'explorer');
  assertFunctions(
    before,
    first.map((name) => [name]),
  );
  assert.deepEqual(
    before.functions[0].map(({ visible }) => visible),
    [true, false, false],
  );
  await add(page, 'explorer', 'mish', 'elu');
  const six = [...first, 'mish', 'elu'];
  const [full] = await readCurves(page, 'explorer');
  assertFunctions(
    full,
    six.map((name) => [name]),
  );
  assert.deepEqual((await options(page, 'explorer')).sort(), six.toSorted());
  const picker = page.locator('#explorer .tools select');
  assert.ok((await picker.isDisabled()) && (await page.locator('#explorer .most').isVisible()));
  for (const name of six) assert.match(full.reading, new RegExp(`\n${name}:\tf = −?\\d`));
  for (const name of six) assert.match(full.description, new RegExp(`\\b${name}\\b`));

  await readCurves(page, 'explorer', [['.reading input', -1]]);
  await page.locator('#elu [data-parameter=alpha] [type=number]').fill('2.5');
  assert.match(await page.locator('#explorer .reading p').first().textContent(), /\nelu:\tf = −1\.58,/);
  await enter(page, 'explorer');
  const [followed] = await readCurves(page, 'explorer');
  assertFunctions(followed, [...[...first, 'mish'].map((name) => [name]), ['elu', { alpha: 2.5 }]]);
  // The slope of elu bends now.
  assert.ok(followed.kinks[5].data.some(({ x }) => Math.abs(x) < 1e-6) && full.kinks[5].data.length === 0);

  const remove = page.locator('#explorer .tools li').filter({ hasText: 'sigmoid' }).locator('button');
  await remove.focus();
  await page.keyboard.press('Enter');
  assert.ok(await picker.evaluate((picker) => picker === document.activeElement && !picker.disabled));
  const left = six.filter((name) => name !== 'sigmoid');
  const [after] = await readCurves(page, 'explorer');
  assert.deepEqual(
    after.functions.map(([{ label }]) => label),
    left,
  );
  for (let i = left.length; i > 0; i--) await page.locator('#explorer .tools li button').first().click();
  const [none] = await readCurves(page, 'explorer');
  assert.equal(none.functions.length, 0);
  assert.ok(none.description.length > 5);
  await add(page, 'explorer', 'silu');
  assertFunctions((await readCurves(page, 'explorer'))[0], [['silu']]);
}

/** Of a section: its function stays, and has its own colours again when it is alone. */
async function assertOverlay(page) {
  await openTools(page, 'hard_sigmoid');
  const [before] = await readCurves(page, 'hard_sigmoid');
  assert.equal(await page.locator('#hard_sigmoid .tools li').count(), 0);
  await add(page, 'hard_sigmoid', 'sigmoid');
  const [both] = await readCurves(page, 'hard_sigmoid', []);
  assertFunctions(both, [['hard_sigmoid'], ['sigmoid']]);
  assert.ok(await page.locator('#hard_sigmoid [data-part=zones]').isDisabled());
  assert.equal(await page.locator('#hard_sigmoid figcaption svg').first().isVisible(), false);
  assert.equal(await page.locator('#hard_sigmoid .tools li button').count(), 1);
  await page.locator('#hard_sigmoid .tools li button').click();
  const [after] = await readCurves(page, 'hard_sigmoid');
  assert.deepEqual(after.datasets, before.datasets);
  assert.equal(after.reading, before.reading);
}

const part = (name) => `[data-part=${name}]`;

/** Each line can be switched, and what is switched off takes no part in anything. */
async function assertParts(page) {
  await enter(page, 'tanh');
  const states = await readCurves(page, 'tanh', [
    [part('curvature'), true],
    [part('slope'), false],
    [part('value'), false],
  ]);
  assert.deepEqual(
    states.map(({ functions: [lines] }) => lines.map(({ visible }) => visible)),
    [
      [true, true, false],
      [true, true, true],
      [true, false, true],
      [false, false, true],
    ],
  );
  const { curvature } = states[1];
  assert.equal(curvature.data.length, 241);
  for (const { x, y } of curvature.data) {
    assert.ok(Math.abs(y + (2 * Math.tanh(x)) / Math.cosh(x) ** 2) < 1e-4, `${x}: ${y}`);
  }
  assert.equal(new Set(states[1].functions[0].map(({ borderDash }) => String(borderDash))).size, 3);
  assert.deepEqual(
    states.map(({ cursor }) => cursor.data.length),
    [2, 2, 1, 0],
  );
  for (const { scales } of states) assert.deepEqual(scales.y, states[0].scales.y, 'the axis stays');

  await enter(page, 'hard_sigmoid');
  const [, bent, , moved] = await readCurves(page, 'hard_sigmoid', [
    [part('curvature'), true],
    [part('curvature'), false],
    ['[data-parameter=alpha] [type=number]', 0.5],
  ]);
  const gaps = bent.curvature.data.filter(({ y }) => !Number.isFinite(y));
  assert.ok(gaps.length > 0 && gaps.every(({ x }) => Math.abs(Math.abs(x) - 2.5) < 0.06));
  assert.ok(finite(bent.curvature).every(({ y }) => Math.abs(y) < 1e-3));
  const marks = ({ kinks }) => kinks[0].data.map(({ x, y }) => [Math.round(x * 1e4) / 1e4, Math.round(y * 1e4) / 1e4]);
  assert.deepEqual(marks(bent), [
    [-2.5, 0],
    [2.5, 1],
  ]);
  assert.deepEqual(marks(moved), [
    [-1, 0],
    [1, 1],
  ]);
}

/** The opacity of the shading somewhere in the plot, left of the curves' start or anywhere without lines. */
const shading = (page, name, x) =>
  page.evaluate(
    async ({ name, x }) => {
      const { name: address } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
      const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
      const canvas = document.querySelector(`#${name} canvas`);
      const chart = Chart.getChart(canvas);
      const { top, bottom } = chart.chartArea;
      const height = Math.floor(bottom - top) - 2;
      const at = Math.round(chart.scales.x.getPixelForValue(x));
      const column = new OffscreenCanvas(1, height).getContext('2d', { willReadFrequently: true });
      column.drawImage(canvas, -at, -Math.ceil(top) - 1);
      const { data } = column.getImageData(0, 0, 1, height);
      const opacities = Array.from({ length: height }, (_, i) => data[4 * i + 3]).sort((a, b) => a - b);
      return { least: opacities[0], lines: opacities[Math.floor(height * 0.85)] > opacities[0] };
    },
    { name, x },
  );

/** A dead zone is shaded and hatched, a faint one shaded; the rest is not, nor is anything when it is switched off. */
async function assertZones(page) {
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const [name, x, shaded, hatched] of [
    ['relu', -3.3, true, true],
    ['relu', 2.7, false, false],
    ['tanh', -4.3, true, false],
    ['tanh', 4.3, true, false],
    ['tanh', 0.7, false, false],
    ['elu', -4.7, true, false],
    ['linear', -3.3, false, false],
  ]) {
    await enter(page, name);
    const { least, lines } = await shading(page, name, x);
    assert.deepEqual([least > 0, lines], [shaded, hatched], `${name} at ${x}`);
    await readCurves(page, name, [[part('zones'), false]]);
    assert.deepEqual(await shading(page, name, x), { least: 0, lines: false }, `${name} at ${x}`);
    await readCurves(page, name, [[part('zones'), true]]);
  }
}

/** The piece is named, marked in the formula, and follows cursor and parameters. */
async function assertPieces(page) {
  for (const [name, steps] of [
    [
      'hard_sigmoid',
      [
        [['.reading input', -3], 0],
        [['.reading input', 0], 1],
        [['.reading input', 4], 2],
      ],
    ],
    [
      'elu',
      [
        [['.reading input', -1], 1],
        [['.reading input', 2], 0],
      ],
    ],
    [
      'hard_shrink',
      [
        [['.reading input', 2], 0],
        [['[data-parameter=threshold] [type=number]', 2.5], 2],
      ],
    ],
    ['tanh', [[['.reading input', 2], -1]]],
  ]) {
    await enter(page, name);
    for (const [action, row] of steps) {
      await readCurves(page, name, [action]);
      const seen = await page.locator(`#${name}`).evaluate((section) => {
        const formula = section.querySelector('.formula');
        const rows = [...formula.querySelectorAll('mtr')];
        const marked = rows.findIndex((row) => row.matches('.in-force'));
        return {
          row: marked,
          marks: section.querySelectorAll('.in-force').length,
          condition: rows[marked]?.lastElementChild.textContent.replace(/\s/g, ''),
          colours: rows.map((row) => getComputedStyle(row.firstElementChild).backgroundColor),
          text: section.querySelector('.piece').textContent.replace(/\s/g, ''),
        };
      });
      assert.equal(seen.row, row, name);
      assert.equal(seen.marks, row < 0 ? 0 : 1);
      if (row < 0) assert.equal(seen.text, '');
      else {
        assert.ok(seen.text.endsWith(seen.condition), `${seen.text}: ${seen.condition}`);
        assert.equal(seen.colours.filter((colour) => colour !== 'rgba(0, 0, 0, 0)').length, 1);
      }
    }
  }
}

test('plots of several functions', (t) =>
  visit('', async (page) => {
    await t.test('add and take away any, in the plot at the top', () => assertExplorer(page));
    await t.test("compare a section's function with another", () => assertOverlay(page));
  }));

test('what a plot shows of a function', (t) =>
  visit('en/', async (page) => {
    await t.test("f, f' and f'' as they are switched, with kinks", () => assertParts(page));
    await t.test('where the slope is 0 or faint', () => assertZones(page));
    await t.test('which piece of the formula is in force', () => assertPieces(page));
  }));
