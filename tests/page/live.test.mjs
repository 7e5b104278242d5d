// The live plots: what they draw, and how they answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { enter, readChart, visit } from './site.mjs';

const kassei = await load();
const defaults = (entry) => Object.fromEntries(entry.parameters.map((p) => [p.name, p.default]));

/** The curves are what the package computes, which the native tests compare with the definitions. */
function assertCurves(entry, chart, parameters) {
  const f = kassei.get(entry.name);
  for (const [compute, points] of [
    [f, chart.value],
    [f.grad, chart.slope],
  ]) {
    const drawn = points.filter(({ y }) => y !== null && !Number.isNaN(y));
    assert.ok(drawn.length > 200, `${entry.name}: only ${drawn.length} points`);
    assert.equal(drawn[0].x, entry.plot[0]);
    assert.equal(drawn.at(-1).x, entry.plot[1]);
    const [x, y] = ['x', 'y'].map((axis) => drawn.map((point) => point[axis]));
    const expected = compute(Float32Array.from(x), parameters);
    assert.deepEqual(y, Array.from(expected), `${entry.name} with ${JSON.stringify(parameters)}`);
    assert.ok(Math.min(...y) >= chart.y.min && Math.max(...y) <= chart.y.max, `${entry.name} leaves the vertical axis`);
  }
}

for (const path of ['', 'en/']) {
  test(`/${path} draws every function and its derivative as defined`, () =>
    visit(path, async (page) => {
      for (const entry of catalogue) {
        await enter(page, entry.name);
        const chart = await readChart(page, entry.name);
        assertCurves(entry, chart, defaults(entry));
        assert.notEqual(chart.colours[0], chart.colours[1]);
        assert.notDeepEqual(chart.dashes[0], chart.dashes[1]);
      }
    }));
}

test('curves, cursor and reading are those of the definitions', () =>
  visit('', async (page) => {
    for (const [name, x, value, slope] of [
      ['tanh', 1, Math.tanh(1), 1 / Math.cosh(1) ** 2],
      ['sigmoid', -3, 1 / (1 + Math.exp(3)), 1 / (2 + 2 * Math.cosh(3))],
      ['softplus', 1, Math.log1p(Math.E), 1 / (1 + Math.exp(-1))],
    ]) {
      await enter(page, name);
      await page.locator(`#${name} .reading input`).fill(String(x));
      const chart = await readChart(page, name);
      const near = (point, y) =>
        assert.ok(point.x === x && Math.abs(point.y - y) < 1e-6, `${name}: ${point.y}, not ${y}`);
      const on = (points) => points.find((point) => point.x === x);
      for (const point of [on(chart.value), chart.cursor[0]]) near(point, value);
      for (const point of [on(chart.slope), chart.cursor[1]]) near(point, slope);
      const text = await page.locator(`#${name} .reading p`).textContent();
      const [readX, readValue, readSlope] = text
        .replaceAll('−', '-')
        .match(/-?\d+(\.\d+)?/g)
        .map(Number);
      assert.equal(readX, x);
      assert.ok(Math.abs(readValue - value) < 5e-4 && Math.abs(readSlope - slope) < 5e-4, text);
    }
  }));

test('kinks are drawn exactly, with a gap in the derivative', () =>
  visit('', async (page) => {
    await enter(page, 'hard_sigmoid');
    const { value, slope } = await readChart(page, 'hard_sigmoid');
    for (const kink of [-2.5, 2.5]) {
      assert.ok(value.some(({ x }) => x === kink));
      const gap = slope.findIndex(({ y }, i) => Number.isNaN(y) && Math.abs(slope[i].x - kink) < 1e-5);
      assert.ok(gap > 0, `no gap at ${kink}`);
      assert.ok(slope[gap + 1].x - slope[gap - 1].x < 1e-6);
    }
  }));

test("f' can be hidden and shown", () =>
  visit('', async (page) => {
    for (const { name } of catalogue) {
      await enter(page, name);
      const toggle = page.locator(`#${name} figcaption input`);
      assert.equal((await readChart(page, name)).slopeVisible, true);
      await toggle.uncheck();
      assert.equal((await readChart(page, name)).slopeVisible, false);
      await toggle.check();
      assert.equal((await readChart(page, name)).slopeVisible, true);
    }
  }));

test('every slider, field and reset redraws at once with the right values', () =>
  visit('', async (page) => {
    for (const entry of catalogue) {
      if (entry.parameters.length) await enter(page, entry.name);
      for (const parameter of entry.parameters) {
        const [low, high] = parameter.slider;
        const control = page.locator(`#${entry.name} [data-parameter="${parameter.name}"]`);
        const [typed, slider, reset] = ['[type=number]', '[type=range]', 'button'].map((part) => control.locator(part));
        const picture = () => page.locator(`#${entry.name} canvas`).evaluate((canvas) => canvas.toDataURL());
        const before = await picture();
        let last = before;
        for (const value of [low, low + (high - low) * 0.37, low + (high - low) * 0.81]) {
          const now = await slider.evaluate((slider, value) => {
            slider.valueAsNumber = value;
            slider.dispatchEvent(new Event('input'));
            return {
              value: slider.valueAsNumber,
              picture: slider.closest('section').querySelector('canvas').toDataURL(),
            };
          }, value);
          assertCurves(entry, await readChart(page, entry.name), { ...defaults(entry), [parameter.name]: now.value });
          assert.ok(Math.abs((await typed.inputValue()) - now.value) < 1e-5);
          if (now.value !== parameter.default) assert.notEqual(now.picture, last, 'the picture did not change at once');
          last = now.picture;
        }
        await reset.click();
        assertCurves(entry, await readChart(page, entry.name), defaults(entry));
        assert.equal(await picture(), before, `${entry.name}: reset of ${parameter.name} did not restore the picture`);

        await typed.fill(String(high + 1));
        assertCurves(entry, await readChart(page, entry.name), { ...defaults(entry), [parameter.name]: high + 1 });
        await typed.fill('');
        assertCurves(entry, await readChart(page, entry.name), defaults(entry));
        if (parameter.default === Number.POSITIVE_INFINITY) {
          await typed.fill(String(low + 1));
          await slider.press('End');
          assertCurves(entry, await readChart(page, entry.name), defaults(entry));
        }
        const refused = ['1e39', parameter.minimum < -1e38 ? '-1e39' : String(parameter.minimum - 1)];
        for (const [text, leave] of [
          [refused[0], () => reset.click()],
          [refused[1], () => typed.blur()],
        ]) {
          await typed.fill(text);
          assert.equal(await typed.getAttribute('aria-invalid'), 'true');
          assert.ok(await control.locator('p').isVisible());
          assertCurves(entry, await readChart(page, entry.name), defaults(entry));
          await leave();
          assert.equal(await typed.getAttribute('aria-invalid'), 'false');
          assert.ok(await control.locator('p').isHidden());
        }
        for (const accepted of [3.4e38, Math.max(-3.4e38, parameter.minimum)]) {
          await typed.fill(String(accepted));
          assert.equal(await typed.getAttribute('aria-invalid'), 'false');
        }
        await reset.click();
        assertCurves(entry, await readChart(page, entry.name), defaults(entry));
      }
    }
  }));

test('the vertical axis stays while a slider moves, as long as the curves fit', () =>
  visit('', async (page) => {
    await enter(page, 'hard_sigmoid');
    const { y } = await readChart(page, 'hard_sigmoid');
    for (const value of ['0.05', '0.4', '0.9']) {
      await page.locator('#hard_sigmoid [data-parameter=alpha] [type=number]').fill(value);
      assert.deepEqual((await readChart(page, 'hard_sigmoid')).y, y);
    }
  }));

test('the keyboard alone reaches a slider and moves the plot and the reading', () =>
  visit('en/#elu', async (page) => {
    await enter(page, 'elu');
    await page.locator('#elu .other').focus();
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.ariaLabel);
    for (let i = 0; i < 8 && (await focused()) !== 'elu-alpha'; i++) await page.keyboard.press('Tab');
    assert.equal(await focused(), 'elu-alpha');
    await page.keyboard.press('ArrowRight');
    const alpha = Number(await page.locator('#elu [type=number]').inputValue());
    assert.ok(alpha > 1);
    const elu = catalogue.find(({ name }) => name === 'elu');
    assertCurves(elu, await readChart(page, 'elu'), { alpha });

    const cursor = page.locator('#elu .reading input');
    await cursor.focus();
    await page.keyboard.press('Home');
    const [{ x, y }] = (await readChart(page, 'elu')).cursor;
    assert.equal(x, -6);
    assert.ok(Math.abs(y - alpha * Math.expm1(-6)) < 1e-6);
    assert.match(await page.locator('#elu .reading p').textContent(), /^x = −6, /);
    assert.match(await cursor.getAttribute('aria-valuetext'), /^x = −6, /);
  }));

test('the pointer reads values off the plot', () =>
  visit('', async (page) => {
    await enter(page, 'tanh');
    const reading = page.locator('#tanh .reading p');
    const before = await reading.textContent();
    await page.locator('#tanh canvas').hover({ position: { x: 90, y: 60 } });
    assert.notEqual(await reading.textContent(), before);
  }));

test('plots live near the viewport only and follow the colour scheme', () =>
  visit('', async (page) => {
    assert.equal(await page.locator('canvas').count(), 0);
    const [first, , , , middle] = catalogue;
    await enter(page, first.name);
    await enter(page, middle.name);
    await page.locator(`#${first.name} canvas`).waitFor({ state: 'detached' });
    assert.ok((await page.locator('canvas').count()) <= 3);

    const light = (await readChart(page, middle.name)).colours;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.notDeepEqual((await readChart(page, middle.name)).colours, light);
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
