// Points of one's own: by keyboard and by pointer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, enter, field, look, until } from './lab.mjs';
import { visit } from './site.mjs';

test('points of one’s own, by keyboard and pointer', (t) =>
  visit(
    'en/learning.html',
    async (page) => {
      await enter(page, 'training');
      await field(page, 'set').selectOption('own');
      const pad = page.locator('#training .field').first();
      const points = () =>
        page.evaluate(() =>
          ['.dots', '.crosses'].map(
            (kind) =>
              document.querySelectorAll(`#training .side:last-child ${kind}`)[0].getAttribute('d').split('M').length -
              1,
          ),
        );
      await t.test('keys', async () => {
        assert.deepEqual(await points(), [0, 0]);
        assert.ok(await field(page, 'run').isDisabled());
        assert.match((await look(page)).status, /at least one point of each class/);
        await pad.focus();
        for (const key of ['a', 'ArrowRight', 'Shift+ArrowUp', 'b', 'ArrowLeft', 'B', 'A'])
          await page.keyboard.press(key);
        assert.deepEqual(await points(), [2, 2]);
        assert.match(await page.locator('#training .at').textContent(), /^x₁ = 0, x₂ = 0\.5, 4 points$/);
        await page.keyboard.press('Backspace');
        assert.equal(
          (await points()).reduce((a, b) => a + b),
          3,
        );
        assert.match(await pad.getAttribute('aria-label'), /relu/);
      });
      await t.test('clicks', async () => {
        await field(page, 'place').selectOption('b');
        const { width, height } = await pad.boundingBox();
        await pad.click({ position: { x: width * 0.75, y: height * 0.75 } });
        assert.match(await page.locator('#training .at').textContent(), /^x₁ = 1\.\d+, x₂ = −1\.\d+, 4 points$/);
      });
      await t.test('are learned', async () => {
        await page.locator('#training [name=step]:enabled').waitFor();
        await page.locator('#training [role=status]:text("Ready")').waitFor({ timeout: 1500 });
        await field(page, 'step').press('Enter');
        await until(page, 1);
        await field(page, 'clear').click();
        assert.deepEqual(await points(), [0, 0]);
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
