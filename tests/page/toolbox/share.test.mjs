// Copies of a plot that visitors take with them: PNG, SVG, CSV, and the link that brings it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { reopen, visit } from '../site.mjs';
import { add, assertOverlay, field, look, names, near, open, seen, take } from './toolbox.mjs';

const kassei = await load();

/** The content of an SVG: its texts by their kinds, how many marks and curves it has, and where its curves end. */
const readSvg = (page, source) =>
  page.evaluate((source) => {
    const picture = new DOMParser().parseFromString(source.replace(/<style>.*<\/style>/s, ''), 'image/svg+xml');
    const all = (selector, read) => [...picture.querySelectorAll(selector)].map(read);
    const text = ({ textContent }) => textContent;
    return {
      element: picture.documentElement.tagName,
      description: picture.querySelector('title').textContent,
      curves: all('.curve', (path) => path.getAttribute('class')),
      marks: all('.kink, .dot', (path) => path.getAttribute('d').match(/M/g).length).reduce(
        (sum, many) => sum + many,
        0,
      ),
      hatched: all('.hatch', text).length,
      names: all('.name', text),
      heights: all('.name', (name) => Number(name.getAttribute('y'))),
      ticks: [all('text.x', text), all('text.y', text)],
    };
  }, source);

/** The saved picture is the one that is shown. */
async function assertSaved(page) {
  await open(page, 'elu');
  const all = ['elu', 'tanh', 'celu'];
  for (const other of all.slice(1)) await add(page, 'elu', other);
  await page.locator('#elu .parameter [type=number]').fill('1.5');
  await page.locator('#elu [data-do=in]').click();
  const state = await look(page, 'elu');
  const png = await take(page, 'elu', 'png');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.length > 5000 && png.readUInt32BE(16) > 300);
  const svg = await readSvg(page, String(await take(page, 'elu', 'svg')));
  assert.deepEqual([svg.element, svg.description], ['svg', state.description]);
  assert.deepEqual([...svg.names].sort(), all.flatMap((name) => [name, `${name}′`]).sort());
  assert.equal(new Set(svg.curves).size, 6);
  // Dots at f and f′ of each, and the kink that elu has with this alpha.
  assert.equal(svg.marks, 7);
  svg.heights.slice(1).forEach((height, i) => {
    assert.ok(height - svg.heights[i] > 19.9, `names at ${svg.heights}`);
  });
  const [head, ...rows] = String(await take(page, 'elu', 'csv'))
    .trim()
    .split('\r\n');
  assert.equal(head, `x,${all.flatMap((name) => [name, `${name}'`, `${name}'' (numeric)`]).join(',')}`);
  const columns = rows.map((row) => row.split(','));
  const column = (i) => columns.map((row) => Number(row[i]));
  const x = Float32Array.from(column(0));
  near([x[0], x.at(-1)], seen(state));
  assert.ok(x.length > 200);
  all.forEach((name, i) => {
    const options = name === 'elu' ? { alpha: 1.5 } : undefined;
    assert.deepEqual(column(3 * i + 1), Array.from(kassei.get(name)(x, options)));
    assert.deepEqual(column(3 * i + 2), Array.from(kassei.get(name).grad(x, options)));
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
  const alone = await readSvg(page, String(await take(page, 'relu', 'svg')));
  assert.deepEqual([alone.hatched, alone.marks, alone.names], [1, 1, []]);
  for (const ticks of alone.ticks) assert.ok(ticks.length > 3 && new Set(ticks).size === ticks.length, String(ticks));
}

test('a plot is saved as it is', () => visit('', assertSaved));

/** The bars of a saved picture by their kinds, and its texts with their places. */
const readBars = (page, source) =>
  page.evaluate((source) => {
    const picture = new DOMParser().parseFromString(source.replace(/<style>.*<\/style>/s, ''), 'image/svg+xml');
    const all = (selector, read) => [...picture.querySelectorAll(selector)].map(read);
    const kindOf = (mark) => mark.getAttribute('class');
    return {
      bars: all('.bar', (path) => {
        const shape = path.getAttribute('d').match(/^M(\S+) (\S+)V(\S+)h(\S+)V\2z$/);
        const [x, base, y, width] = shape.slice(1).map(Number);
        return { kind: kindOf(path), middle: x + width / 2, height: base - y };
      }),
      texts: all('text', (text) => ({ text: text.textContent, x: Number(text.getAttribute('x')), kind: kindOf(text) })),
      description: picture.querySelector('title').textContent,
    };
  }, source);

/** The rows are set by hand, saved, and the files have them. */
async function assertRowsSaved(page) {
  for (const [name, columns] of [
    ['softmax', ['i', 'x', 'T', 'y']],
    ['glu', ['i', 'a', 'b', 'y']],
  ]) {
    await open(page, name);
    await page.locator(`#${name} .inputs input`).nth(1).fill('-3.2');
    if (columns.includes('T')) await page.locator(`#${name} [data-parameter=temperature] [type=number]`).fill('2');
    const state = await look(page, name);
    const [before, after] = state.datasets.map(({ data }) => data.map(({ y }) => y));
    const [head, ...lines] = String(await take(page, name, 'csv'))
      .trim()
      .split('\r\n');
    assert.equal(head, columns.join(','));
    assert.equal(lines.length, after.length);
    const half = after.length < before.length;
    lines.forEach((line, i) => {
      const given = half ? [before[i], before[i + after.length]] : [before[i], 2];
      assert.deepEqual(line.split(',').map(Number), [i + 1, ...given, after[i]], name);
    });
    assert.equal(before[1], Math.fround(-3.2));

    const { bars, texts, description } = await readBars(page, String(await take(page, name, 'svg')));
    assert.equal(description, state.description);
    // Each bar has its kind, is as high as its value beside others of its panel, and has its number at its end.
    assert.equal(bars.length, before.length + after.length);
    const panels = [before, after].map((values, i) => ({
      values,
      drawn: bars.splice(0, i ? after.length : before.length),
    }));
    for (const { values, drawn } of panels) {
      const unit = Math.max(...drawn.map(({ height }) => height)) / Math.max(...values);
      drawn.forEach(({ middle, height }, i) => {
        near([height], [values[i] * unit], 0.2);
        const number = texts.find(
          ({ x, kind, text }) =>
            Math.abs(x - middle) < 0.11 &&
            kind === 'number' &&
            Math.abs(Number(text.replace('−', '-')) - values[i]) < 0.006,
        );
        assert.ok(number, `${name}: no number ${values[i]} at its bar`);
      });
    }
    const kinds = panels.map(({ drawn }) => new Set(drawn.map(({ kind }) => kind)).size);
    assert.deepEqual(kinds, [half ? 2 : 1, 1]);
    const named = texts.filter(({ kind }) => kind === 'x name').map(({ text }) => text);
    assert.deepEqual(named, await page.locator(`#${name} .plot > svg .name`).allTextContents());
    const levels = texts.filter(({ kind }) => kind === 'y').map(({ text }) => Number(text.replace('−', '-')));
    assert.ok(levels.length > 5, String(levels));
    const png = await take(page, name, 'png');
    assert.ok(png.subarray(1, 4).toString() === 'PNG' && png.length > 4000);
  }
}

test('bars are saved as they are', () => visit('en/', assertRowsSaved));

/** All that a link brings back. */
const whole = async (page, name) => {
  const { datasets, scales, controls, reading, description } = await look(page, name);
  const parts = await page.locator(`#${name} [data-part]`).evaluateAll((all) => all.map(({ checked }) => checked));
  return { datasets, scales, controls, reading, description, parts };
};

for (const path of ['', 'en/']) {
  test(`/${path} is brought back by the link`, () =>
    visit(path, async (page) => {
      await open(page, 'elu');
      await add(page, 'elu', 'leaky_relu');
      await page.locator('#elu .parameter [type=number]').fill('1.75');
      // Filled by Playwright, the field would come into view and the plot leave it.
      await page.locator('#leaky_relu .parameter [type=number]').evaluate((typed) => {
        typed.value = '0.5';
        typed.dispatchEvent(new Event('input'));
      });
      await page.locator('#elu [data-part=curvature]').check();
      await page.locator('#elu [data-part=value]').uncheck();
      await page.locator('#elu .reading input').press('+');
      await page.locator('#elu .reading input').press('Shift+ArrowLeft');
      await page.locator('#elu .reading input').press('ArrowLeft');
      await page.locator('#elu [data-do=link]').click();
      await page.locator('#elu output:not(:empty)').waitFor();
      const wanted = await whole(page, 'elu');
      assertOverlay(wanted, [
        ['elu', { alpha: 1.75 }],
        ['leaky_relu', { negativeSlope: 0.5 }],
      ]);
      const { search, hash } = new URL(page.url());
      assert.ok(search.length > 20 && hash === '#elu');
      await reopen(page, path + search + hash);
      await page.locator('#elu canvas').waitFor();
      await page.waitForFunction(() => document.querySelector('#elu .parameter input').value === '1.75');
      const got = await whole(page, 'elu');
      assert.deepEqual(JSON.parse(JSON.stringify(got)), JSON.parse(JSON.stringify(wanted)));
      // Opened afterwards, the tools show it too.
      await open(page, 'elu');
      assert.deepEqual(await names(page, 'elu'), ['elu', 'leaky_relu']);
      near([Number(await field(page, 'elu', 'from').inputValue())], seen(wanted));
    }));
}

test('the plot at the top is brought back by the link, in the other language too', () => {
  const work = async (page) => {
    await open(page, 'explorer');
    await add(page, 'explorer', 'mish');
    await page.locator('#explorer .tools li button').first().click();
    await page.locator('#explorer [data-part=slope]').check();
    await field(page, 'explorer', 'from').fill('-1.3');
    await field(page, 'explorer', 'from').press('Enter');
    await page.locator('#explorer [data-do=link]').click();
    await page.locator('#explorer output:not(:empty)').waitFor();
    const wanted = await whole(page, 'explorer');
    assert.deepEqual(wanted.parts, [true, true, false]);
    const numbers = ({ datasets, scales, parts, reading }) => JSON.stringify({ datasets, scales, parts, reading });
    const { search, hash } = new URL(page.url());
    await reopen(page, search + hash);
    for (const language of ['ja', 'en']) {
      await page.locator(`html[lang=${language}]`).waitFor();
      await page.waitForFunction(() => document.querySelector('#explorer .reading p').textContent.includes('mish'));
      await page.locator('#explorer canvas').waitFor();
      assert.equal(numbers(await whole(page, 'explorer')), numbers(wanted));
      await page.locator('.masthead .other').click();
    }
  };
  // Pages without https have no clipboard.
  const script = () => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
  return visit('', work, { script });
});

for (const path of ['', 'en/']) {
  test(`/${path} has a row brought back by the link`, () => {
    const all = async (page, name) => {
      const { datasets, scales, controls, reading, description } = await look(page, name);
      const inputs = await page.locator(`#${name} .inputs input`).evaluateAll((all) => all.map(({ value }) => value));
      return JSON.parse(JSON.stringify({ datasets, scales, controls, reading, description, inputs }));
    };
    return visit(path, async (page) => {
      const made = [];
      for (const [name, temperature] of [['log_softmax', '0.4'], ['glu']]) {
        await open(page, name);
        await page.locator(`#${name} .inputs input`).first().fill('-1.7');
        await page.locator(`#${name} .inputs input`).last().fill('4');
        if (temperature) await page.locator(`#${name} [data-parameter=temperature] [type=number]`).fill(temperature);
        await page.locator(`#${name} [data-do=link]`).click();
        await page.locator(`#${name} output:not(:empty)`).waitFor();
        const wanted = await all(page, name);
        const { search, hash } = new URL(page.url());
        assert.deepEqual([wanted.inputs[0], wanted.inputs[5], hash], ['-1.7', '4', `#${name}`]);
        made.push([name, search + hash, wanted]);
      }
      for (const [name, link, wanted] of made) {
        await reopen(page, path + link);
        await page.locator(`#${name} canvas`).waitFor();
        await page.waitForFunction((name) => document.querySelector(`#${name} .inputs input`).value === '-1.7', name);
        assert.deepEqual(await all(page, name), wanted);
      }
    });
  });
}

test('what a link says wrongly of a row is left as it was', () => {
  const inputs = (page) =>
    page.locator('#softmax .inputs input').evaluateAll((all) => all.map(({ valueAsNumber }) => valueAsNumber));
  const read = async (page) => {
    await page.locator('#softmax canvas').waitFor();
    await page.waitForLoadState('networkidle');
    return [await inputs(page), (await look(page, 'softmax')).controls.temperature.value];
  };
  return visit('#softmax', async (page) => {
    const [start] = await read(page);
    await reopen(page, '?row=1+9++x+-9+-2.5+3+4&softmax.temperature=0#softmax');
    assert.deepEqual(await read(page), [[1, ...start.slice(1, 5), -2.5], '1']);
    await reopen(page, '?row=&softmax.temperature=hot&with=elu&x=1+2#softmax');
    assert.deepEqual(await read(page), [start, '1']);
  });
});

test('wrong links are harmless', () =>
  visit('#elu', async (page) => {
    await page.locator('#elu canvas').waitFor();
    const start = await whole(page, 'elu');
    for (const query of [
      'x=5+1&y=a+b&at=99&with=nothing+softmax&switched=all&elu.alpha=abc&no.such=1&elu.beta=2',
      'x=-1e9+1e9&elu.alpha=1e99&at=&x=&with=&row=1+2&%00=%3Cscript%3E',
    ]) {
      await reopen(page, `?${query}#elu`);
      await page.locator('#elu canvas').waitFor();
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await whole(page, 'elu'), start, query);
    }
    const all = catalogue.map(({ name }) => name);
    await reopen(page, `?with=${['elu', 'tanh', 'tanh', ...all].join('+')}#elu`);
    await open(page, 'elu');
    const shown = await names(page, 'elu');
    assert.equal(new Set(shown).size, 6, 'no more than fit, each once');
    assertOverlay(
      await look(page, 'elu'),
      shown.map((name) => [name]),
    );
  }));
