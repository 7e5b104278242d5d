// The live plots of the functions of one number: what they draw, and how they answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { enter, readCurves, until, visit } from '../site.mjs';

const kassei = await load();
const curves = catalogue.filter(({ kind }) => kind !== 'rowwise');

/** The values in a section's controls; an empty field means infinity. */
const valuesOf = ({ controls }) =>
  Object.fromEntries(
    Object.entries(controls).map(([name, { value }]) => [
      name,
      typeof value === 'boolean' ? value : value === '' ? Number.POSITIVE_INFINITY : Number(value),
    ]),
  );

const optionsOf = ({ parameters }, values) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const { type } = parameters.find((p) => p.name === name);
      return [name, type === 'floats' ? Float32Array.of(value) : value];
    }),
  );

/** The curves are what the package computes, which the native tests compare with the definitions. */
function assertCurves(entry, state, values = valuesOf(state)) {
  const f = kassei.get(entry.name);
  for (const [compute, { data }] of [
    [f, state.value],
    [f.grad, state.slope],
  ]) {
    const drawn = data.filter(({ y }) => y !== null && !Number.isNaN(y));
    assert.ok(drawn.length > 200, `${entry.name}: only ${drawn.length} points`);
    assert.equal(drawn[0].x, entry.plot[0]);
    assert.equal(drawn.at(-1).x, entry.plot[1]);
    const [x, y] = ['x', 'y'].map((axis) => drawn.map((point) => point[axis]));
    const expected = compute(Float32Array.from(x), optionsOf(entry, values));
    assert.deepEqual(y, Array.from(expected), `${entry.name} with ${JSON.stringify(values)}`);
    const { min, max } = state.scales.y;
    // A value that overflows has no place on it.
    const finite = y.filter(Number.isFinite);
    assert.ok(Math.min(...finite) >= min && Math.max(...finite) <= max, `${entry.name} leaves the vertical axis`);
  }
}

async function assertDrawn(page, entries) {
  for (const entry of entries) {
    await enter(page, entry.name);
    const toggle = '[data-part=slope]';
    const [state, hidden, shown] = await readCurves(page, entry.name, [
      [toggle, false],
      [toggle, true],
    ]);
    assertCurves(entry, state);
    const values = valuesOf(state);
    for (const { name, default: standard, type } of entry.parameters) {
      if (standard !== undefined && !type.startsWith('ax')) assert.equal(values[name], standard);
    }
    assert.notDeepEqual(state.value.colours, state.slope.colours);
    assert.notDeepEqual(state.value.borderDash, state.slope.borderDash);
    assert.deepEqual(
      [state, hidden, shown].map(({ slope }) => slope.visible),
      [true, false, true],
    );
  }
}

/** Against the definitions, without the package. */
async function assertDefinitions(page) {
  for (const [name, x, value, slope] of [
    ['tanh', 1, Math.tanh(1), 1 / Math.cosh(1) ** 2],
    ['sigmoid', -3, 1 / (1 + Math.exp(3)), 1 / (2 + 2 * Math.cosh(3))],
    ['softplus', 1, Math.log1p(Math.E), 1 / (1 + Math.exp(-1))],
  ]) {
    await enter(page, name);
    const [, chart] = await readCurves(page, name, [['.reading input', x]]);
    const near = (point, y) =>
      assert.ok(point.x === x && Math.abs(point.y - y) < 1e-6, `${name}: ${point.y}, not ${y}`);
    const on = ({ data }) => data.find((point) => point.x === x);
    near(on(chart.value), value);
    near(on(chart.slope), slope);
    const [readX, readValue, readSlope] = chart.reading
      .replaceAll('−', '-')
      .match(/-?\d+(\.\d+)?/g)
      .map(Number);
    assert.equal(readX, x);
    assert.ok(Math.abs(readValue - value) < 5e-4 && Math.abs(readSlope - slope) < 5e-4, chart.reading);
  }
}

/** Kinks and jumps are drawn exactly, with a gap. */
async function assertGaps(page) {
  for (const [name, curve, at] of [
    ['hard_sigmoid', 'slope', 2.5],
    ['hard_shrink', 'value', 0.5],
  ]) {
    await enter(page, name);
    const [state] = await readCurves(page, name);
    for (const x of [-at, at]) {
      assert.ok(state.value.data.some((point) => point.x === x));
      const { data } = state[curve];
      const gap = data.findIndex((point) => Number.isNaN(point.y) && Math.abs(point.x - x) < 1e-5);
      assert.ok(gap > 0, `${name}: no gap at ${x}`);
      assert.ok(data[gap + 1].x - data[gap - 1].x < 1e-6);
    }
  }
}

/** Actions on a number's control, each with the value that it should lead to. */
function actionsOn({ default: standard, maximum, minimum, smallest, name, slider: [low, high] }, start) {
  const [typed, slider, reset] = ['[type=number]', '[type=range]', 'button'].map(
    (part) => `[data-parameter="${name}"] ${part}`,
  );
  const slid = [low, low + (high - low) * 0.37, low + (high - low) * 0.81].map((value) => [slider, value]);
  // The smallest and the largest numbers are accepted; what is beyond leaves everything as it was.
  const refused = ['1e39', minimum < -1e38 ? '-1e39' : String(minimum - 1), ...(smallest ? ['0'] : [])];
  return [
    ...slid.map((action) => ({ action })),
    { action: [reset], value: start },
    { action: [typed, high + 1], value: high + 1 },
    { action: [typed, ''], value: start },
    ...(standard === Number.POSITIVE_INFINITY
      ? [
          { action: [typed, low + 1], value: low + 1 },
          { action: [slider, high], value: start },
        ]
      : []),
    ...refused.flatMap((text) => [
      { action: [typed, text], value: start, refused: true },
      { action: [reset], value: start },
    ]),
    { action: [typed, Math.min(maximum, 3.4e38)] },
    { action: [typed, Math.max(minimum, -3.4e38)] },
    { action: [reset], value: start },
  ];
}

/** Every slider, field and reset redraws at once with the right values. */
async function assertControls(page) {
  for (const entry of curves) {
    const numbers = entry.parameters.filter(({ type }) => type === 'number' || type === 'floats');
    if (numbers.length) await enter(page, entry.name);
    for (const parameter of numbers) {
      const { name } = parameter;
      const [before] = await readCurves(page, entry.name, [], { pictures: true });
      const started = valuesOf(before);
      const plan = actionsOn(parameter, started[name]);
      const actions = plan.map(({ action }) => action);
      const [, ...states] = await readCurves(page, entry.name, actions, { pictures: true });
      plan.forEach(({ action: [target, given], value, refused = false }, i) => {
        const state = states[i];
        const control = state.controls[name];
        const what = `${entry.name} ${target} ${given}`;
        assert.deepEqual([control.refused, control.complaint], [refused, refused], what);
        const now = value ?? Number(target.endsWith('number]') ? given : control.slid);
        if (Math.abs(now) > 1e30 && Number.isFinite(now)) return;
        assertCurves(entry, state, { ...started, [name]: now });
        if (target.endsWith('range]') && Number.isFinite(now)) {
          assert.ok(Math.abs(now - given) <= (parameter.slider[1] - parameter.slider[0]) / 40, what);
          assert.ok(Math.abs(control.value - now) < 1e-5, what);
        }
        if (now === started[name]) assert.equal(state.picture, before.picture, what);
        else if (differ(state, before)) assert.notEqual(state.picture, before.picture, what);
      });
    }
  }
}

/** Whether the curves of two states can be told apart by eye. */
const differ = (...states) => {
  const [a, b] = states.map(({ value, slope }) =>
    JSON.stringify([...value.data, ...slope.data].map(({ y }) => y?.toFixed(1))),
  );
  return a !== b;
};

/** A boolean is a checkbox that redraws at once. */
async function assertSwitches(page) {
  const switches = curves.flatMap((entry) =>
    entry.parameters.filter(({ type }) => type === 'boolean').map((parameter) => ({ entry, parameter })),
  );
  assert.ok(switches.length > 0);
  for (const { entry, parameter } of switches) {
    await enter(page, entry.name);
    const checkbox = page.locator(`#${entry.name} [data-parameter="${parameter.name}"] [type=checkbox]`);
    assert.equal(await checkbox.isChecked(), parameter.default);
    const [before] = await readCurves(page, entry.name);
    await checkbox.focus();
    await page.keyboard.press('Space');
    const [after] = await readCurves(page, entry.name);
    assertCurves(entry, after, { [parameter.name]: !parameter.default });
    assert.notDeepEqual(after.value.data, before.value.data);
    assert.notEqual(after.description, before.description);
  }
}

async function assertSteadyAxis(page) {
  await enter(page, 'hard_sigmoid');
  const typed = '[data-parameter=alpha] [type=number]';
  const actions = [0.05, 0.4, 0.9].map((value) => [typed, value]);
  const [first, ...states] = await readCurves(page, 'hard_sigmoid', actions);
  for (const { scales } of states) assert.deepEqual(scales.y, first.scales.y);
}

async function assertKeyboard(page) {
  await enter(page, 'elu');
  await page.locator('#elu .other').focus();
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.ariaLabel);
  for (let i = 0; i < 8 && (await focused()) !== 'elu-alpha'; i++) await page.keyboard.press('Tab');
  assert.equal(await focused(), 'elu-alpha');
  await page.keyboard.press('ArrowRight');
  const alpha = Number(await page.locator('#elu .parameter [type=number]').inputValue());
  assert.ok(alpha > 1);
  const [moved] = await readCurves(page, 'elu');
  assertCurves(curves[0], moved, { alpha });

  const cursor = page.locator('#elu .reading input');
  await cursor.focus();
  await page.keyboard.press('Home');
  const [{ reading }] = await readCurves(page, 'elu');
  const [x, y] = reading
    .replaceAll('−', '-')
    .match(/-?\d+(\.\d+)?/g)
    .map(Number);
  assert.equal(x, -6);
  assert.ok(Math.abs(y - alpha * Math.expm1(-6)) < 5e-4, reading);
  // Said once: by the slider while it is moved, and otherwise as news.
  assert.equal(await cursor.getAttribute('aria-valuetext'), reading);
  assert.equal(await page.locator('#elu .reading [aria-live=off]').textContent(), reading);
  await page.keyboard.press('Tab');
  assert.equal(await page.locator('#elu .reading [aria-live=polite]').first().textContent(), reading);
}

async function assertPointer(page) {
  await enter(page, 'tanh');
  const reading = page.locator('#tanh .reading p').first();
  const before = await reading.textContent();
  await page.locator('#tanh canvas').hover({ position: { x: 90, y: 60 } });
  assert.notEqual(await reading.textContent(), before);
}

test('the plots', (t) =>
  visit('', async (page) => {
    await t.test('draw every function and its derivative', () => assertDrawn(page, curves));
    await t.test('are those of the definitions, with cursor and reading', () => assertDefinitions(page));
    await t.test('have gaps at kinks and jumps', () => assertGaps(page));
    await t.test('follow every slider, field and reset', () => assertControls(page));
    await t.test('follow a checkbox', () => assertSwitches(page));
    await t.test('keep the vertical axis while a parameter moves within it', () => assertSteadyAxis(page));
    await t.test('are read by the pointer', () => assertPointer(page));
  }));

test('the plots in English', (t) =>
  visit('en/', async (page) => {
    const some = curves.filter((_, i) => i % 4 === 0);
    await t.test('draw every fourth function and its derivative', () => assertDrawn(page, some));
    await t.test('are reached and moved by the keyboard alone', () => assertKeyboard(page));
  }));

const loaded = (page) => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));

test('WebAssembly computes the plots, and JavaScript is loaded only where there is none', async () => {
  const [scripts, substitute] = await Promise.all(
    [undefined, () => delete globalThis.WebAssembly].map((script) =>
      visit(
        '',
        async (page) => {
          await enter(page, 'gelu');
          const [state] = await readCurves(page, 'gelu');
          assertCurves(
            curves.find(({ name }) => name === 'gelu'),
            state,
          );
          return await loaded(page);
        },
        { script },
      ),
    ),
  );
  const fallback = (names) => names.filter((name) => /\/assets\/js-[\w-]+\.js$/.test(name)).length;
  assert.deepEqual([scripts, substitute].map(fallback), [0, 1]);
});

test('plots live near the viewport only and follow the colour scheme', () =>
  visit('', async (page) => {
    const live = page.locator('.plot.alive');
    await page.locator('#explorer canvas').waitFor();
    assert.equal(await live.count(), 1);
    const [first, , , , middle] = catalogue;
    await enter(page, first.name);
    await enter(page, middle.name);
    await page.locator(`#${first.name} canvas`).waitFor({ state: 'detached' });
    assert.ok((await live.count()) <= 3);

    const colours = async () => (await readCurves(page, middle.name))[0].value.colours;
    const light = await colours();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
    // The page hears of it a little later.
    await until(async () => !isDeepStrictEqual(await colours(), light), colours);
  }));

for (const width of [320, 1280]) {
  test(`nothing shifts while the page comes to life, ${width} px`, () =>
    visit(
      '',
      async (page) => {
        for (const { name } of catalogue) await enter(page, name);
        assert.equal(await page.evaluate(() => globalThis.shift), 0);
      },
      {
        viewport: { width, height: 800 },
        locale: 'en',
        script: () => {
          globalThis.shift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) globalThis.shift += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
        },
      },
    ));
}
