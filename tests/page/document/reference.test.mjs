// The reference: every function and export described, every link of the site alive, in the page's look and policy.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { entries } from '../../../tools/generate/package-entries.mjs';
import { visit } from '../site.mjs';

const site = fileURLToPath(new URL('../../../build/page/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html'));
const pages = Object.fromEntries(files.map((name) => [name, readFileSync(site + name, 'utf8')]));
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

/** A link's file in the site, and its fragment. */
function target(from, address) {
  const [file, fragment] = address.split('#');
  const place = file === '' ? from : path.posix.join(path.posix.dirname(from), file);
  return [/(^|\/)$|^\.\.?$/.test(place) ? path.posix.join(place, 'index.html') : place, fragment];
}

test('no link of the site is dead', () => {
  let links = 0;
  for (const [name, html] of Object.entries(pages)) {
    for (const address of all(html, /\s(?:href|src)="([^"]*)"/g)) {
      assert.doesNotMatch(address, /^\w+:|^\//, `${name} leaves the site: ${address}`);
      const [file, fragment] = target(name, address);
      assert.ok(existsSync(site + file), `${name}: ${address}`);
      if (fragment) assert.ok(pages[file].includes(` id="${fragment}"`), `${name}: ${address}`);
      links++;
    }
  }
  assert.ok(links > 1000);
});

test('every section of the page leads to the page of its function, and that back', () => {
  for (const { name } of catalogue) {
    const own = `docs/functions/${name}.html`;
    for (const from of ['index.html', 'en/index.html']) {
      const [, section] = pages[from].split(`<section id="${name}"`);
      const link = all(section, /href="([^"]*docs\/functions\/[^"]*)"/g)[0];
      assert.equal(target(from, link)[0], own);
    }
    assert.ok(all(pages[own], /href="([^"]*)"/g).some((link) => target(own, link).join() === `en/index.html,${name}`));
    assert.ok(all(pages['docs/index.html'], /href="([^"]*)"/g).includes(`functions/${name}.html`));
  }
});

test('the pages of the modules have all that they export, and all methods', async () => {
  for (const { name } of entries) {
    const html = pages[`docs/api/${name}.html`];
    for (const exported of Object.keys(await import(name)))
      assert.match(html, new RegExp(`>${exported}(\\(\\))?</h3>`));
  }
  for (const { method } of catalogue) assert.match(pages['docs/api/kassei.html'], new RegExp(`>${method}</h5>`));
});

test('ids are unique, and nothing is left of what the pages are made from', () => {
  for (const [name, html] of Object.entries(pages).filter(([name]) => name.startsWith('docs/'))) {
    const ids = all(html, /\sid="([^"]*)"/g);
    assert.equal(new Set(ids).size, ids.length, name);
    const text = html.replace(/<pre>[\s\S]*?<\/pre>|<code>[^<]*<\/code>/g, '');
    assert.equal(/\$|\\[a-z]|<!--|\]\([^)]|```|\*\*\*/.exec(text)?.[0], undefined, name);
    assert.equal(/\sstyle=|<style|<script|\son\w+=/.exec(html)?.[0], undefined, name);
  }
});

async function assertPolicy(page, sample) {
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  assert.match(policy, /^default-src 'none'; style-src 'self'; /);
  assert.doesNotMatch(policy, /unsafe|https?:|data:|\*|script/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
  const [formulas, shown] = await page.evaluate(() => {
    const found = [...document.querySelectorAll('.formula')];
    return [found.length, found.filter((formula) => formula.querySelector('math')?.clientHeight > 10).length];
  });
  assert.equal(shown, formulas);
  if (sample.startsWith('functions/')) assert.equal(formulas, 2);
}

async function assertAccessible(page) {
  // axe takes MathML for empty.
  await page.evaluate(() => {
    for (const formula of document.querySelectorAll('math')) formula.replaceWith(formula.textContent);
  });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  assert.ok(passes.length > 15);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(found, []);
}

/** Some pages, and the scheme in which some of these are looked at by axe. */
const samples = {
  '': undefined,
  'frameworks.html': 'light',
  'accuracy.html': undefined,
  'api/kassei.html': 'dark',
  'api/kassei/catalogue.html': undefined,
  'functions/relu.html': 'light',
  'functions/gelu.html': undefined,
  'functions/prelu.html': undefined,
  'functions/softmax.html': 'dark',
};

for (const [sample, colorScheme] of Object.entries(samples)) {
  test(`/docs/${sample}`, (t) =>
    visit(
      `docs/${sample}`,
      async (page) => {
        await t.test('keeps to its policy and fits a phone', () => assertPolicy(page, sample));
        if (colorScheme) await t.test(`is accessible, ${colorScheme}`, () => assertAccessible(page));
      },
      { colorScheme, viewport: { width: 360, height: 740 } },
    ));
}
