// The page as a document: complete in both languages, without JavaScript, for everyone.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { enter, visit } from '../site.mjs';

const web = fileURLToPath(new URL('../../../web/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Each language with a scheme and a width: the two pages differ in nothing but words. */
const languages = { '': ['ja', 'light', 1280], 'en/': ['en', 'dark', 320] };
const names = catalogue.map(({ name }) => name);

/** The article's nine, then the others by families, which the catalogue keeps together. */
const article = catalogue.slice(0, 9);
const others = catalogue.slice(9);
const families = [...new Set(others.map(({ family }) => family))].map((id) => ({
  id: `family-${id}`,
  names: others.filter(({ family }) => family === id).map(({ name }) => name),
  also: article.filter(({ family }) => family === id).map(({ name }) => name),
}));
const groups = [{ id: 'family-article', names: article.map(({ name }) => name), also: [] }, ...families];

/** Text, formulas and static plots are there and the controls are not. */
async function assertReadable(page) {
  const sections = await page.evaluate(() =>
    [...document.querySelectorAll('.activation')].map((section) => {
      const all = (selector) => [...section.querySelectorAll(selector)];
      const visible = (element) => element.checkVisibility({ visibilityProperty: true });
      return {
        id: section.id,
        text: section.querySelector('.rest').textContent.length,
        marks: all('.plot > svg :is(.curve, .bar)').length,
        formulas: all('.head .formula math').every(visible),
        plot: all('.plot > svg').every(visible),
        caption: all('figcaption').every(visible),
        dead: all('.live').filter(visible).length,
        canvases: all('canvas').length,
      };
    }),
  );
  assert.equal(sections.length, catalogue.length);
  for (const { id, text, marks, ...rest } of sections) {
    assert.ok(text > 100 && marks >= 2, id);
    assert.deepEqual(rest, { formulas: true, plot: true, caption: true, dead: 0, canvases: 0 }, id);
  }
}

async function assertComplete(page) {
  const found = await page.evaluate(() => {
    const all = (root, selector, read) => [...root.querySelectorAll(selector)].map(read);
    const target = (link) => link.getAttribute('href').slice(1);
    return {
      families: all(document, '.family', (family) => ({
        id: family.id,
        title: family.querySelector('h2').textContent,
        names: all(family, '.activation', ({ id }) => id),
      })),
      overview: all(document, '#overview ul', (list) => ({
        title: list.previousElementSibling.textContent,
        id: target(list.previousElementSibling.querySelector('a')),
        names: all(list, 'li:has(svg):has(p + p) a', target),
        also: list.matches(':has(+ .also)') ? all(list.nextElementSibling, 'a', target) : [],
      })),
      formulas: all(document, '.activation .head', (head) => head.querySelectorAll('.formula:has(math)').length),
      others: all(document, '.head .other', target),
      further: all(document, '#overview p.also a:is([href*=".html"])', (link) => link.getAttribute('href')),
      controls: all(document, '.parameter', (field) => `${field.closest('section').id} ${field.dataset.parameter}`),
    };
  });
  const titles = found.families.map(({ title }) => title);
  assert.ok(titles.every((title) => title.length > 1));
  assert.deepEqual(
    found.families,
    groups.map(({ id, names }, i) => ({ id, title: titles[i], names })),
  );
  assert.deepEqual(
    found.overview,
    groups.map(({ id, names, also }, i) => ({ title: titles[i], id, names, also })),
  );
  assert.ok(found.formulas.length === names.length && found.formulas.every((count) => count === 2));
  const further = ['compare', 'differences', 'training', 'signal', 'speed'];
  const file = (id) => (['training', 'signal'].includes(id) ? 'learning' : 'compare');
  assert.deepEqual(
    found.further,
    further.map((id) => `${file(id)}.html#${id}`),
  );
  assert.ok(found.others.every((address, i) => address.endsWith(`/#${names[i]}`)));
  const movable = catalogue.flatMap(({ name, parameters }) =>
    parameters.filter(({ type }) => !['axis', 'axes', 'mask'].includes(type)).map((p) => `${name} ${p.name}`),
  );
  assert.deepEqual(found.controls.sort(), movable.sort());
  const html = await page.content();
  for (const broken of [/\{\w+\}/, /undefined/, /\[\w+\]<\/p>/, /\$/, /\\[a-z]/]) assert.doesNotMatch(html, broken);
  const description = await page.locator('meta[name=description]').getAttribute('content');
  assert.match(description, new RegExp(`(?<!\\d)${catalogue.length}(?!\\d)`));
}

/** The tables say what the catalogue's records say: names, and for each difference a line with its value. */
async function assertFrameworks(page) {
  const tables = await page.evaluate(() =>
    [...document.querySelectorAll('.activation')].map(({ id }) =>
      [...document.querySelectorAll(`#${id} .frameworks tbody tr`)].map((row) => ({
        framework: row.querySelector('th')?.textContent,
        names: [...row.querySelector('td').querySelectorAll('code')].map((code) => code.textContent),
        differences: row.querySelector('td + td')?.innerHTML.split('<br>').filter(Boolean) ?? [],
      })),
    ),
  );
  catalogue.forEach(({ name, frameworks, parameters, kinks }, i) => {
    assert.equal(tables[i].length, frameworks.length, name);
    let framework;
    frameworks.forEach((record, j) => {
      const row = tables[i][j];
      framework = row.framework ?? framework;
      assert.equal(framework.toLowerCase().replace(/[ .]/g, ''), record.framework);
      assert.deepEqual(row.names, record.names);
      const expected = [
        ...Object.entries(record.defaults).map(([parameter, value]) => [
          parameters.find((p) => p.name === parameter).symbol,
          value,
        ]),
        ...record.kinks.map((value, k) => [kinks[k]?.at, value]).filter(([, value]) => value !== null),
      ];
      assert.equal(row.differences.length, expected.length, `${name} in ${framework}`);
      expected.forEach(([where, value], k) => {
        const text = row.differences[k].replace(/<[^>]*>/g, '').replaceAll('−', '-');
        if (/^[\w-]+$/.test(where)) assert.ok(text.includes(where), `${text}: ${where}`);
        // Numbers with many digits are rounded or written as fractions.
        const short = typeof value === 'boolean' || (typeof value === 'number' && String(value).length < 6);
        if (short) assert.ok(text.includes(String(value)), `${text}: ${value}`);
      });
    });
  });
}

async function assertPolicy(page) {
  const policy = await page.locator('meta[http-equiv]').getAttribute('content');
  assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; /);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|data:|\*/);
  const html = await (await page.request.get(page.url())).text();
  assert.doesNotMatch(html, /\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=/);
}

/** Lays out also what is far from the viewport, or closed, with additional styles. */
const layOut = (page, css = '') =>
  page.evaluate(async (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.activation { content-visibility: visible !important } ${css}`);
    document.adoptedStyleSheets = [sheet];
    for (const details of document.querySelectorAll('details')) details.open = true;
    // Their content is fetched.
    while (document.querySelector('.later p > a')) await new Promise(requestAnimationFrame);
  }, css);

async function assertFits(page, width, css) {
  await page.setViewportSize({ width, height: 600 });
  await layOut(page, css);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
}

/** Leaves a page without formulas and pictures, which are read by their text and their names: axe is slow on large ones. */
async function assertAccessible(page, width) {
  await page.setViewportSize({ width, height: 800 });
  await layOut(page);
  for (const kind of ['elementwise', 'rowwise']) await enter(page, catalogue.find((entry) => entry.kind === kind).name);
  await page.evaluate(() => {
    for (const formula of document.querySelectorAll('math')) formula.replaceWith(formula.textContent);
    for (const picture of document.querySelectorAll('svg')) picture.replaceChildren();
  });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  assert.ok(passes.length > 20);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  assert.deepEqual(found, []);
}

for (const [path, [language, colorScheme, width]] of Object.entries(languages)) {
  test(`/${path} in ${language}`, (t) =>
    visit(path, async (page) => {
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      await t.test("has every function by families, the article's first", () => assertComplete(page));
      await t.test('says what the frameworks call each function, and how they differ', () => assertFrameworks(page));
      await t.test('forbids what it does not need, and needs nothing more', () => assertPolicy(page));
      await t.test('offers the other language to who prefers it, and redirects nobody', async () => {
        const offer = (page) => page.locator('.masthead .other').textContent();
        const offered = await visit(
          path,
          async (page) => {
            assert.equal(await page.locator('html').getAttribute('lang'), language);
            return await offer(page);
          },
          { locale: language === 'ja' ? 'en-GB' : 'ja-JP' },
        );
        assert.notEqual(offered, await offer(page));
      });
      await t.test('fits 320 px', () => assertFits(page, 320));
      await t.test('fits with text of twice the size', () =>
        assertFits(page, 640, 'html { font-size: 200% !important }'),
      );
      await t.test(`is accessible, ${colorScheme}, ${width} px`, async () => {
        await page.emulateMedia({ colorScheme });
        await assertAccessible(page, width);
      });
    }));

  test(`/${path} is readable without JavaScript`, () => visit(path, assertReadable, { javaScriptEnabled: false }));
}

for (const [lack, path, script, expected] of [
  [
    'memory',
    'en/',
    () => {
      WebAssembly.instantiate = async () => {
        throw new RangeError('no memory for it');
      };
    },
    /does not start: RangeError: no memory for it/,
  ],
  ['IntersectionObserver', '', () => delete globalThis.IntersectionObserver, /IntersectionObserver is not defined/],
]) {
  test(`/${path} without ${lack} says what it needs and stays readable`, () =>
    visit(
      path,
      async (page) => {
        await page.locator('html.still').waitFor();
        // One in each section, and one below the plot at the top.
        assert.equal(await page.locator('.unavailable:visible').count(), catalogue.length + 1);
        await assertReadable(page);
      },
      { script, expected },
    ));
}

test('the comparison without memory says that nothing can be measured', () =>
  visit(
    'compare.html',
    async (page) => {
      await page.locator('html.still').waitFor();
      assert.ok(await page.locator('#speed .unavailable').isVisible());
      assert.equal(await page.locator('#speed button').isVisible(), false);
    },
    {
      script: () => {
        WebAssembly.instantiate = async () => {
          throw new RangeError('no memory for it');
        };
      },
      expected: /no memory for it/,
    },
  ));

test('a link from outside leads to its section, and on to the same place in the other language', () =>
  visit(`#${names.at(-2)}`, async (page) => {
    const top = () => page.locator(`#${names.at(-2)}`).evaluate((section) => section.getBoundingClientRect().top);
    await page.locator(`#${names.at(-2)} canvas`).waitFor();
    assert.ok(Math.abs(await top()) < 2);
    await page.locator('#overview a[href="#relu"]').first().click();
    await page.locator('#relu .other').click();
    await page.locator('html[lang=en]').waitFor();
    assert.match(page.url(), /\/en\/#relu$/);
    await page.locator('.masthead .other').click();
    await page.locator('html[lang=ja]').waitFor();
    assert.match(page.url(), /\/#relu$/);
  }));

test('on a phone the plot is in view while a control is used', () =>
  visit(
    '',
    async (page) => {
      for (const control of await page.locator('.parameter').all()) {
        const [where, plot, field] = await control.evaluate(async (field) => {
          field.scrollIntoView({ behavior: 'instant', block: 'end' });
          await new Promise(requestAnimationFrame);
          const section = field.closest('section');
          const box = (element) => element.getBoundingClientRect().toJSON();
          return [`${section.id} ${field.dataset.parameter}`, box(section.querySelector('.plot')), box(field)];
        });
        assert.ok(plot.top >= 0 && plot.bottom <= field.top, where);
      }
    },
    { viewport: { width: 390, height: 844 } },
  ));

test('a function without an explanation stops the build with a clear message', async () => {
  const { module } = await runnerImport(`${web}render/text/explanation.ts`);
  assert.throws(
    () => module.renderExplanation('en', 'no_such', String),
    /web\/content\/en\/functions\/no_such\.md is missing/,
  );
});

test("the page's TypeScript names no activation, but for the tables of other frameworks' code", () => {
  const files = readdirSync(web, { recursive: true }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('snippets/'),
  );
  assert.ok(files.length > 5);
  for (const file of files) {
    const strings = readFileSync(web + file, 'utf8').match(/(['"`])\w+\1/g) ?? [];
    for (const { name, method } of catalogue) {
      const found = strings.find((string) => [name, method].includes(string.slice(1, -1)));
      // 'linear' as a type is Chart.js's scale.
      assert.equal(
        found && !(found === "'linear'" && file === 'plot/chart.ts') ? found : undefined,
        undefined,
        `${file}`,
      );
    }
  }
});
