// Scripts that are fetched when they are used and cannot be had: the page says so, and tries again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../site.mjs';
import { open, take } from '../toolbox/toolbox.mjs';

/** Lets the requests for a script fail `times` times, and counts them. */
async function withhold(page, script, times) {
  const asked = [];
  await page.route(new RegExp(`/${script}-[^/]*\\.js$`), async (route) => {
    asked.push(route.request().url());
    if (asked.length > times) await route.continue();
    else await route.fulfill({ status: 503 });
  });
  return asked;
}
const refused = [/status of 503/, /TypeError: Failed to fetch dynamically imported module/];

for (const [path, loading, saving] of [
  ['', /読み込めませんでした/, /保存できませんでした/],
  ['en/', /could not be loaded/, /Not saved/],
]) {
  test(`/${path} says that tools cannot be loaded, and tries again when they are opened again`, () =>
    visit(
      path,
      async (page) => {
        const asked = await withhold(page, 'toolbox', 2);
        await page.locator('#softmax').evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
        await page.locator('#softmax canvas').waitFor();
        const [summary, message] = ['summary', '[role=alert]'].map((part) => page.locator(`#softmax .tools ${part}`));
        for (const count of [1, 2]) {
          await summary.press('Enter');
          await message.first().waitFor();
          assert.match(await message.textContent(), loading);
          assert.equal(asked.length, count);
          await summary.press('Enter');
          await message.waitFor({ state: 'hidden' });
        }
        await summary.press('Enter');
        await page.locator('#softmax .take').waitFor();
        assert.equal(await page.locator('#softmax [role=alert]:visible').count(), 0);
        assert.equal(await page.locator('#softmax .take').count(), 1);
      },
      { expected: [...refused, ...refused] },
    ));

  test(`/${path} says that nothing was saved where the program for it is missing`, () =>
    visit(
      path,
      async (page) => {
        // Print asks for it too, whenever something is touched.
        await withhold(page, 'export', Number.POSITIVE_INFINITY);
        await open(page, 'tanh');
        await page.locator('#tanh [data-do=csv]').click();
        const message = page.locator('#tanh .take [role=alert]');
        await message.waitFor();
        assert.match(await message.textContent(), saving);
        await page.unrouteAll({ behavior: 'wait' });
        assert.ok((await take(page, 'tanh', 'csv')).length > 1000);
        assert.equal(await message.isVisible(), false);
      },
      { expected: refused },
    ));
}

test('a link whose program is missing says so in the opened tools, and is followed when they are opened again', () =>
  visit(
    'en/',
    async (page) => {
      await withhold(page, 'permalink', 2);
      await page.goto(`${page.url()}?row=-1+1+1+1+1+1#softmax`);
      const first = () => page.locator('#softmax .inputs input').first().inputValue();
      await page.locator('#softmax .tools [role=alert]').first().waitFor();
      assert.notEqual(await first(), '-1');
      const summary = page.locator('#softmax .tools summary');
      await summary.press('Enter');
      await summary.press('Enter');
      await page.locator('#softmax .take').waitFor();
      assert.equal(await first(), '-1');
    },
    { expected: refused },
  ));
