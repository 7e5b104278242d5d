// What visitors do with a plot: other functions over it, its view, what they take with them, and the link that brings it back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { enter, operate, visit } from './site.mjs';

const kassei = await load();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Brings a plot to the viewport and opens its tools by the keyboard. */
async function open(page, name) {
  await enter(page, name);
  await page.locator(`#${name} .tools summary`).press('Enter');
  await page.locator(`#${name} .tools select`).waitFor();
}

const look = async (page, name) => (await operate(page, name))[0];
const add = (page, name, other) => page.locator(`#${name} .tools select`).selectOption(other);
const names = (page, name) => page.locator(`#${name} .tools li code`).allTextContents();
const field = (page, name, what) => page.locator(`#${name} [data-view=${what}]`);
const near = (got, wanted, tolerance = 1e-4) =>
  assert.ok(
    got.every((value, i) => Math.abs(value - wanted[i]) <= tolerance),
    `${got}, not ${wanted}`,
  );
const seen = ({ scales: { x } }) => [x.min, x.max];

/** The curves of several functions: f of each is what the package computes; no two look alike. */
function assertOverlay({ datasets }, functions) {
  const curves = datasets.slice(-3 * functions.length);
  const looks = new Set();
  functions.forEach(([name, options], i) => {
    const [value, slope] = curves.slice(3 * i);
    for (const [compute, { data }] of [
      [kassei.get(name), value],
      [kassei.get(name).grad, slope],
    ]) {
      const points = data.filter(({ y }) => y !== null && !Number.isNaN(y));
      assert.ok(points.length > 200, name);
      const expected = compute(
        Float32Array.from(points, ({ x }) => x),
        options,
      );
      assert.deepEqual(
        points.map(({ y }) => y),
        Array.from(expected),
        name,
      );
    }
    looks.add(String(value.colours)).add(JSON.stringify(value.borderDash));
  });
  assert.equal(looks.size, 2 * functions.length);
}

async function assertExplorer(page) {
  await open(page, 'explorer');
  const first = await names(page, 'explorer');
  assertOverlay(
    await look(page, 'explorer'),
    first.map((name) => [name]),
  );
  await add(page, 'explorer', 'mish');
  await add(page, 'explorer', 'softsign');
  const six = [...first, 'mish', 'softsign'];
  assert.deepEqual(await names(page, 'explorer'), six);
  const full = await look(page, 'explorer');
  assertOverlay(
    full,
    six.map((name) => [name]),
  );
  for (const name of six) {
    assert.match(full.reading, new RegExp(`\\b${name} `));
    assert.ok(full.description.includes(name));
  }
  assert.ok(await page.locator('#explorer select').isDisabled(), 'six are the most');
  // Away by the keyboard, which stays in the tools; then there is room again.
  await page.locator('#explorer .tools li button').nth(1).press('Enter');
  const left = six.filter((_, i) => i !== 1);
  assert.deepEqual(await names(page, 'explorer'), left);
  assert.ok(await page.locator('#explorer select').evaluate((select) => select === document.activeElement));
  assertOverlay(
    await look(page, 'explorer'),
    left.map((name) => [name]),
  );
  assert.ok(await page.locator('#explorer option', { hasText: /^mish$/ }).isDisabled(), 'none twice');
  for (const _ of left) await page.locator('#explorer .tools li button').first().press('Enter');
  const empty = await look(page, 'explorer');
  assert.deepEqual([empty.reading, empty.description.length > 5], ['', true], 'none at all is allowed');
}

/** Another function over a section's own keeps the parameters of its own section. */
async function assertSection(page) {
  await open(page, 'tanh');
  await add(page, 'tanh', 'leaky_relu');
  assertOverlay(await look(page, 'tanh'), [['tanh'], ['leaky_relu', { negativeSlope: 0.2 }]]);
  const zones = page.locator('#tanh [data-part=zones]');
  assert.ok(await zones.isDisabled(), 'zones are of one function');
  await page.locator('#leaky_relu .parameter [type=range]').evaluate((slider) => {
    slider.value = 0.5;
    slider.dispatchEvent(new Event('input'));
  });
  assertOverlay(await look(page, 'tanh'), [['tanh'], ['leaky_relu', { negativeSlope: 0.5 }]]);
  assert.equal(await page.locator('#tanh .tools li button').count(), 1, 'its own function stays');
  await page.locator('#tanh .tools li button').press('Space');
  assert.deepEqual(await names(page, 'tanh'), []);
  assert.equal(await zones.isDisabled(), false);
}

/** The view by typing, the slider and the buttons; what is wrong is refused. */
async function assertRange(page) {
  await open(page, 'sigmoid');
  const [from, to, zoom] = ['from', 'to', 'zoom'].map((what) => field(page, 'sigmoid', what));
  const alert = page.locator('#sigmoid .range [role=alert]');
  const type = async (input, text) => {
    await input.fill(text);
    await input.press('Enter');
  };
  await type(from, '-20');
  await type(to, '4');
  const typed = await look(page, 'sigmoid');
  assert.deepEqual(seen(typed), [-20, 4]);
  assert.ok(typed.datasets.at(-3).data.some(({ x }) => x === -20));
  for (const wrong of ['-20', '-30', '9e9', '']) {
    await type(to, wrong);
    assert.ok(await alert.isVisible(), wrong);
    assert.equal(await to.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(seen(await look(page, 'sigmoid')), [-20, 4]);
  }
  await page.locator('#sigmoid [data-do=home]').click();
  assert.deepEqual(seen(await look(page, 'sigmoid')), [-6, 6]);
  assert.equal(await alert.isVisible(), false);
  assert.ok(await page.locator('#sigmoid [data-do=home]').isDisabled());
  await page.locator('#sigmoid [data-do=in]').click();
  near(seen(await look(page, 'sigmoid')), [-4.8, 4.8]);
  await page.locator('#sigmoid [data-do=out]').click();
  near(seen(await look(page, 'sigmoid')), [-6, 6]);
  await zoom.fill('1');
  near(seen(await look(page, 'sigmoid')), [-3, 3]);
  near([Number(await from.inputValue()), Number(await to.inputValue())], [-3, 3]);
}

const boxOf = (page, name) => page.locator(`#${name} canvas`).boundingBox();

/** The wheel alone scrolls, with Ctrl it zooms about the pointer; the mouse drags; keys work after a click. */
async function assertMouseAndKeys(page) {
  await enter(page, 'gelu');
  const { x, y, width, height } = await boxOf(page, 'gelu');
  await page.mouse.move(x + width / 2, y + height / 2);
  const [start, top] = [seen(await look(page, 'gelu')), await page.evaluate(() => scrollY)];
  await page.mouse.wheel(0, 120);
  await page.waitForFunction((top) => scrollY > top, top);
  assert.deepEqual(seen(await look(page, 'gelu')), start);
  await enter(page, 'gelu');
  const box = await boxOf(page, 'gelu');
  await page.mouse.move(box.x + width / 2, box.y + height / 2);
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  const zoomed = seen(await look(page, 'gelu'));
  assert.ok(zoomed[1] - zoomed[0] < 11 && zoomed[0] < 0 && zoomed[1] > 0, String(zoomed));
  assert.equal(await page.evaluate(() => scrollY), before);

  await page.mouse.down();
  await page.mouse.move(box.x + width / 2 + 80, box.y + height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  const dragged = await look(page, 'gelu');
  assert.ok(seen(dragged)[0] < zoomed[0] - 0.5, 'the plane follows the mouse');
  near([seen(dragged)[1] - seen(dragged)[0]], [zoomed[1] - zoomed[0]]);

  // After the click.
  const cursor = (state) => state.datasets[0].data[0].x;
  await page.keyboard.press('0');
  assert.deepEqual(seen(await look(page, 'gelu')), [-6, 6]);
  await page.keyboard.press('+');
  near(seen(await look(page, 'gelu')), [-4.8, 4.8]);
  await page.keyboard.press('-');
  await page.keyboard.press('Shift+ArrowRight');
  near(seen(await look(page, 'gelu')), [-4.8, 7.2]);
  const there = await look(page, 'gelu');
  await page.keyboard.press('ArrowLeft');
  const moved = await look(page, 'gelu');
  assert.ok(cursor(moved) < cursor(there) && cursor(moved) > cursor(there) - 0.2);
  assert.deepEqual(seen(moved), seen(there));
  await page.keyboard.press('Shift+ArrowUp');
  assert.ok((await look(page, 'gelu')).scales.y.max > moved.scales.y.max);
}

async function assertPinch(page) {
  await enter(page, 'silu');
  const session = await page.context().newCDPSession(page);
  const { x, y, width, height } = await boxOf(page, 'silu');
  const touch = (type, apart) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart ? [-1, 1].map((side, id) => ({ id, x: x + width / 2 + side * apart, y: y + height / 2 })) : [],
    });
  await touch('touchStart', 30);
  for (const apart of [40, 50, 60]) await touch('touchMove', apart);
  await touch('touchEnd');
  await page.waitForTimeout(100);
  const [from, to] = seen(await look(page, 'silu'));
  near([to - from], [6], 1.5);
  assert.ok(from < 0 && to > 0);
}

/** What is saved is what is shown. */
async function assertSaved(page) {
  await open(page, 'elu');
  await add(page, 'elu', 'tanh');
  await page.locator('#elu [data-do=in]').click();
  const state = await look(page, 'elu');
  const take = async (format) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`#elu [data-do=${format}]`).click(),
    ]);
    assert.equal(download.suggestedFilename(), `kassei-elu.${format}`);
    return readFileSync(await download.path());
  };
  const png = await take('png');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.length > 5000 && png.readUInt32BE(16) > 300);
  const svg = String(await take('svg'));
  const parsed = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return {
      element: picture.tagName,
      title: picture.querySelector('title').textContent,
      lines: [...picture.querySelectorAll('[clip-path]')].map((path) => path.getAttribute('d').length),
      texts: [...picture.querySelectorAll('text')].map(({ textContent }) => textContent),
    };
  }, svg);
  assert.equal(parsed.element, 'svg');
  assert.equal(parsed.title, state.description);
  const visible = state.datasets.slice(-6).filter((dataset) => dataset.visible);
  assert.equal(parsed.lines.length, visible.length);
  assert.ok(parsed.lines.every((length) => length > 1000));
  for (const name of ['elu', 'tanh']) assert.ok(parsed.texts.includes(name));
  const [head, ...rows] = String(await take('csv'))
    .trim()
    .split('\r\n');
  assert.equal(head, `x,${['elu', 'tanh'].flatMap((name) => [name, `${name}'`, `${name}'' (numeric)`]).join(',')}`);
  const columns = rows.map((row) => row.split(','));
  const column = (i) => columns.map((row) => Number(row[i]));
  const x = Float32Array.from(column(0));
  near([x[0], x.at(-1)], seen(state));
  assert.ok(x.length > 200);
  ['elu', 'tanh'].forEach((name, i) => {
    assert.deepEqual(column(3 * i + 1), Array.from(kassei.get(name)(x)));
    assert.deepEqual(column(3 * i + 2), Array.from(kassei.get(name).grad(x)));
  });
  column(6).forEach((y, i) => {
    const wanted = (-2 * Math.tanh(x[i])) / Math.cosh(x[i]) ** 2;
    assert.ok(Math.abs(y - wanted) < 5e-4, `tanh'' at ${x[i]}: ${y}`);
  });
}

/** Marks in the formula follow the cursor, and the text names the condition. */
async function assertCase(page) {
  await enter(page, 'hard_sigmoid');
  const marked = () =>
    page
      .locator('#hard_sigmoid .formula')
      .first()
      .locator('mtr')
      .evaluateAll((rows) => rows.map((row) => row.classList.contains('in-force')));
  for (const [x, row] of [
    [-4, 0],
    [0, 1],
    [4, 2],
  ]) {
    await operate(page, 'hard_sigmoid', [['.reading input', x]]);
    assert.deepEqual(
      await marked(),
      [0, 1, 2].map((i) => i === row),
    );
    const text = await page.locator('#hard_sigmoid .piece').textContent();
    assert.match(text, [/≤ 0$/, /0 < .* < 1$/, /≥ 1$/][row]);
  }
}

test('a plot', (t) =>
  visit('', async (page) => {
    await t.test('at the top shows up to six functions over each other', () => assertExplorer(page));
    await t.test('shows others over its own, with their parameters', () => assertSection(page));
    await t.test('shows the range that is typed, slid or pressed', () => assertRange(page));
    await t.test('follows the wheel with Ctrl, the mouse and keys', () => assertMouseAndKeys(page));
    await t.test('is saved as it is', () => assertSaved(page));
    await t.test('marks the case in force', () => assertCase(page));
  }));

test('two fingers zoom', () => visit('', assertPinch, { hasTouch: true, viewport: { width: 390, height: 844 } }));

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
  const [address, wanted] = await visit('', async (page) => {
    await open(page, 'explorer');
    await add(page, 'explorer', 'mish');
    await page.locator('#explorer .tools li button').first().click();
    await page.locator('#explorer [data-part=slope]').check();
    await field(page, 'explorer', 'from').fill('-1.3');
    await field(page, 'explorer', 'from').press('Enter');
    await page.locator('#explorer [data-do=link]').click();
    await page.locator('#explorer output:not(:empty)').waitFor();
    return [new URL(page.url()), await whole(page, 'explorer')];
  });
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

for (const [path, colorScheme, width] of [
  ['', 'light', 320],
  ['en/', 'dark', 1280],
]) {
  test(`/${path} with opened tools is accessible and fits, ${colorScheme}, ${width} px`, () =>
    visit(
      path,
      async (page) => {
        for (const name of ['explorer', 'elu']) {
          await open(page, name);
          await add(page, name, 'hard_sigmoid');
          const small = await page
            .locator(`#${name} figure :is(button, select, input, summary, label)`)
            .evaluateAll((all) =>
              all
                .map((element) => [element.closest('label') ?? element, element.outerHTML])
                .map(([element, html]) => [element.getBoundingClientRect(), html])
                .filter(([{ width, height }]) => width < 24 || height < 24)
                .map(([, html]) => html),
            );
          assert.deepEqual(small, []);
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        // axe takes a label with nothing but a formula for empty.
        await page.evaluate(() => {
          for (const formula of document.querySelectorAll('math')) formula.replaceWith(formula.textContent);
        });
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() =>
          globalThis.axe.run({ include: [['#explorer'], ['#elu']] }, { resultTypes: ['violations'] }),
        );
        assert.ok(passes.length > 8);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        );
      },
      { colorScheme, viewport: { width, height: 800 } },
    ));
}
