// What visitors take with them: PNG, SVG, CSV, a link; and whether all can use the tools.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { load } from 'kassei';
import { enter, openTools, readCurves, visit } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kassei = await load();

async function download(page, id, format) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`#${id} [data-do=${format}]`).click()]);
  assert.equal(file.suggestedFilename(), `kassei-${id}.${format}`);
  return await readFile(await file.path());
}

/** A picture of the canvas's size, with paper behind it and with its colours. */
async function assertPng(page) {
  const bytes = await download(page, 'relu', 'png');
  const seen = await page.evaluate(
    async (bytes) => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
      const { width, height } = picture;
      const ctx = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      ctx.drawImage(picture, 0, 0);
      const { data } = ctx.getImageData(0, 0, width, height);
      const counts = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const colour = `rgb(${data[i]} ${data[i + 1]} ${data[i + 2]} ${data[i + 3]})`;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      const canvas = document.querySelector('#relu canvas');
      const count = (name) => {
        const [r, g, b] = getComputedStyle(document.documentElement)
          .getPropertyValue(`--${name}`)
          .match(/[\da-f]{2}/g)
          .map((hex) => Number.parseInt(hex, 16));
        return (counts.get(`rgb(${r} ${g} ${b} 255)`) ?? 0) / (width * height);
      };
      return {
        size: [width, height],
        canvas: [canvas.width, canvas.height],
        shares: ['paper', 'value', 'slope'].map(count),
      };
    },
    [...bytes],
  );
  assert.deepEqual(seen.size, seen.canvas);
  const [paper, value, slope] = seen.shares;
  assert.ok(paper > 0.4 && value > 0.001 && slope > 0.001, String(seen.shares));
}

/** Well-formed, with the lines, marks and zones where the chart has them, and names that do not overlap. */
async function assertSvg(page, id) {
  const source = String(await download(page, id, 'svg'));
  const { error, chart, svg } = await page.evaluate(
    async ({ source, id }) => {
      const { name: address } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
      const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
      const canvas = document.querySelector(`#${id} canvas`);
      const chart = Chart.getChart(canvas);
      const picture = new DOMParser().parseFromString(source, 'image/svg+xml');
      const all = (selector) => [...picture.querySelectorAll(selector)];
      const visible = chart.data.datasets.map((dataset, i) => ({ ...dataset, i })).filter(({ hidden }) => !hidden);
      // Where the chart itself has put its points.
      const points = ({ i, data }) =>
        chart
          .getDatasetMeta(i)
          .data.filter((_, j) => Number.isFinite(data[j].y))
          .map(({ x, y }) => [x, y]);
      return {
        error: picture.querySelector('parsererror')?.textContent,
        chart: {
          size: [chart.width, chart.height],
          lines: visible.filter(({ showLine }) => showLine !== false).map(points),
          dots: visible.filter(({ showLine }) => showLine === false).flatMap(points).length,
          labels: visible.map(({ label }) => label).filter(Boolean),
          description: canvas.getAttribute('aria-label'),
          ticks: Object.values(chart.scales).flatMap(({ ticks }) => ticks.map(({ label }) => label)),
        },
        svg: {
          size: ['width', 'height'].map((side) => Number(picture.documentElement.getAttribute(side))),
          lines: all('[clip-path]').map((path) => path.getAttribute('d').match(/-?[\d.]+ -?[\d.]+/g)),
          dots: all('circle, path[d*="m0-"]').length,
          names: all('text[text-anchor=start]').map((text) => [text.textContent, Number(text.getAttribute('y'))]),
          ticks: all('text:not([text-anchor=start])').map(({ textContent }) => textContent),
          hatched: all('[fill="url(#hatch)"]').length,
          description: picture.querySelector('title').textContent,
        },
      };
    },
    { source, id },
  );
  assert.equal(error, undefined);
  assert.deepEqual(svg.size, chart.size);
  assert.equal(svg.lines.length, chart.lines.length);
  // Lines lie over each other in the opposite order.
  svg.lines.toReversed().forEach((line, i) => {
    const expected = chart.lines[i];
    assert.ok(expected.length > 200 && line.length === expected.length);
    line.forEach((text, j) => {
      const [x, y] = text.split(' ').map(Number);
      assert.ok(Math.abs(x - expected[j][0]) < 0.02 && Math.abs(y - expected[j][1]) < 0.02, `${text}: ${expected[j]}`);
    });
  });
  assert.equal(svg.dots, chart.dots);
  assert.deepEqual(svg.ticks, chart.ticks);
  assert.equal(svg.description, chart.description);
  assert.deepEqual(svg.names.map(([name]) => name).sort(), chart.labels.sort());
  const heights = svg.names.map(([, y]) => y);
  heights.slice(1).forEach((y, i) => {
    assert.ok(y - heights[i] >= 15, `names at ${heights}`);
  });
  return svg;
}

/** Every number is the package's. */
async function assertCsv(page, id, functions) {
  const rows = String(await download(page, id, 'csv'))
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  const [head, ...body] = rows;
  assert.deepEqual(head, ['x', ...functions.flatMap(([name]) => [name, `${name}'`, `${name}'' (numeric)`])]);
  assert.ok(body.length > 240);
  const column = (i) => Float32Array.from(body, (row) => Number(row[i]));
  const x = column(0);
  assert.ok(x.every((value, i) => i === 0 || value > x[i - 1]));
  functions.forEach(([name, options], i) => {
    const f = kassei.get(name);
    assert.deepEqual(column(3 * i + 1), f(x, options), name);
    assert.deepEqual(column(3 * i + 2), f.grad(x, options), name);
    assert.ok(body.filter((row) => row[3 * i + 3] !== '').length > 200);
  });
  return x;
}

async function assertSaved(page) {
  await openTools(page, 'relu');
  await assertPng(page);
  const alone = await assertSvg(page, 'relu');
  assert.deepEqual([alone.hatched, alone.names.length], [1, 0]);
  const field = page.locator('#relu [data-view=from]');
  await field.fill('-1.5');
  await field.press('Enter');
  await page.locator('#relu [data-parameter=negativeSlope] [type=number]').fill('0.5');
  await enter(page, 'relu');
  const x = await assertCsv(page, 'relu', [['relu', { negativeSlope: 0.5 }]]);
  assert.deepEqual([x[0], x.at(-1)], [-1.5, 6]);

  await openTools(page, 'explorer');
  for (const name of ['silu', 'mish']) {
    await page.locator('#explorer select').selectOption(name);
    await page.locator('#explorer [data-do=add]').click();
  }
  const { names } = await assertSvg(page, 'explorer');
  assert.equal(names.length, 6);
  const functions = [['relu', { negativeSlope: 0.5 }], ['sigmoid'], ['tanh'], ['gelu'], ['silu'], ['mish']];
  await assertCsv(page, 'explorer', functions);
}

test('a plot is saved as PNG, SVG and CSV, as it is shown', () => visit('', assertSaved));

/** All that a link has to bring back. */
async function stateOf(page, id, others = []) {
  await enter(page, id);
  const [{ datasets, scales, reading, controls }] = await readCurves(page, id);
  const switches = await page
    .locator(`#${id} [data-part]`)
    .evaluateAll((boxes) => boxes.map(({ dataset, checked }) => [dataset.part, checked]));
  const moved = {};
  for (const other of others) {
    await enter(page, other);
    moved[other] = (await readCurves(page, other))[0].controls;
  }
  await enter(page, id);
  return JSON.parse(JSON.stringify({ datasets, scales, reading, controls, switches, moved }));
}

async function linkOf(page, id) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator(`#${id} [data-do=link]`).click();
  await page.waitForFunction((id) => document.querySelector(`#${id} .tools output`).textContent.length > 3, id);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  return page.url().replace(/^.*\/some\/where\//, '');
}

/** Sets what there is to set, and returns the link and the state. */
async function setUp(page, id, added, own) {
  await openTools(page, id);
  const figure = page.locator(`#${id}`);
  for (const name of added) {
    await figure.locator('.tools select').selectOption(name);
    await figure.locator('[data-do=add]').click();
  }
  for (const [field, text] of [
    ['from', '-3.25'],
    ['to', '1.5'],
  ]) {
    await figure.locator(`[data-view=${field}]`).fill(text);
    await figure.locator(`[data-view=${field}]`).press('Enter');
  }
  await figure.locator('canvas').focus();
  for (const key of ['Shift+ArrowUp', 'ArrowLeft', 'ArrowLeft', '+']) await page.keyboard.press(key);
  await figure.locator('[data-part=slope]').click();
  await figure.locator('[data-part=curvature]').click();
  await page.locator('#elu [data-parameter=alpha] [type=number]').fill('2.125');
  await page.locator('#gelu [data-parameter=approximate] input').click();
  for (const [name, value] of own) await figure.locator(`[data-parameter=${name}] [type=number]`).fill(value);
  const state = await stateOf(page, id, ['elu', 'gelu']);
  return { link: await linkOf(page, id), state };
}

for (const [id, path, added, functions, own] of [
  [
    'hard_sigmoid',
    '',
    ['elu', 'gelu'],
    3,
    [
      ['alpha', '0.375'],
      ['beta', '0.25'],
    ],
  ],
  ['explorer', 'en/', ['elu'], 5, []],
]) {
  test(`a link brings back the plot of ${id}, in both languages`, async () => {
    const { link, state } = await visit(path, async (page) => {
      const set = await setUp(page, id, added, own);
      assert.equal(set.state.datasets.length, functions * 4 + 1);
      return set;
    });
    assert.ok(link.startsWith(`${path}?`) && link.endsWith(`#${id}`), link);
    await visit(link, async (page) => {
      const settled = (page) => page.waitForFunction((id) => document.querySelector(`#${id} .tools fieldset`), id);
      await settled(page);
      assert.deepEqual(await stateOf(page, id, ['elu', 'gelu']), state);
      await page.locator('.masthead .other').click();
      await page.locator(`html[lang=${path ? 'ja' : 'en'}]`).waitFor();
      await settled(page);
      assert.deepEqual(await stateOf(page, id, ['elu', 'gelu']), state);
    });
  });
}

test('a link that says something wrong is harmless', async () => {
  const standard = await visit('', (page) => stateOf(page, 'elu'));
  for (const query of [
    'x=2+1&y=NaN+3&at=99&switched=all+toString+__proto__&with=softmax+nobody+elu&elu.alpha=1e99&elu.beta=3&relu=1&.=2',
    'x=-1e9+1e9&y=1&at=&with=&elu.alpha=%3Cb%3E&switched=&__proto__.x=1&constructor.name=y&nobody.x=1&utm_source=here',
  ]) {
    const state = await visit(`?${query}#elu`, async (page) => {
      await page.locator('#elu .tools fieldset').waitFor({ state: 'attached' });
      return await stateOf(page, 'elu');
    });
    assert.deepEqual(state, standard, query);
  }
  const many = 'relu+relu+tanh+sigmoid+gelu+silu+mish+celu+selu';
  await visit(`?with=${many}#elu`, async (page) => {
    await page.locator('#elu .tools fieldset').waitFor({ state: 'attached' });
    await enter(page, 'elu');
    const [{ functions }] = await readCurves(page, 'elu');
    assert.deepEqual(
      functions.map(([{ label }]) => label),
      ['elu', 'relu', 'tanh', 'sigmoid', 'gelu', 'silu'],
    );
  });
});

/** With the tools of a section and of the plot at the top opened; without other sections: axe is slow on large pages. */
async function assertAccessible(page) {
  await page.evaluate(() => {
    for (const other of document.querySelectorAll('.activation:not(#hard_sigmoid, #selu)')) other.remove();
  });
  for (const id of ['explorer', 'hard_sigmoid']) {
    await openTools(page, id);
    for (const field of ['from', 'to']) await page.locator(`#${id} [data-view=${field}]`).fill('1');
    await page.keyboard.press('Enter');
    await page.locator(`#${id} .tools select`).selectOption('selu');
    await page.locator(`#${id} [data-do=add]`).click();
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(
      (id) => globalThis.axe.run(`#${id} figure`, { rules: { 'target-size': { enabled: true } } }),
      id,
    );
    assert.ok(passes.length > 12);
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      [],
    );
    // What axe leaves out because it overlaps nothing.
    const small = await page.locator(`#${id} figure :is(button, select, input, summary, label)`).evaluateAll((all) =>
      all
        .filter((element) => element.checkVisibility() && !element.matches('label input[type=checkbox]'))
        .filter((element) => !element.matches('label:not(:has([type=checkbox]))'))
        .filter((element) => Math.min(element.offsetWidth, element.offsetHeight) < 24)
        .map((element) => element.outerHTML),
    );
    assert.deepEqual(small, []);
  }
}

/** What a screen reader is told of a plot and its cursor: each once. */
async function assertAnnounced(page) {
  await enter(page, 'selu');
  const seen = await page.locator('#selu').evaluate((section) => {
    const canvas = section.querySelector('canvas');
    const [reading, cursor] = ['.reading p', '.reading input'].map((selector) => section.querySelector(selector));
    const live = () => reading.getAttribute('aria-live');
    const lives = [live()];
    cursor.focus();
    lives.push(live(), cursor.getAttribute('aria-valuetext') === reading.textContent);
    cursor.blur();
    lives.push(live());
    return {
      lives,
      role: canvas.getAttribute('role'),
      kind: canvas.getAttribute('aria-roledescription'),
      keys: document.getElementById(canvas.getAttribute('aria-describedby'))?.textContent,
    };
  });
  assert.deepEqual(seen.lives, ['polite', 'off', true, 'polite']);
  assert.equal(seen.role, 'application');
  assert.ok(seen.kind.length > 3 && seen.keys.includes('Shift'));
}

for (const [path, colorScheme] of [
  ['', 'dark'],
  ['en/', 'light'],
]) {
  test(`the tools on /${path}`, (t) =>
    visit(
      path,
      async (page) => {
        await t.test(`are accessible, ${colorScheme}`, () => assertAccessible(page));
        await t.test('announce the cursor once', () => assertAnnounced(page));
        for (const [what, width, size] of [
          ['fit 320 px', 320, '100%'],
          ['fit with text of twice the size', 640, '200%'],
        ]) {
          await t.test(what, async () => {
            await page.setViewportSize({ width, height: 700 });
            await page.evaluate((size) => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`html { font-size: ${size} !important }`);
              document.adoptedStyleSheets = size === '100%' ? [] : [sheet];
            }, size);
            for (const id of ['explorer', 'hard_sigmoid']) {
              await enter(page, id);
              assert.ok(await page.locator(`#${id} .tools fieldset`).isVisible());
              assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
            }
          });
        }
        await t.test('are not printed', async () => {
          await page.emulateMedia({ media: 'print' });
          assert.equal(await page.locator('.tools:visible, figure .live:visible, canvas:visible').count(), 0);
          assert.ok(await page.locator('#explorer .plot > svg').isVisible());
        });
      },
      { colorScheme },
    ));
}
