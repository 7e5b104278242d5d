// The printed page: what is on the screen, sharp, in the colours of paper, with the parameters' values in place of controls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from 'kassei/catalogue';
import { enter, eventually, visit } from '../site.mjs';
import { add, look, open } from './toolbox.mjs';

/** Waits until the program for print is there. */
const loaded = (page) =>
  eventually(page, async () => {
    const file = performance.getEntriesByType('resource').find(({ name }) => name.includes('/print-'));
    return Boolean(file && (await import(file.name)));
  });

/** Waits until the page can print what is moved: the program for that comes with a visitor's first action. */
async function ready(page) {
  await page.mouse.move(20, 20);
  await page.mouse.move(40, 20);
  await loaded(page);
}

/** The picture that a section has for print. */
const picture = (page, name) =>
  page.locator(`#${name} .plot`).evaluate((plot) => {
    const picture = plot.querySelector('.printed');
    if (!picture) return undefined;
    const all = (selector) => [...picture.shadowRoot.querySelectorAll(selector)];
    const [drawn, whole] = [all('svg')[0], plot].map((one) => one.getBoundingClientRect());
    const colours = all('*').flatMap((part) => ['fill', 'stroke'].map((paint) => part.getAttribute(paint)));
    return {
      covers: picture.checkVisibility() && ['width', 'height'].every((side) => Math.abs(drawn[side] - whole[side]) < 1),
      description: all('title')[0].textContent,
      colours: [...new Set(colours.filter((colour) => colour?.startsWith('#')))].sort(),
      lines: all('[clip-path]').length,
      names: all('text[text-anchor=start]').map(({ textContent }) => textContent),
      others: [...plot.children].filter((other) => other !== picture && other.checkVisibility()).length,
    };
  });

const seen = (page, selector) =>
  page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);

/** Moves several plots, one of them out of sight, and says what they showed. */
async function move(page) {
  await open(page, 'leaky_relu');
  await page.locator('#leaky_relu .parameter [type=number]').fill('0.45');
  await page.locator('#leaky_relu [data-part=slope]').uncheck();
  const wanted = { leaky_relu: (await look(page, 'leaky_relu')).description };
  await enter(page, 'softmax');
  await page.locator('#softmax [data-parameter=temperature] [type=number]').fill('2.5');
  await page.locator('#softmax .inputs input').first().fill('-3');
  wanted.softmax = (await look(page, 'softmax')).description;
  await open(page, 'elu');
  await add(page, 'elu', 'tanh');
  await page.locator('#elu [data-do=out]').click();
  wanted.elu = (await look(page, 'elu')).description;
  assert.equal(await page.locator('#leaky_relu canvas').count(), 0);
  return wanted;
}

async function assertPrinted(page, wanted, light) {
  for (const [name, description] of Object.entries(wanted)) {
    const shown = await picture(page, name);
    assert.equal(shown.description, description);
    assert.ok(shown.covers && shown.others === 0, name);
    assert.deepEqual(
      shown.colours.filter((colour) => !light.includes(colour)),
      [],
      `${name} has the colours of paper`,
    );
  }
  assert.deepEqual((await picture(page, 'elu')).names.sort(), ['elu', 'elu′', 'tanh', 'tanh′']);
  assert.equal((await picture(page, 'leaky_relu')).lines, 1);
}

test('plots are printed as they are, in light colours, also when the screen is dark', async () => {
  const palette = (page) =>
    page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const names = [
        'ink',
        'quiet',
        'value',
        'slope',
        'curvature',
        'zero',
        'grid',
        'zone',
        'hatch',
        'line-0',
        'line-1',
      ];
      return names.map((name) => style.getPropertyValue(`--${name}`));
    });
  const light = [...(await visit('', palette)), '#fff'];
  assert.ok(light.includes('#0072b2'));
  await visit(
    'en/',
    async (page) => {
      const dark = await palette(page);
      assert.ok(!dark.includes('#0072b2'));
      await ready(page);
      const wanted = await move(page);
      await page.emulateMedia({ media: 'print' });
      await page.locator('#elu .printed').waitFor();
      await assertPrinted(page, wanted, light);
      assert.deepEqual(await palette(page), light.slice(0, -1));
      // The values of parameters are read, nothing asks to be operated.
      assert.equal(await page.locator('#leaky_relu .parameter [type=number]').inputValue(), '0.45');
      assert.equal(await seen(page, '#leaky_relu .parameter [type=number]'), 1);
      assert.equal(await seen(page, '#softmax .parameter [type=number]'), 1);
      assert.equal(
        await seen(page, ':is(.activation, #explorer) :is(button, select, summary, [type=range], figcaption input)'),
        0,
      );
      assert.match(await page.locator('#elu .reading').innerText(), /x = 1\s[\s\S]*tanh:/);
      // The legend has what is drawn.
      const legend = (name) => page.locator(`#${name} .stage figcaption`).innerText();
      assert.match(await legend('leaky_relu'), /function/);
      assert.doesNotMatch(await legend('leaky_relu'), /derivative/);
      assert.doesNotMatch(await legend('elu'), /slope below/);
      assert.match(await legend('selu'), /derivative/);
      // Those that never lived are as they stand in the page.
      assert.equal(await picture(page, 'log_softmax'), undefined);
      assert.ok(await page.locator('#log_softmax .plot > svg').isVisible());

      await page.emulateMedia({ media: 'screen' });
      await page.locator('#elu .printed').waitFor({ state: 'hidden' });
      assert.deepEqual(await palette(page), dark);
      const { datasets } = await look(page, 'elu');
      assert.ok(dark.includes(String(datasets.at(-1).colours)), 'the screen keeps its colours');

      // It is again what is on the screen by then. Firefox says that it prints while the page is still one for the screen.
      await page.locator('#elu .parameter [type=number]').fill('1.75');
      const { description } = await look(page, 'elu');
      assert.notEqual(description, wanted.elu);
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      const before = await picture(page, 'elu');
      assert.equal(before.description, description);
      assert.ok(
        before.colours.every((colour) => light.includes(colour)),
        String(before.colours),
      );
      assert.deepEqual((await look(page, 'elu')).datasets.at(-1).colours, datasets.at(-1).colours);
      await page.locator('#elu [data-do=in]').click();
      assert.ok((await page.pdf()).length > 1e5);
      assert.equal((await picture(page, 'elu')).description, (await look(page, 'elu')).description);
    },
    { colorScheme: 'dark' },
  );
});

test('what a link brought back is printed', () =>
  visit('?row=-1+1+1+1+1+1#softmax', async (page) => {
    await page.locator('#softmax canvas').waitFor();
    await page.waitForFunction(() => document.querySelector('#softmax .inputs input').value === '-1');
    await loaded(page);
    await page.emulateMedia({ media: 'print' });
    await page.locator('#softmax .printed').waitFor();
    assert.match((await picture(page, 'softmax')).description, /x₁ = −1/);
  }));

test('before anything is moved print has the static plots', () =>
  visit('', async (page) => {
    for (const kind of ['elementwise', 'rowwise']) {
      const { name } = catalogue.find((entry) => entry.kind === kind);
      await page.emulateMedia({ media: 'screen' });
      await enter(page, name);
      await page.emulateMedia({ media: 'print' });
      await page.locator(`#${name} canvas`).waitFor({ state: 'hidden' });
      assert.ok(await page.locator(`#${name} .plot > svg`).isVisible());
    }
  }));
