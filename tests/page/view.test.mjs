// The part of the plane that a plot shows: by typing, sliders and buttons, by the mouse, by keys and under fingers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { enter, openTools, readCurves, visit } from './site.mjs';

const kassei = await load();
const finite = ({ data }) => data.filter(({ y }) => Number.isFinite(y));

const rangeOf = async (page, name) => {
  const [{ scales, cursor, value }] = await readCurves(page, name);
  return { x: [scales.x.min, scales.x.max], y: [scales.y.min, scales.y.max], cursor: cursor.data[0]?.x, value, scales };
};
const near = (actual, expected, slack = 1e-6) =>
  assert.ok(
    actual.every((end, i) => Math.abs(end - expected[i]) <= slack),
    `${actual}, not ${expected}`,
  );

/** The range by typing, slider and buttons, and back. */
async function assertView(page) {
  await openTools(page, 'silu');
  const section = page.locator('#silu');
  const [from, to, zoom] = ['from', 'to', 'zoom'].map((name) => section.locator(`[data-view=${name}]`));
  const before = await rangeOf(page, 'silu');
  const type = async (field, text) => {
    await field.fill(text);
    await field.press('Enter');
  };
  assert.ok(await section.locator('[data-do=home]').isDisabled());
  await type(from, '-20');
  await type(to, '2.5');
  const typed = await rangeOf(page, 'silu');
  near(typed.x, [-20, 2.5]);
  near([typed.value.data[0].x, typed.value.data.at(-1).x], [-20, 2.5]);
  const points = finite(typed.value);
  const expected = kassei.silu(Float32Array.from(points, ({ x }) => x));
  assert.deepEqual(
    points.map(({ y }) => y),
    Array.from(expected),
  );
  for (const wrong of ['2.5', '3', '1e9', '']) {
    await type(from, wrong);
    assert.ok(await section.locator('.range [role=alert]').isVisible(), wrong);
    assert.equal(await from.getAttribute('aria-invalid'), 'true');
    near((await rangeOf(page, 'silu')).x, [-20, 2.5]);
  }
  await type(from, '1.5');
  assert.equal(await section.locator('.range [role=alert]').isVisible(), false);
  const moved = await rangeOf(page, 'silu');
  near(moved.x, [1.5, 2.5]);
  assert.ok(moved.cursor >= 1.5 && moved.y[1] < 3, 'the cursor stays in sight, the other axis follows');
  await section.locator('[data-do=out]').click();
  near((await rangeOf(page, 'silu')).x, [1.375, 2.625]);
  await section.locator('[data-do=in]').click();
  near((await rangeOf(page, 'silu')).x, [1.5, 2.5]);
  await zoom.fill('6');
  const close = await rangeOf(page, 'silu');
  near(close.x, [2 - 6 / 64, 2 + 6 / 64]);
  assert.equal(new Set(close.scales.x.ticks).size, close.scales.x.ticks.length, String(close.scales.x.ticks));
  assert.equal(await from.inputValue(), '1.90625');
  await section.locator('[data-do=home]').click();
  const after = await rangeOf(page, 'silu');
  assert.deepEqual([after.x, after.y, after.value], [before.x, before.y, before.value]);
  near([Number(await zoom.inputValue())], [0]);
}

/** The wheel alone scrolls the page; with Ctrl it zooms about the pointer; dragging moves. */
async function assertMouse(page) {
  await enter(page, 'mish');
  const canvas = page.locator('#mish canvas');
  const { x, y, width, height } = await canvas.boundingBox();
  const before = await rangeOf(page, 'mish');
  const scrolled = () => page.evaluate(() => scrollY);
  const top = await scrolled();
  await page.mouse.move(x + 0.4 * width, y + 0.5 * height);
  const pointed = (await rangeOf(page, 'mish')).cursor;
  await page.mouse.wheel(0, 40);
  await page.waitForFunction((top) => scrollY > top, top);
  near((await rangeOf(page, 'mish')).x, before.x);
  await page.mouse.wheel(0, -40);
  await page.waitForFunction((top) => scrollY === top, top);

  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => document.querySelector('#mish .reading input').min !== '-6');
  const zoomed = await rangeOf(page, 'mish');
  assert.equal(await scrolled(), top);
  const share = ({ x: [from, to] }) => (pointed - from) / (to - from);
  const sizes = (state) => [state.x[1] - state.x[0], state.y[1] - state.y[0]];
  near([share(zoomed)], [share(before)], 0.01);
  near(
    sizes(zoomed).map((size, i) => size / sizes(before)[i]),
    [Math.exp(-0.3), Math.exp(-0.3)],
    1e-3,
  );

  await page.mouse.down();
  await page.mouse.move(x + 0.6 * width, y + 0.4 * height, { steps: 4 });
  await page.mouse.up();
  const dragged = await rangeOf(page, 'mish');
  near(sizes(dragged), sizes(zoomed), 1e-3);
  assert.ok(dragged.x[0] < zoomed.x[0] - 0.15 * sizes(zoomed)[0] && dragged.y[0] < zoomed.y[0]);
  await page.mouse.move(x + 0.3 * width, y + 0.4 * height);
  near((await rangeOf(page, 'mish')).x, dragged.x);
}

/** On the focused plot; other keys are the page's. */
async function assertKeys(page) {
  await enter(page, 'softsign');
  await page.locator('#softsign [data-part=value]').focus();
  await page.keyboard.press('Shift+Tab');
  const outline = await page.locator('#softsign canvas').evaluate((canvas) => getComputedStyle(canvas).outlineStyle);
  assert.equal(outline, 'solid');
  const press = async (key) => {
    await page.keyboard.press(key);
    return await rangeOf(page, 'softsign');
  };
  const before = await rangeOf(page, 'softsign');
  const reading = page.locator('#softsign .reading p').first();
  near([(await press('ArrowRight')).cursor], [before.cursor + 0.1]);
  assert.match(await reading.textContent(), /^x = 1\.1, /);
  near([(await press('ArrowLeft')).cursor], [before.cursor]);
  near((await press('+')).x, [-4.8, 4.8]);
  near((await press('-')).x, [-6, 6]);
  near((await press('Shift+ArrowRight')).x, [-4.8, 7.2]);
  const up = await press('Shift+ArrowUp');
  near([up.y[0] - before.y[0]], [(before.y[1] - before.y[0]) / 10]);
  const reset = await press('0');
  assert.deepEqual([reset.x, reset.y], [before.x, before.y]);
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('#softsign [data-part=value]').evaluate((box) => box === document.activeElement));
}

test('the view of a plot', (t) =>
  visit('', async (page) => {
    await t.test('is typed, slid, and reset', () => assertView(page));
    await t.test('is moved by the mouse, which does not trap the wheel', () => assertMouse(page));
    await t.test('is moved by keys', () => assertKeys(page));
  }));

/** Fingers from some places to others, in steps. */
async function touch(session, from, to) {
  const points = (share) =>
    from.map(([x, y], id) => ({ id, x: x + (to[id][0] - x) * share, y: y + (to[id][1] - y) * share }));
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (let i = 1; i <= 8; i++) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(i / 8) });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('a plot under fingers', (t) =>
  visit(
    '',
    async (page) => {
      await enter(page, 'gelu');
      const session = await page.context().newCDPSession(page);
      const { x, y, width, height } = await page.locator('#gelu canvas').boundingBox();
      const at = (right, down) => [x + right * width, y + down * height];
      await t.test('two zoom, also one above the other', async () => {
        const before = await rangeOf(page, 'gelu');
        await touch(session, [at(0.4, 0.5), at(0.6, 0.5)], [at(0.25, 0.5), at(0.75, 0.5)]);
        const closer = await rangeOf(page, 'gelu');
        const sizes = [before, closer].map(({ x: [from, to] }) => to - from);
        near([sizes[1] / sizes[0]], [0.4], 0.05);
        await touch(session, [at(0.5, 0.2), at(0.5, 0.8)], [at(0.5, 0.35), at(0.5, 0.65)]);
        const farther = await rangeOf(page, 'gelu');
        near([(farther.x[1] - farther.x[0]) / sizes[1]], [2], 0.2);
        assert.equal(await page.evaluate(() => visualViewport.scale), 1);
      });
      await t.test('one reads, or scrolls the page', async () => {
        const before = await rangeOf(page, 'gelu');
        await touch(session, [at(0.5, 0.5)], [at(0.8, 0.5)]);
        const read = await rangeOf(page, 'gelu');
        near(read.x, before.x);
        assert.ok(read.cursor > before.x[0] + 0.6 * (before.x[1] - before.x[0]));
        const top = await page.evaluate(() => scrollY);
        await touch(session, [at(0.5, 0.9)], [at(0.5, 0.1)]);
        await page.waitForFunction((top) => scrollY > top + 50, top);
        near((await rangeOf(page, 'gelu')).x, before.x);
      });
    },
    { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
  ));
