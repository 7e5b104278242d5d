// The functions' properties side by side: every figure against the definitions in float64, and the order of the rows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { formulas } from '../../../web/model/formulas/textbook.mjs';
import { near, number, range } from '../figures.mjs';
import { visit } from '../site.mjs';

const file = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const accuracy = JSON.parse(readFileSync(file('docs/measurements/accuracy.json'), 'utf8')).functions;
const content = (language, name) => readFileSync(file(`web/content/${language}/${name}`), 'utf8');

/** Value and derivative of each function of one number, with what the page starts with where the parameters have no default. */
const definitions = {
  ...formulas,
  prelu: [(x) => (x > 0 ? x : 0.25 * x), (x) => (x > 0 ? 1 : 0.25)],
  threshold: [(x) => (x > 1 ? x : 0), (x) => (x > 1 ? 1 : 0)],
};

/** The places that a cell names, as `0, 6` or `±3`. */
const placesIn = (text) =>
  [...text.matchAll(/(±?)([−\d.]+)/g)].flatMap(([, both, place]) =>
    both ? [-number(place), number(place)] : [number(place)],
  );

/** The intervals that a cell names by inequalities. */
const intervalsIn = (text) =>
  [...text.matchAll(/(?:([−\d.]+) < )?(\|?)x\|? ([<>]) ([−\d.]+)/g)].flatMap(([, low, bars, sign, place]) => {
    const x = number(place);
    if (low) return [[number(low), x]];
    if (bars)
      return sign === '<'
        ? [[-x, x]]
        : [
            [-Infinity, -x],
            [x, Infinity],
          ];
    return sign === '<' ? [[-Infinity, x]] : [[x, Infinity]];
  });

/** The stretches of the points for which `holds`; those at the ends go on. */
function stretches(x, holds) {
  const found = [];
  x.forEach((place, i) => {
    if (!holds(place)) return;
    if (i === 0 || !holds(x[i - 1])) found.push([i === 0 ? -Infinity : place, Infinity]);
    if (i < x.length - 1 && !holds(x[i + 1])) found.at(-1)[1] = place;
  });
  return found;
}

const STEP = 0.002;
const fine = range(-10 + STEP / 3, 10, STEP);
const chance = (x) => (STEP * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);

function facts(name) {
  const [f, slope] = definitions[name];
  const side = (x, sign) => f(x + sign * 1e-9);
  const slopeAt = (x, sign) => (side(x + sign * 1e-5, sign) - side(x, sign)) / (sign * 1e-5);
  const quarters = range(-8, 8, 0.25);
  const jumps = quarters.filter((x) => Math.abs(side(x, 1) - side(x, -1)) > 1e-3);
  const corners = quarters.filter(
    (x) => jumps.includes(x) || Math.abs(slopeAt(x, 1) - slopeAt(x, -1)) > 1e-3 * (1 + Math.abs(f(x))),
  );
  const middle = range(-4, 4, 0.01);
  const steps = (x) => f(x + 0.01) - f(x);
  const dead = stretches(fine, (x) => slope(x) === 0);
  const ends = [-500, 500].map((x) => Math.abs(slope(x)) < 1e-5);
  const small = stretches(fine, (x) => Math.abs(slope(x)) < 0.05);
  const saturated = small.filter(([from, to]) => (from === -Infinity && ends[0]) || (to === Infinity && ends[1]));
  const isDead = ([from, to]) =>
    dead.some((other) => other[from === -Infinity ? 0 : 1] === (from === -Infinity ? from : to));
  const flat = [...saturated.filter((one) => !isDead(one)), ...dead].sort((a, b) => a[0] - b[0]);
  const lowest = Math.min(...[-1e6, ...fine, 1e6].map(f));
  return {
    jumps,
    corners,
    falls: stretches(middle, (x) => steps(x) < -1e-6),
    level: middle.some((x) => steps(x) === 0),
    dead,
    flat,
    lowest: lowest < -1e5 ? -Infinity : lowest,
    mean: fine.reduce((sum, x) => sum + chance(x) * f(x), 0),
    share: fine.filter((x) => flat.some(([from, to]) => from <= x && x <= to)).reduce((sum, x) => sum + chance(x), 0),
  };
}

const known = new Map(Object.keys(definitions).map((name) => [name, facts(name)]));

const readTable = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('#compare tbody tr')].map(({ cells }) => ({
      link: cells[0].querySelector('a').getAttribute('href'),
      cells: [...cells].map((cell) => cell.textContent),
      share: cells[6].querySelector('small')?.textContent,
    })),
  );

function assertIntervals(got, wanted, what) {
  assert.equal(got.length, wanted.length, `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
  for (const [i, interval] of got.entries()) {
    for (const [j, end] of interval.entries()) near(end, wanted[i][j], 0.015, what);
  }
}

/** Words in the language's texts. */
function assertRow({ name, kind, error, range: limits }, { link, cells, share }, t) {
  const [title, shown, continuous, smooth, monotonic, mean, flat, cost, worst] = cells;
  assert.deepEqual([link, title], [`./#${name}`, name]);
  const tex = { infty: '∞', lambda: 'λ', alpha: 'α', theta: 'θ', cup: '∪' };
  if (!limits.includes('tfrac')) {
    const plain = limits
      .replace(/\\([a-z]+)/g, (_, word) => tex[word])
      .replace(/[\\ ]/g, '')
      .replaceAll('-', '−');
    assert.equal(shown.replace(/\s/g, ''), plain);
  }
  if (kind === 'rowwise') {
    assert.deepEqual(cells.slice(2, 8), Array(6).fill('–'));
  } else {
    const wanted = known.get(name);
    for (const [cell, places] of [
      [continuous, wanted.jumps],
      [smooth, wanted.corners],
    ]) {
      if (places.length) assert.deepEqual(placesIn(cell), places, name);
      else assert.equal(cell, t.yes, name);
    }
    if (wanted.falls.length) assertIntervals(intervalsIn(monotonic), wanted.falls, `${name} falls`);
    else assert.equal(monotonic, wanted.level ? t.neverFalls : t.rises, name);
    near(number(mean), wanted.mean, 0.0006 + 0.005 * Math.max(0, wanted.mean - 1), `${name}'s mean`);
    if (wanted.flat.length) {
      assertIntervals(intervalsIn(flat), wanted.flat, `${name} is flat`);
      assert.equal(flat.includes(t.dead.replace('{where}', '').trim()), wanted.dead.length > 0, name);
      near(number(share.replace('%', '')) / (100 * wanted.share), 1, 0.06, `${name}'s share`);
    } else assert.equal(flat, t.nowhere, name);
    assert.equal(cost, kind === 'elementwise' ? '' : '–');
  }
  if (kind === 'elementwise') {
    const { value, gradient } = accuracy[name];
    near(number(worst), Math.max(value.kassei.worst, gradient.kassei.worst), 0.0005, `${name}'s error`);
  } else assert.equal(worst, `≤ ${Math.max(error.value, error.gradient)}`);
}

/** The value that a column is ordered by, as the texts say; undefined for an empty cell. */
const keys = [
  (name) => name,
  (name) => {
    const lowest =
      known.get(name)?.lowest ?? { softmax: 0, log_softmax: -Infinity, sparsemax: 0, glu: -Infinity }[name];
    return Number(lowest.toFixed(4)) + 0;
  },
  (name) => known.get(name)?.jumps.length,
  (name) => known.get(name)?.corners.length,
  (name) => known.get(name) && (known.get(name).falls.length ? 2 : Number(known.get(name).level)),
  (_, { cells }) => (cells[5] === '–' ? undefined : number(cells[5])),
  (_, { cells, share }) => (cells[6] === '–' ? undefined : Number.parseFloat(share ?? '0')),
  (_, { cells }) => (/\d/.test(cells[7]) ? number(cells[7]) : undefined),
  (_, { cells }) => number(cells[8].replace('≤ ', '')),
];

function expected(table, column, sign) {
  const keyed = table.map((row) => ({ name: row.cells[0], key: keys[column](row.cells[0], row) }));
  const less = (a, b) => (a < b ? -1 : Number(a > b));
  const some = keyed.filter(({ key }) => key !== undefined).sort((a, b) => sign * less(a.key, b.key));
  return [...some, ...keyed.filter(({ key }) => key === undefined)].map(({ name }) => name);
}

/** The order of the rows, which heads say how they sort, and on which the focus is. */
const look = (page) =>
  page.evaluate(() => {
    const heads = [...document.querySelectorAll('#compare thead th')];
    return {
      order: [...document.querySelectorAll('#compare tbody th')].map((cell) => cell.textContent),
      sorts: heads.map((head) => head.ariaSort),
      focus: heads.findIndex((head) => head.firstElementChild === document.activeElement),
    };
  });

async function assertSorts(page, table, column) {
  const inPlace = (value) => keys.map((_, i) => (i === column ? value : null));
  for (const [key, sort, order] of [
    ['Enter', 'ascending', expected(table, column, 1)],
    ['Space', 'descending', expected(table, column, -1)],
    ['Enter', null, catalogue.map(({ name }) => name)],
  ]) {
    await page.keyboard.press(key);
    assert.deepEqual(await look(page), { order, sorts: inPlace(sort), focus: column }, `column ${column}, ${sort}`);
  }
}

/** Brings the table to the viewport, waits for its buttons and moves the focus to the first. */
async function reach(page) {
  await page.locator('#compare').evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
  await page.locator('#compare thead button').last().waitFor();
  await page.locator('#compare .sheet').focus();
  await page.keyboard.press('Tab');
}

async function assertAccessible(page) {
  await page.evaluate(() => {
    for (const other of document.querySelectorAll('.activation')) other.remove();
    for (const formula of document.querySelectorAll('math')) formula.replaceWith(formula.textContent);
  });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() =>
    globalThis.axe.run({ include: ['#compare', '#differences'] }, { resultTypes: ['violations'] }),
  );
  assert.ok(passes.length > 8);
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
}

for (const [path, language, colorScheme, width] of [
  ['compare.html', 'ja', 'light', 1280],
  ['en/compare.html', 'en', 'dark', 320],
]) {
  const t = JSON.parse(content(language, 'labels/comparison.json'));
  test(`the table of properties in ${language}`, (s) =>
    visit(
      path,
      async (page) => {
        const table = await readTable(page);
        await s.test('says of every function what its definition says', () => {
          assert.equal(table.length, catalogue.length);
          for (const [i, entry] of catalogue.entries()) assertRow(entry, table[i], t);
        });
        await s.test('says what each column means', async () => {
          const meanings = await page.locator('#compare dt').allTextContents();
          assert.deepEqual(meanings, await page.locator('#compare thead th').allTextContents());
          assert.equal(await page.locator('#compare dd:has(a[href="#speed"])').count(), 1);
        });
        await s.test('sorts by every column with the keyboard', async () => {
          assert.deepEqual(await look(page), {
            order: catalogue.map(({ name }) => name),
            sorts: keys.map(() => null),
            focus: -1,
          });
          await reach(page);
          for (const column of keys.keys()) {
            if (column) await page.keyboard.press('Tab');
            await assertSorts(page, table, column);
          }
        });
        await s.test('fits', async () =>
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width),
        );
        await s.test('is accessible while it is sorted', async () => {
          await page.keyboard.press('Enter');
          await assertAccessible(page);
        });
      },
      { viewport: { width, height: 800 }, colorScheme },
    ));
}

/** Measures the first functions, and stops. */
async function measure(page, count) {
  const button = page.locator('#speed button:enabled');
  await button.click();
  await page.waitForFunction((count) => document.querySelector('#speed progress').value >= count, count);
  await button.click();
  await page.locator('#speed progress').waitFor({ state: 'hidden' });
}

/** The times are the same in the table of the measurement and in that of properties. */
async function assertTimes(page, count) {
  const times = await page.evaluate(() =>
    [...document.querySelectorAll('#speed tbody tr')].map(({ cells }) => [cells[0].textContent, cells[1].textContent]),
  );
  assert.ok(times.filter(([, time]) => Number(time) > 0).length >= count);
  const table = await readTable(page);
  const found = table.map(({ cells }) => [cells[0], cells[7]]).filter(([, time]) => time !== '–');
  assert.deepEqual(found, times);
  return table;
}

test('the times of a measurement, earlier or later, come into the table and sort it', () =>
  visit('en/compare.html', async (page) => {
    await measure(page, 2);
    await reach(page);
    await assertTimes(page, 2);
    await measure(page, 5);
    const table = await assertTimes(page, 5);
    await page.locator('#compare .sheet').focus();
    for (const _ of keys.slice(0, 8)) await page.keyboard.press('Tab');
    await assertSorts(page, table, 7);
  }));

test('without JavaScript the tables are there, without buttons or the column of times', () =>
  visit(
    'compare.html',
    async (page) => {
      assert.equal(await page.locator('#compare button').count(), 0);
      assert.equal(await page.locator('#compare tbody tr:visible').count(), catalogue.length);
      assert.deepEqual(
        await page.locator('#compare thead th').evaluateAll((heads) => heads.map((head) => head.checkVisibility())),
        keys.map((_, i) => i !== 7),
      );
      assert.equal(await page.locator('#differences figure .picture > svg:visible').count(), 6);
    },
    { javaScriptEnabled: false },
  ));

test('both languages have all of it', () => {
  const keysOf = (value) =>
    typeof value === 'string'
      ? value.match(/\{\w+\}/g)?.sort()
      : Object.entries(value).map(([key, one]) => [key, keysOf(one)]);
  const [ja, en] = ['ja', 'en'].map((language) => JSON.parse(content(language, 'labels/comparison.json')));
  assert.deepEqual(keysOf(ja), keysOf(en));
  const shape = (language, name) =>
    content(language, name)
      .split('\n')
      .flatMap((line) =>
        [/^#+ /, /^\[.*\]$/, /^\|/, /^\*\*/].flatMap((kind) =>
          kind.test(line) ? [kind.source === '^\\[.*\\]$' ? line : kind.source] : [],
        ),
      );
  for (const name of ['sections/comparison.md', 'sections/differences.md'])
    assert.deepEqual(shape('ja', name), shape('en', name));
});
