// What visitors take with them of a plot: PNG, SVG, CSV, and the link that brings it back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { visit } from './site.mjs';
import { add, assertOverlay, field, look, names, near, open, seen } from './tools.mjs';

const kassei = await load();

/** What an SVG has, and what the chart itself has put where. */
const readSvg = (page, name, source) =>
  page.evaluate(
    async ({ name, source }) => {
      const { name: address } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
      const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
      const canvas = document.querySelector(`#${name} canvas`);
      const chart = Chart.getChart(canvas);
      const picture = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
      const all = (selector) => [...picture.querySelectorAll(selector)];
      const visible = chart.data.datasets.map((dataset, i) => ({ ...dataset, i })).filter(({ hidden }) => !hidden);
      const points = ({ i, data }) =>
        chart
          .getDatasetMeta(i)
          .data.filter((_, j) => Number.isFinite(data[j].y))
          .map(({ x, y }) => [x, y]);
      return {
        chart: {
          element: 'svg',
          description: canvas.getAttribute('aria-label'),
          lines: visible.filter(({ showLine }) => showLine !== false).map(points),
          marks: visible.filter(({ showLine }) => showLine === false).flatMap(points).length,
          names: visible.flatMap(({ label }) => label ?? []).sort(),
          ticks: Object.values(chart.scales).flatMap(({ ticks }) => ticks.map(({ label }) => label)),
        },
        svg: {
          element: picture.tagName,
          description: picture.querySelector('title').textContent,
          // The first dataset lies over the others.
          lines: all('[clip-path]')
            .map((path) =>
              path
                .getAttribute('d')
                .match(/-?[\d.]+ -?[\d.]+/g)
                .map((pair) => pair.split(' ').map(Number)),
            )
            .reverse(),
          marks: all('circle, path[d*="m0-"]').length,
          names: all('text[text-anchor=start]')
            .map(({ textContent }) => textContent)
            .sort(),
          ticks: all('text:not([text-anchor=start])').map(({ textContent }) => textContent),
        },
        heights: all('text[text-anchor=start]').map((text) => Number(text.getAttribute('y'))),
        hatched: all('[fill="url(#hatch)"]').length,
      };
    },
    { name, source },
  );

/** Everything is where the chart has it, and no name lies over another. */
function assertSvg({ chart, svg, heights }) {
  svg.lines.forEach((line, i) => {
    assert.ok(line.length > 200 && line.length === chart.lines[i].length);
    line.forEach((point, j) => {
      near(point, chart.lines[i][j], 0.02);
    });
  });
  assert.deepEqual({ ...svg, lines: svg.lines.length }, { ...chart, lines: chart.lines.length });
  heights.slice(1).forEach((height, i) => {
    assert.ok(height - heights[i] >= 15, `names at ${heights}`);
  });
}

/** What is saved is what is shown. */
async function assertSaved(page) {
  await open(page, 'elu');
  const all = ['elu', 'tanh', 'celu'];
  for (const other of all.slice(1)) await add(page, 'elu', other);
  await page.locator('#elu [data-do=in]').click();
  const state = await look(page, 'elu');
  const take = async (format, name = 'elu') => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`#${name} [data-do=${format}]`).click(),
    ]);
    assert.equal(download.suggestedFilename(), `kassei-${name}.${format}`);
    return readFileSync(await download.path());
  };
  const png = await take('png');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.length > 5000 && png.readUInt32BE(16) > 300);
  assertSvg(await readSvg(page, 'elu', String(await take('svg'))));
  const [head, ...rows] = String(await take('csv'))
    .trim()
    .split('\r\n');
  assert.equal(head, `x,${all.flatMap((name) => [name, `${name}'`, `${name}'' (numeric)`]).join(',')}`);
  const columns = rows.map((row) => row.split(','));
  const column = (i) => columns.map((row) => Number(row[i]));
  const x = Float32Array.from(column(0));
  near([x[0], x.at(-1)], seen(state));
  assert.ok(x.length > 200);
  all.forEach((name, i) => {
    assert.deepEqual(column(3 * i + 1), Array.from(kassei.get(name)(x)));
    assert.deepEqual(column(3 * i + 2), Array.from(kassei.get(name).grad(x)));
  });
  column(6).forEach((y, i) => {
    const wanted = (-2 * Math.tanh(x[i])) / Math.cosh(x[i]) ** 2;
    assert.ok(Math.abs(y - wanted) < 5e-4, `tanh'' at ${x[i]}: ${y}`);
  });
  // Alone a function has zones and marks; seen closely, numbers with more digits.
  await open(page, 'relu');
  await field(page, 'relu', 'from').fill('-0.0004');
  await field(page, 'relu', 'to').fill('0.0006');
  await field(page, 'relu', 'to').press('Enter');
  const alone = await readSvg(page, 'relu', String(await take('svg', 'relu')));
  assertSvg(alone);
  assert.deepEqual([alone.hatched, alone.svg.marks], [1, 3]);
  assert.equal(new Set(alone.svg.ticks.slice(0, 5)).size, 5, String(alone.svg.ticks));
}

test('a plot is saved as it is', () => visit('', assertSaved));

/** All that a link brings back. */
const whole = async (page, name) => {
  const { datasets, scales, controls, reading, description } = await look(page, name);
  const parts = await page.locator(`#${name} [data-part]`).evaluateAll((all) => all.map(({ checked }) => checked));
  return { datasets, scales, controls, reading, description, parts };
};

for (const path of ['', 'en/']) {
  test(`/${path} is brought back by the link`, async () => {
    const [link, wanted] = await visit(path, async (page) => {
      await open(page, 'elu');
      await add(page, 'elu', 'leaky_relu');
      await page.locator('#elu .parameter [type=number]').fill('1.75');
      await page.locator('#elu [data-part=curvature]').check();
      await page.locator('#elu [data-part=value]').uncheck();
      await page.locator('#elu .reading input').press('+');
      await page.locator('#elu .reading input').press('Shift+ArrowLeft');
      await page.locator('#elu .reading input').press('ArrowLeft');
      await page.locator('#elu [data-do=link]').click();
      await page.locator('#elu output:not(:empty)').waitFor();
      return [page.url(), await whole(page, 'elu')];
    });
    const { search, hash } = new URL(link);
    assert.ok(search.length > 20 && hash === '#elu');
    await visit(`${path}${search}${hash}`, async (page) => {
      await page.locator('#elu canvas').waitFor();
      await page.waitForFunction(() => document.querySelector('#elu .parameter input').value === '1.75');
      const got = await whole(page, 'elu');
      assert.deepEqual(JSON.parse(JSON.stringify(got)), JSON.parse(JSON.stringify(wanted)));
      // Opened afterwards, the tools show it too.
      await open(page, 'elu');
      assert.deepEqual(await names(page, 'elu'), ['elu', 'leaky_relu']);
      near([Number(await field(page, 'elu', 'from').inputValue())], seen(wanted));
    });
  });
}

test('the plot at the top is brought back by the link, in the other language too', async () => {
  const work = async (page) => {
    await open(page, 'explorer');
    await add(page, 'explorer', 'mish');
    await page.locator('#explorer .tools li button').first().click();
    await page.locator('#explorer [data-part=slope]').check();
    await field(page, 'explorer', 'from').fill('-1.3');
    await field(page, 'explorer', 'from').press('Enter');
    await page.locator('#explorer [data-do=link]').click();
    await page.locator('#explorer output:not(:empty)').waitFor();
    return [new URL(page.url()), await whole(page, 'explorer')];
  };
  // Pages without https have no clipboard.
  const script = () => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
  const [address, wanted] = await visit('', work, { script });
  assert.deepEqual(wanted.parts, [true, true, false]);
  const numbers = ({ datasets, scales, parts, reading }) => JSON.stringify({ datasets, scales, parts, reading });
  await visit(address.search + address.hash, async (page) => {
    for (const language of ['ja', 'en']) {
      await page.locator(`html[lang=${language}]`).waitFor();
      await page.waitForFunction(() => document.querySelector('#explorer .reading p').textContent.includes('mish'));
      await page.locator('#explorer canvas').waitFor();
      assert.equal(numbers(await whole(page, 'explorer')), numbers(wanted));
      await page.locator('.masthead .other').click();
    }
  });
});

test('wrong links are harmless', async () => {
  const start = await visit('#elu', async (page) => {
    await page.locator('#elu canvas').waitFor();
    return await whole(page, 'elu');
  });
  for (const query of [
    'x=5+1&y=a+b&at=99&with=nothing+softmax&switched=all&elu.alpha=abc&no.such=1&elu.beta=2',
    'x=-1e9+1e9&elu.alpha=1e99&at=&x=&with=&%00=%3Cscript%3E',
  ])
    await visit(`?${query}#elu`, async (page) => {
      await page.locator('#elu canvas').waitFor();
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await whole(page, 'elu'), start, query);
    });
  const all = catalogue.map(({ name }) => name);
  await visit(`?with=${['elu', 'tanh', 'tanh', ...all].join('+')}#elu`, async (page) => {
    await open(page, 'elu');
    const shown = await names(page, 'elu');
    assert.equal(new Set(shown).size, 6, 'no more than fit, each once');
    assertOverlay(
      await look(page, 'elu'),
      shown.map((name) => [name]),
    );
  });
});
