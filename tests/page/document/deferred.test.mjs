// The tables that are fetched when they are opened, and the page that has them for those without JavaScript.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { catalogue } from 'kassei/catalogue';
import { visit } from '../site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const path of ['', 'en/']) {
  test(`/${path} leads to every table without JavaScript`, () =>
    visit(
      path,
      async (page) => {
        const links = await page
          .locator('.later a')
          .evaluateAll((all) => all.map(({ href, hash }) => ({ href, hash })));
        const elementwise = catalogue.filter(({ kind }) => kind === 'elementwise').length;
        assert.equal(links.length, catalogue.length + elementwise);
        await page.locator('#tanh .later summary').first().click();
        await page.locator('#tanh .later a').first().click();
        assert.match(page.url(), /tables\.html#tanh-values$/);
        const rows = await page.locator('main').evaluate(
          (main, hashes) => hashes.map((hash) => main.querySelectorAll(`${hash} tbody tr`).length),
          links.map(({ hash }) => hash),
        );
        assert.ok(
          rows.every((count) => count > 1),
          String(rows),
        );
        const one = page.locator('#tanh-values tr', { hasText: /^1(?=0)/ });
        assert.equal(await one.locator('td').first().textContent(), String(Number(Math.tanh(1).toPrecision(4))));
        await page.locator('h2 a', { hasText: /^tanh$/ }).click();
        assert.match(page.url(), new RegExp(`/${path}#tanh$`));
      },
      { javaScriptEnabled: false },
    ));

  test(`/${path}tables.html is accessible and fits 320 px`, () =>
    visit(
      `${path}tables.html`,
      async (page) => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
        // axe takes a heading with nothing but a formula for empty.
        await page.evaluate(() => {
          for (const formula of document.querySelectorAll('math')) formula.replaceWith(formula.textContent);
        });
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
        assert.ok(passes.length > 10);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
          [],
        );
      },
      { viewport: { width: 320, height: 600 } },
    ));
}

test('a table stands where it is opened, by the keyboard, and is fetched once', () =>
  visit('en/', async (page) => {
    const fetched = [];
    page.on('request', (request) => request.url().endsWith('tables.html') && fetched.push(request.url()));
    for (const name of ['silu', 'elu']) {
      await page.locator(`#${name} .later summary`).first().press('Enter');
      await page.locator(`#${name} .later table`).first().waitFor();
      assert.equal(await page.locator(`#${name} .later`).first().locator('a').count(), 0);
    }
    assert.equal(fetched.length, 1);
  }));
