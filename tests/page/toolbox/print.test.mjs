// The printed page: what is on the screen, sharp, in the colours of paper, with the parameters' values in place of controls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from 'kassei/catalogue';
import { enter, until, visit } from '../site.mjs';
import { add, look, open } from './toolbox.mjs';

/** The picture that a section prints. */
const picture = (page, name) =>
  page.locator(`#${name} .plot`).evaluate((plot) => {
    const drawn = plot.querySelector(':scope > svg');
    const all = (selector) => [...drawn.querySelectorAll(selector)];
    const colours = all('path, text').flatMap((mark) =>
      ['fill', 'stroke'].map((paint) => getComputedStyle(mark)[paint]),
    );
    return {
      description: drawn.getAttribute('aria-label'),
      colours: [...new Set(colours.filter((colour) => colour.startsWith('rgb(')))],
      curves: all('.curve').length,
      names: all('.name').map(({ textContent }) => textContent),
      visible: drawn.checkVisibility({ visibilityProperty: true }),
      others: [...plot.querySelectorAll('canvas')].filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .length,
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
    assert.ok(shown.visible && shown.others === 0, name);
    assert.deepEqual(
      shown.colours.filter((colour) => !light.includes(colour)),
      [],
      `${name} has the colours of paper`,
    );
  }
  assert.deepEqual((await picture(page, 'elu')).names.sort(), ['elu', 'elu′', 'tanh', 'tanh′']);
  assert.equal((await picture(page, 'leaky_relu')).curves, 1);
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
      const probe = document.body.appendChild(document.createElement('i'));
      const colours = names.map((name) => {
        probe.style.color = style.getPropertyValue(`--${name}`);
        return getComputedStyle(probe).color;
      });
      probe.remove();
      return colours;
    });
  const light = [...(await visit('', palette)), 'rgb(255, 255, 255)', 'rgb(0, 0, 0)'];
  const blue = 'rgb(0, 114, 178)';
  assert.ok(light.includes(blue));
  await visit(
    'en/',
    async (page) => {
      const dark = await palette(page);
      assert.ok(!dark.includes(blue));
      const wanted = await move(page);
      await page.emulateMedia({ media: 'print' });
      await until(async () => (await picture(page, 'elu')).description === wanted.elu);
      await assertPrinted(page, wanted, light);
      assert.deepEqual(await palette(page), light.slice(0, -2));
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
      assert.ok((await picture(page, 'log_softmax')).visible);

      await page.emulateMedia({ media: 'screen' });
      await page.waitForFunction(() => matchMedia('screen').matches);
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
      assert.equal(before.visible, false);
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
    await page.emulateMedia({ media: 'print' });
    await until(async () => (await picture(page, 'softmax')).description.includes('x₁ = −1'));
    assert.ok((await picture(page, 'softmax')).visible);
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
