// Actions of visitors on a plot: other functions over it, its view, the case in force.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { enter, operate, until, visit } from '../site.mjs';
import { add, assertOverlay, field, look, names, near, open, seen } from '../toolbox/toolbox.mjs';
import { assertCopies, assertFollowing, assertSamePlace } from './pictures.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Types a parameter of a function, wherever the page is scrolled to, and says which plots that draws. */
const move = (page, name, parameter, value) =>
  page.locator(`#${name} [data-parameter=${parameter}] [type=number]`).evaluate((typed, value) => {
    const drawn = [];
    const note = ({ target }) => drawn.push(target.closest('[id]').id);
    // It reaches the document on its way down alone.
    document.addEventListener('draw', note, true);
    typed.value = value;
    typed.dispatchEvent(new Event('input'));
    document.removeEventListener('draw', note, true);
    return drawn.sort();
  }, value);

async function assertExplorer(page) {
  await open(page, 'explorer');
  const first = await names(page, 'explorer');
  assertOverlay(
    await look(page, 'explorer'),
    first.map((name) => [name]),
  );
  // Arrow keys choose one after the other, and add none.
  await page.locator('#explorer .tools select').selectOption('mish');
  assert.deepEqual(await names(page, 'explorer'), first);
  await add(page, 'explorer', 'mish');
  await add(page, 'explorer', 'softplus');
  const six = [...first, 'mish', 'softplus'];
  assert.deepEqual(await names(page, 'explorer'), six);
  const full = await look(page, 'explorer');
  assertOverlay(
    full,
    six.map((name) => [name]),
  );
  for (const name of six) {
    assert.match(full.reading, new RegExp(`\\b${name}:\t`));
    assert.ok(full.description.includes(name));
  }
  assert.ok(await page.locator('#explorer select').isDisabled(), 'six are the most');
  assert.ok(await page.locator('#explorer .most').isVisible());
  // Away by the keyboard, which stays in the tools; then there is room again.
  await page.locator('#explorer .tools li button').nth(1).press('Enter');
  const left = six.filter((_, i) => i !== 1);
  assert.deepEqual(await names(page, 'explorer'), left);
  assert.ok(await page.locator('#explorer select').evaluate((select) => select === document.activeElement));
  assertOverlay(
    await look(page, 'explorer'),
    left.map((name) => [name]),
  );
  assert.ok(await page.locator('#explorer option', { hasText: /^mish$/ }).isDisabled(), 'none twice');
  const reading = page.locator('#softplus .reading p').first();
  const before = await reading.textContent();
  assert.deepEqual(await move(page, 'softplus', 'beta', 3), ['explorer', 'softplus']);
  assert.notEqual(await reading.textContent(), before);
  const moved = await look(page, 'explorer');
  assertOverlay(
    moved,
    left.map((name) => [name, name === 'softplus' ? { beta: 3 } : undefined]),
  );
  assert.notEqual(moved.reading, full.reading);
  for (const _ of left) await page.locator('#explorer .tools li button').first().press('Enter');
  const empty = await look(page, 'explorer');
  assert.deepEqual([empty.reading, empty.description.length > 5], ['', true], 'none at all is allowed');
}

/** Another function over a section's own keeps the parameters of its own section. */
async function assertSection(page) {
  await open(page, 'tanh');
  await add(page, 'tanh', 'leaky_relu');
  assertOverlay(await look(page, 'tanh'), [['tanh'], ['leaky_relu', { negativeSlope: 0.2 }]]);
  const zones = page.locator('#tanh [data-part=zones]');
  assert.ok(await zones.isDisabled(), 'zones are of one function');
  assert.deepEqual(await move(page, 'leaky_relu', 'negativeSlope', 0.5), ['leaky_relu', 'tanh']);
  assertOverlay(await look(page, 'tanh'), [['tanh'], ['leaky_relu', { negativeSlope: 0.5 }]]);
  assert.equal(await page.locator('#tanh .tools li button').count(), 1, 'its own function stays');
  await page.locator('#tanh .tools li button').press('Space');
  assert.deepEqual(await names(page, 'tanh'), []);
  assert.equal(await zones.isDisabled(), false);
}

/** The view by typing, the slider and the buttons; what is wrong is refused. */
async function assertRange(page) {
  await open(page, 'sigmoid');
  const [from, to, zoom] = ['from', 'to', 'zoom'].map((what) => field(page, 'sigmoid', what));
  const alert = page.locator('#sigmoid .range [role=alert]');
  const type = async (input, text) => {
    await input.fill(text);
    await input.press('Enter');
  };
  await type(from, '-20');
  await type(to, '4');
  const typed = await look(page, 'sigmoid');
  assert.deepEqual(seen(typed), [-20, 4]);
  assert.ok(typed.datasets.at(-3).data.some(({ x }) => x === -20));
  for (const wrong of ['-20', '-30', '9e9', '']) {
    await type(to, wrong);
    assert.ok(await alert.isVisible(), wrong);
    assert.equal(await to.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(seen(await look(page, 'sigmoid')), [-20, 4]);
  }
  await page.locator('#sigmoid [data-do=home]').click();
  assert.deepEqual(seen(await look(page, 'sigmoid')), [-6, 6]);
  assert.equal(await alert.isVisible(), false);
  assert.ok(await page.locator('#sigmoid [data-do=home]').isDisabled());
  await page.locator('#sigmoid [data-do=in]').click();
  near(seen(await look(page, 'sigmoid')), [-4.8, 4.8]);
  await page.locator('#sigmoid [data-do=out]').click();
  near(seen(await look(page, 'sigmoid')), [-6, 6]);
  // The cursor goes over round numbers from anywhere, and is read with the digits that tell neighbours apart.
  const cursor = page.locator('#sigmoid .reading input');
  const read = async () => (await look(page, 'sigmoid')).reading.split(',')[0];
  await type(from, '-1.5301');
  await cursor.fill('0');
  assert.equal(await read(), 'x = 0');
  await page.locator('#sigmoid [data-do=home]').click();
  await type(from, '0.5');
  await type(to, '0.501');
  await cursor.press('Home');
  const [here, , next] = [await read(), await cursor.press('ArrowRight'), await read()];
  assert.deepEqual([here, next], ['x = 0.5', 'x = 0.500005']);
  await page.locator('#sigmoid [data-do=home]').click();
  await zoom.fill('1');
  near(seen(await look(page, 'sigmoid')), [-3, 3]);
  near([Number(await from.inputValue()), Number(await to.inputValue())], [-3, 3]);
}

const boxOf = (page, name) => page.locator(`#${name} canvas`).boundingBox();

/** The wheel alone scrolls, with Ctrl it zooms about the pointer; the mouse drags; keys work after a click. */
async function assertMouseAndKeys(page) {
  await enter(page, 'gelu');
  const { x, y, width, height } = await boxOf(page, 'gelu');
  await page.mouse.move(x + width / 2, y + height / 2);
  const [start, top] = [seen(await look(page, 'gelu')), await page.evaluate(() => scrollY)];
  await page.mouse.wheel(0, 120);
  await page.waitForFunction((top) => scrollY > top, top);
  assert.deepEqual(seen(await look(page, 'gelu')), start);
  await enter(page, 'gelu');
  const box = await boxOf(page, 'gelu');
  await page.mouse.move(box.x + width / 2, box.y + height / 2);
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  const zoomed = seen(await look(page, 'gelu'));
  assert.ok(zoomed[1] - zoomed[0] < 11 && zoomed[0] < 0 && zoomed[1] > 0, String(zoomed));
  assert.equal(await page.evaluate(() => scrollY), before);

  await page.mouse.down();
  await page.mouse.move(box.x + width / 2 + 80, box.y + height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  const dragged = await look(page, 'gelu');
  assert.ok(seen(dragged)[0] < zoomed[0] - 0.5, 'the plane follows the mouse');
  near([seen(dragged)[1] - seen(dragged)[0]], [zoomed[1] - zoomed[0]]);

  // After the click.
  const cursor = () => page.locator('#gelu .reading input').evaluate(({ valueAsNumber }) => valueAsNumber);
  await page.keyboard.press('0');
  assert.deepEqual(seen(await look(page, 'gelu')), [-6, 6]);
  await page.keyboard.press('+');
  near(seen(await look(page, 'gelu')), [-4.8, 4.8]);
  await page.keyboard.press('-');
  await page.keyboard.press('Shift+ArrowRight');
  near(seen(await look(page, 'gelu')), [-4.8, 7.2]);
  const [there, from] = [await look(page, 'gelu'), await cursor()];
  await page.keyboard.press('ArrowLeft');
  const [moved, to] = [await look(page, 'gelu'), await cursor()];
  assert.ok(to < from && to > from - 0.2);
  assert.deepEqual(seen(moved), seen(there));
  await page.keyboard.press('Shift+ArrowUp');
  assert.ok((await look(page, 'gelu')).scales.y.max > moved.scales.y.max);
}

async function assertPinch(page) {
  await enter(page, 'silu');
  const session = await page.context().newCDPSession(page);
  const { x, y, width, height } = await boxOf(page, 'silu');
  const touch = (type, apart) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart ? [-1, 1].map((side, id) => ({ id, x: x + width / 2 + side * apart, y: y + height / 2 })) : [],
    });
  await touch('touchStart', 30);
  for (const apart of [40, 50, 60]) await touch('touchMove', apart);
  await touch('touchEnd');
  const range = async () => seen(await look(page, 'silu'));
  // The last move may still be on its way.
  await until(async () => Math.abs((await range())[1] - (await range())[0] - 6) <= 1.5, range);
  const [from, to] = await range();
  assert.ok(from < 0 && to > 0);
}

/** Marks in the formula follow the cursor, and the text names the condition. */
async function assertCase(page) {
  await enter(page, 'hard_sigmoid');
  const marked = () =>
    page
      .locator('#hard_sigmoid .formula')
      .first()
      .locator('mtr')
      .evaluateAll((rows) => rows.map((row) => row.classList.contains('in-force')));
  for (const [x, row] of [
    [-4, 0],
    [0, 1],
    [4, 2],
  ]) {
    await operate(page, 'hard_sigmoid', [['.reading input', x]]);
    assert.deepEqual(
      await marked(),
      [0, 1, 2].map((i) => i === row),
    );
    const text = await page.locator('#hard_sigmoid .piece').textContent();
    assert.match(text, [/≤ 0$/, /0 < .* < 1$/, /≥ 1$/][row]);
  }
}

test('a plot', (t) =>
  visit('', async (page) => {
    await t.test('at the top shows up to six functions over each other', () => assertExplorer(page));
    await t.test('shows others over its own, with their parameters', () => assertSection(page));
    await t.test('shows the range that is typed, slid or pressed', () => assertRange(page));
    await t.test('follows the wheel with Ctrl, the mouse and keys', () => assertMouseAndKeys(page));
    await t.test('marks the case in force', () => assertCase(page));
  }));

const wide = ['explorer', 'hard_shrink', 'softmax'];
const narrow = ['relu', 'glu', 'prelu'];

test('one picture', (t) =>
  visit('en/', async (page) => {
    await t.test('is painted as SVG and on canvas', () => assertSamePlace(page, wide));
    await t.test('is saved and printed as it has become', () => assertCopies(page));
  }));

test('one picture, dark, on a phone that is turned', () =>
  visit(
    '',
    async (page) => {
      await assertFollowing(page);
      await assertSamePlace(page, narrow);
    },
    { colorScheme: 'dark', viewport: { width: 720, height: 360 } },
  ));

test('two fingers zoom', () => visit('', assertPinch, { hasTouch: true, viewport: { width: 390, height: 844 } }));

for (const [path, colorScheme, width] of [
  ['', 'light', 320],
  ['en/', 'dark', 1280],
]) {
  test(`/${path} with opened tools is accessible and fits, ${colorScheme}, ${width} px`, () =>
    visit(
      path,
      async (page) => {
        for (const name of ['explorer', 'elu']) {
          await open(page, name);
          await add(page, name, 'hard_sigmoid');
          const small = await page
            .locator(`#${name} figure :is(button, select, input, summary, label)`)
            .evaluateAll((all) =>
              all
                .map((element) => [element.closest('label') ?? element, element.outerHTML])
                .map(([element, html]) => [element.getBoundingClientRect(), html])
                .filter(([{ width, height }]) => width < 24 || height < 24)
                .map(([, html]) => html),
            );
          assert.deepEqual(small, []);
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        // axe is slow on large pages, and takes a label with nothing but a formula for empty.
        await page.evaluate(() => {
          for (const other of document.querySelectorAll('.activation:not(#elu)')) other.remove();
          for (const formula of document.querySelectorAll('math')) formula.replaceWith(formula.textContent);
        });
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() =>
          globalThis.axe.run({ include: [['#explorer'], ['#elu']] }, { resultTypes: ['violations'] }),
        );
        assert.ok(passes.length > 8);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        );
      },
      { colorScheme, viewport: { width, height: 800 } },
    ));
}
