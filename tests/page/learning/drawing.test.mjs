// Points of one's own: by keyboard and by pointer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../site.mjs';
import { assertAccessible, enter, field, look, until } from './lab.mjs';

/** How many points of each class both pictures show, A first. */
const points = async (page) => {
  const [first, second] = await page.evaluate(() =>
    [...document.querySelectorAll('#training .field')].map((field) =>
      ['.dots', '.crosses'].map((kind) => field.querySelector(kind).getAttribute('d').split('M').length - 1),
    ),
  );
  assert.deepEqual(first, second);
  return first;
};

/** The places of a class's points, in the coordinates of the pictures. */
const places = (page, kind) =>
  page.evaluate(
    (kind) =>
      [
        ...document
          .querySelector(`#training ${kind}`)
          .getAttribute('d')
          .matchAll(/M([\d.]+) ([\d.]+)/g),
      ].map(([, x, y]) => [Number(x) / 8 - 3, 3 - Number(y) / 8]),
    kind,
  );

/** A place of the picture in the window: `at` goes from -3 to 3. */
const within = async (pad, [x, y]) => {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  return [box.x + (box.width * (x + 3)) / 6, box.y + (box.height * (3 - y)) / 6];
};

test('points of one’s own, by keyboard and pointer', (t) =>
  visit(
    'en/learning.html',
    async (page) => {
      await enter(page, 'training');
      await field(page, 'set').selectOption('own');
      const pad = page.locator('#training .field').first();
      await t.test('keys', async () => {
        assert.deepEqual(await points(page), [0, 0]);
        assert.ok(await field(page, 'run').isDisabled());
        const { status, shades, boundaries, scores, rows } = await look(page);
        assert.match(status, /at least one point of each class/);
        // Nothing of networks that other points have taught.
        assert.deepEqual([shades, boundaries, rows], [[1, 1], ['', ''], []]);
        for (const score of scores) assert.doesNotMatch(score, /\d/);
        await pad.focus();
        for (const key of ['a', 'ArrowRight', 'Shift+ArrowUp', 'b', 'ArrowLeft', 'B', 'A'])
          await page.keyboard.press(key);
        assert.deepEqual(await points(page), [2, 2]);
        assert.match(await page.locator('#training .at').textContent(), /^x₁ = 0, x₂ = 0\.5; points: 4$/);
        await page.keyboard.press('Backspace');
        assert.equal(
          (await points(page)).reduce((a, b) => a + b),
          3,
        );
        assert.match(await pad.getAttribute('aria-label'), /relu/);
      });
      await t.test('clicks', async () => {
        await field(page, 'place').selectOption('b');
        const { width, height } = await pad.boundingBox();
        await pad.click({ position: { x: width * 0.75, y: height * 0.75 } });
        assert.match(await page.locator('#training .at').textContent(), /^x₁ = 1\.\d+, x₂ = −1\.\d+; points: 4$/);
      });
      await t.test('a line by the mouse, at even distances, undone as one', async () => {
        const before = await points(page);
        await field(page, 'place').selectOption('a');
        await page.mouse.move(...(await within(pad, [-2, -2])));
        await page.mouse.down();
        await page.mouse.move(...(await within(pad, [-2, 1])));
        await page.mouse.up();
        const [a, b] = await points(page);
        assert.deepEqual([a - before[0], b], [13, before[1]]);
        const line = (await places(page, '.dots')).slice(-13);
        const away = line.map(([x, y], i) => Math.hypot(x + 2, y + 2 - i / 4));
        assert.ok(Math.max(...away) < 0.1, String(line));
        await page.keyboard.press('Control+z');
        assert.deepEqual(await points(page), before);
        await field(page, 'undo').click();
        assert.deepEqual(await points(page), [before[0], before[1] - 1]);
      });
      await t.test('a pen draws as it is', async () => {
        const touchAction = () => pad.evaluate((field) => getComputedStyle(field).touchAction);
        assert.equal(await touchAction(), 'manipulation');
        const before = await points(page);
        await field(page, 'place').selectOption('a');
        const session = await page.context().newCDPSession(page);
        const [x, y] = await within(pad, [2.5, 2]);
        const pen = (type, down) => {
          const pressed = type === 'mouseMoved' && !down ? {} : { button: 'left', buttons: 1, clickCount: 1 };
          return session.send('Input.dispatchMouseEvent', { type, x, y: y + down, pointerType: 'pen', ...pressed });
        };
        await pen('mouseMoved', 0);
        assert.equal(await touchAction(), 'none');
        await pen('mousePressed', 0);
        await pen('mouseMoved', 40);
        await pen('mouseReleased', 40);
        const [a, b] = await points(page);
        assert.ok(a > before[0] + 2 && b === before[1], `${a}, ${b}`);
      });
      await t.test('the eraser', async () => {
        const before = await points(page);
        const [[x, y]] = await places(page, '.dots');
        await field(page, 'place').selectOption('');
        await page.mouse.click(...(await within(pad, [-2.9, -2.9])));
        assert.deepEqual(await points(page), before);
        await page.mouse.click(...(await within(pad, [x, y])));
        assert.ok((await points(page))[0] < before[0]);
        await pad.press('Control+z');
        assert.deepEqual(await points(page), before);
      });
      await t.test('are learned', async () => {
        await page.locator('#training [name=step]:enabled').waitFor();
        await page.locator('#training tbody tr').first().waitFor({ state: 'attached' });
        // At once: before a timer of the page's that is set now.
        const said = await page.evaluate(async () => {
          await new Promise((done) => setTimeout(done, 100));
          return document.querySelector('#training [role=status]').textContent;
        });
        assert.match(said, /Ready/);
        await field(page, 'step').press('Enter');
        await until(page, 1);
        await field(page, 'clear').click();
        assert.deepEqual(await points(page), [0, 0]);
        await field(page, 'undo').click();
        assert.ok((await points(page)).every(Boolean));
        await field(page, 'clear').click();
        assert.ok(await field(page, 'run').isDisabled());
        await field(page, 'set').selectOption('xor');
        assert.equal(await pad.getAttribute('role'), null);
        await page.locator('#training [name=run]:enabled').waitFor();
      });
      await t.test('nothing is wider than the screen', async () => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      });
      await t.test('stops when the section is left', async () => {
        await field(page, 'run').click();
        await until(page, 3);
        await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
        await page.waitForFunction(() => document.querySelector('#training [name=run]').textContent === 'Start');
      });
      await t.test('is accessible', () => assertAccessible(page));
    },
    { viewport: { width: 320, height: 800 }, colorScheme: 'dark' },
  ));

test('a finger scrolls, and draws where that is chosen; no more points than there may be', (t) =>
  visit(
    'learning.html',
    async (page) => {
      await enter(page, 'training');
      await page.locator('#training .try', { hasText: '描く' }).tap();
      assert.equal(await field(page, 'set').inputValue(), 'own');
      // The text is far below: the pictures have come back.
      await page.waitForFunction(() => {
        const { top, bottom } = document.querySelector('#training .sides').getBoundingClientRect();
        return top > -2 && bottom < innerHeight;
      });
      const pad = page.locator('#training .field').first();
      const session = await page.context().newCDPSession(page);
      const touch = async (type, at) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: at ? [{ x: at[0], y: at[1] }] : [],
        });
      /** The finger goes from place to place, each time in two moves. */
      const swipe = async (...way) => {
        const [start, ...rest] = await Promise.all(way.map((place) => within(pad, place)));
        await touch('touchStart', start);
        let from = start;
        for (const to of rest) {
          const halfway = to.map((end, axis) => (end + from[axis]) / 2);
          await touch('touchMove', halfway);
          await touch('touchMove', to);
          from = to;
        }
        await touch('touchEnd');
      };
      const scrolled = () => page.evaluate(() => scrollY);
      await t.test('scrolls', async () => {
        await pad.scrollIntoViewIfNeeded();
        const before = await scrolled();
        await swipe([0, 2], [0, -2]);
        await page.waitForFunction((before) => Math.abs(scrollY - before) > 40, before);
        assert.deepEqual(await points(page), [0, 0]);
      });
      await t.test('taps', async () => {
        await page.touchscreen.tap(...(await within(pad, [1, 1])));
        assert.deepEqual(await points(page), [1, 0]);
      });
      await t.test('draws', async () => {
        await page.locator('#training [name=finger]').check();
        await field(page, 'place').selectOption('b');
        await pad.scrollIntoViewIfNeeded();
        const before = await scrolled();
        await swipe([0, 2], [0, -2]);
        assert.deepEqual(await points(page), [1, 17]);
        assert.equal(await scrolled(), before);
      });
      await t.test('as many as there may be', async () => {
        const corners = Array.from({ length: 28 }, (_, i) => [(i + 1) & 2 ? 2.9 : -2.9, 2.7 - (i >> 1) / 4]);
        await swipe(...corners);
        assert.equal(
          (await points(page)).reduce((a, b) => a + b),
          300,
        );
        assert.match(await page.locator('#training .at').textContent(), /点は300個（これ以上は置けません）/);
      });
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  ));
