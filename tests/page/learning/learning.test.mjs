// The page on learning: what is loaded when, what it has without JavaScript, and its signal through many layers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { visit } from '../site.mjs';
import { assertAccessible, at, atStart, choice, enter, expected, kassei, names } from './lab.mjs';

const { sendSignal } = await at('learning/engine/signal.ts');
const { signalRows } = await at('learning/picture/verdict.ts');

const loaded = (page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .map((name) => /\/(lab|kassei)-/.exec(name)?.[1])
      .filter(Boolean),
  );

test('what the sections need is loaded where they are, and when they are near', async () => {
  const elsewhere = ['', 'compare.html'].map((path) =>
    visit(path, async (page) => {
      await page.locator('#explorer canvas, #compare th button').first().waitFor();
      assert.deepEqual(await loaded(page), ['kassei']);
    }),
  );
  const here = visit('learning.html', async (page) => {
    await enter(page, 'training');
    await atStart(page);
    // The worker has its own copy of the package: another one would only take time.
    assert.deepEqual(await loaded(page), ['lab']);
    assert.match(await page.locator('meta[http-equiv]').getAttribute('content'), /worker-src 'self'(;|$)/);
  });
  await Promise.all([...elsewhere, here]);
});

test('both languages have the same to try', () => {
  const [ja, en] = ['learning.html', 'en/learning.html'].map((path) => {
    const html = readFileSync(new URL(`../../../build/page/${path}`, import.meta.url), 'utf8');
    return [...html.matchAll(/data-try='(.*?)'/g)].map(([, settings]) => settings);
  });
  assert.ok(ja.length > 12);
  assert.deepEqual(ja, en);
});

for (const path of ['learning.html', 'en/learning.html']) {
  test(`/${path} shows both without JavaScript`, () =>
    visit(
      path,
      async (page) => {
        for (const id of ['training', 'signal']) {
          assert.ok((await page.locator(`#${id} .after`).textContent()).length > 400);
          assert.ok(await page.locator(`#${id} svg[role=img]`).first().isVisible());
          assert.equal(await page.locator(`#${id} :is(input, select, button):visible`).count(), 0);
        }
        const said = await page.locator('#training .score').allTextContents();
        expected({}, 300).forEach((numbers, i) => {
          for (const number of numbers) assert.ok(said[i].includes(number), said[i]);
        });
        const boundary = await page.locator('#training .boundary').first().getAttribute('d');
        assert.ok(boundary.split('M').length > 40);
      },
      { javaScriptEnabled: false },
    ));
}

const rowsAre = (rows) =>
  [...document.querySelectorAll('#signal tbody tr')]
    .map((row) => [...row.cells].map((cell) => cell.textContent))
    .join() === rows.join();

test('a signal through many layers', (t) =>
  visit('learning.html', async (page) => {
    await enter(page, 'signal');
    const control = (name) => page.locator(`#signal [name="${name}"]`);
    const table = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('#signal tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
      );
    /** Waits for the numbers of that setting, which are computed here too. */
    async function assertSignal({ name, weights = 'glorot_uniform', layers, bias = 0, seed = 1 }) {
      const rows = signalRows(sendSignal(kassei, { choice: choice(name), weights, bias, layers, seed }));
      await page.waitForFunction(rowsAre, rows).catch(async () => assert.deepEqual(await table(), rows));
      const description = await page.locator('#signal .panels svg').getAttribute('aria-label');
      assert.ok(description.includes(name) && description.includes(String(layers)), description);
      return rows;
    }
    const says = (pattern) =>
      page.waitForFunction(
        (source) => new RegExp(source).test(document.querySelector('#signal .says').textContent),
        pattern,
      );
    await t.test('sigmoid in 30 layers: the gradient vanishes', async () => {
      await control('layers').focus();
      for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
      const rows = await assertSignal({ name: 'sigmoid', layers: 30 });
      assert.match(rows[0][3], /×10⁻/);
      await says('勾配が.*×10⁻.*消失');
      const drawn = await page.locator('#signal .panels .bar.slope').first().getAttribute('d');
      assert.equal(drawn.split('M').length - 1, 30);
    });
    await t.test('every activation can be chosen', async () => {
      const offered = await control('name').evaluate((select) => [...select.options].map(({ value }) => value));
      assert.deepEqual(offered, names);
      await control('layers').fill('2');
      for (const name of names) {
        await control('name').selectOption(name);
        await assertSignal({ name, layers: 2 });
      }
    });
    await t.test('weights by rules, by a factor of one’s own, and others', async () => {
      await control('name').selectOption('tanh');
      await control('weights').selectOption('he_normal');
      await assertSignal({ name: 'tanh', layers: 2, weights: 'he_normal' });
      assert.ok(await control('factor').isDisabled());
      await control('weights').selectOption('own');
      await control('factor').fill('3.5');
      await control('layers').fill('20');
      await assertSignal({ name: 'tanh', layers: 20, weights: 3.5 });
      await says('爆発');
      await control('another').click();
      await assertSignal({ name: 'tanh', layers: 20, weights: 3.5, seed: 2 });
    });
    await t.test('what the text has to try', async () => {
      await page.locator('#signal .try', { hasText: 'バイアス−0.5' }).press('Enter');
      const rows = await assertSignal({ name: 'relu', weights: 'he_normal', layers: 20, bias: -0.5 });
      assert.match(rows[9].at(-1), /^100/);
      const bars = await page.locator('#signal .bar.dead').getAttribute('d');
      assert.equal(bars.split('M').length - 1, rows.filter((row) => !row.at(-1).startsWith('0')).length);
      await says('勾配が0倍.*消失');
    });
    await t.test('is accessible', () => assertAccessible(page));
  }));
