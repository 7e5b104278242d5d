// The page as a document: complete in both languages, without JavaScript, for everyone.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { enter, visit } from './site.mjs';

const web = fileURLToPath(new URL('../../web/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const languages = { '': 'ja', 'en/': 'en' };

/** Text, formulas and static plots are there and the controls are not. */
async function assertReadable(page) {
  for (const { name } of catalogue) {
    const section = page.locator(`#${name}`);
    assert.ok((await section.locator('.rest').innerText()).length > 100);
    assert.ok(await section.locator('.head math').first().isVisible());
    const plot = section.locator('.plot > svg');
    assert.ok(await plot.isVisible());
    assert.equal(await plot.locator('.curve').count(), 2);
    assert.equal(await section.locator('.live').locator('visible=true').count(), 0, `${name} shows dead controls`);
    assert.ok(await section.locator('figcaption').isVisible());
  }
  assert.equal(await page.locator('canvas').count(), 0);
}

for (const [path, language] of Object.entries(languages)) {
  test(`/${path} has every function, in the catalogue's order, in ${language}`, () =>
    visit(path, async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const names = catalogue.map(({ name }) => name);
      assert.deepEqual(await page.locator('.activation').evaluateAll((all) => all.map(({ id }) => id)), names);
      const links = await page.locator('.overview a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
      assert.deepEqual(
        links,
        names.map((name) => `#${name}`),
      );
      for (const part of ['svg', '.formula math', 'p']) {
        assert.equal(await page.locator(`.overview li:has(${part})`).count(), names.length);
      }
      for (const { name, parameters } of catalogue) {
        assert.equal(await page.locator(`#${name} .head .formula math`).count(), 2);
        assert.equal(await page.locator(`#${name} .parameter`).count(), parameters.length);
      }
      const html = await page.content();
      for (const broken of [/\{\w+\}/, /undefined/, /\[\w+\]<\/p>/, /\$/]) assert.doesNotMatch(html, broken);
    }));

  test(`/${path} is readable without JavaScript`, () => visit(path, assertReadable, { javaScriptEnabled: false }));

  for (const [lack, [script, expected]] of Object.entries({
    WebAssembly: [() => delete globalThis.WebAssembly, /has no WebAssembly$/m],
    SIMD: [
      () => {
        WebAssembly.validate = () => false;
      },
      /has no WebAssembly SIMD/,
    ],
    IntersectionObserver: [() => delete globalThis.IntersectionObserver, /IntersectionObserver is not defined/],
  })) {
    test(`/${path} without ${lack} says what it needs and stays readable`, () =>
      visit(
        path,
        async (page) => {
          for (const { name } of catalogue) await page.locator(`#${name} .unavailable:text("SIMD")`).waitFor();
          await assertReadable(page);
        },
        { script, expected },
      ));
  }

  test(`/${path} fits 320 px`, () =>
    visit(
      path,
      async (page) => {
        for (const { name } of catalogue) {
          await enter(page, name);
          await page.locator(`#${name} details`).evaluate((details) => {
            details.open = true;
          });
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      },
      { viewport: { width: 320, height: 600 } },
    ));

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 320]) {
      test(`/${path} is accessible, ${colorScheme}, ${width} px`, () =>
        visit(
          path,
          async (page) => {
            for (const { name } of catalogue) await enter(page, name);
            await page.evaluate(axe);
            const { violations, passes } = await page.evaluate(() =>
              globalThis.axe.run({ resultTypes: ['violations'] }),
            );
            assert.ok(passes.length > 20);
            const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
            assert.deepEqual(found, []);
          },
          { colorScheme, viewport: { width, height: 800 } },
        ));
    }
  }

  test(`/${path} leads to the same place in the other language`, () =>
    visit(path, async (page) => {
      const other = language === 'ja' ? 'en' : 'ja';
      for (const link of ['#relu .other', '.masthead .other']) {
        await page.goto(`${page.url().split('#')[0]}#relu`);
        const back = page.url();
        await page.locator(link).click();
        await page.locator(`html[lang=${other}]`).waitFor();
        assert.match(page.url(), /#relu$/);
        await page.goto(back);
      }
    }));

  test(`/${path} offers the other language to who prefers it, and redirects nobody`, async () => {
    const read = async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      return await page.locator('.masthead .other').textContent();
    };
    const offer = (locale) => visit(path, read, { locale });
    const quiet = await offer(language);
    assert.equal(await offer('fr'), quiet);
    assert.notEqual(await offer(language === 'ja' ? 'en-GB' : 'ja-JP'), quiet);
  });
}

test('the policy forbids what the page does not need, and nothing in the HTML needs more', () =>
  visit('', async (page) => {
    const policy = await page.locator('meta[http-equiv]').getAttribute('content');
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; /);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|data:|\*/);
    const html = await (await page.request.get(page.url())).text();
    assert.doesNotMatch(html, /\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=/);
  }));

test('on a phone the plot is in view while a control is used', () =>
  visit(
    '',
    async (page) => {
      for (const { name, parameters } of catalogue) {
        for (const parameter of parameters) {
          const control = page.locator(`#${name} [data-parameter="${parameter.name}"]`);
          await control.evaluate((control) => control.scrollIntoView({ behavior: 'instant', block: 'end' }));
          const plot = await page.locator(`#${name} .plot`).boundingBox();
          assert.ok(
            plot.y >= 0 && plot.y + plot.height <= (await control.boundingBox()).y,
            `${name} ${parameter.name}`,
          );
        }
      }
    },
    { viewport: { width: 390, height: 844 } },
  ));

test('print shows the static plots', () =>
  visit('', async (page) => {
    await enter(page, 'elu');
    await page.emulateMedia({ media: 'print' });
    await assert.rejects(page.locator('#elu canvas').waitFor({ timeout: 200 }));
    assert.ok(await page.locator('#elu .plot > svg').isVisible());
  }));

test('a function without an explanation stops the build with a clear message', async () => {
  const { module } = await runnerImport(`${web}build/content.ts`);
  assert.throws(() => module.explanation('en', 'no_such', String), /web\/content\/en\/no_such\.md is missing/);
});

test("the page's TypeScript names no activation", () => {
  const files = readdirSync(web, { recursive: true }).filter((file) => file.endsWith('.ts'));
  assert.ok(files.length > 5);
  for (const file of files) {
    const strings = readFileSync(web + file, 'utf8').match(/(['"`])\w+\1/g) ?? [];
    for (const { name, method } of catalogue) {
      const found = strings.find((string) => [name, method].includes(string.slice(1, -1)));
      // 'linear' as a type is Chart.js's scale.
      assert.equal(found && !(found === "'linear'" && file === 'plot.ts') ? found : undefined, undefined, `${file}`);
    }
  }
});
