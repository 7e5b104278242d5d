// Controls of parameters: what they show and say while they are typed into and after, and what a link sets them to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enter, reopen, visit } from '../site.mjs';

const read = (page, name, parameter) =>
  page.locator(`#${name} [data-parameter=${parameter}]`).evaluate((field) => {
    const [typed, slider] = field.querySelectorAll('input');
    return {
      typed: typed.value,
      invalid: typed.getAttribute('aria-invalid'),
      slid: slider.value,
      said: slider.getAttribute('aria-valuetext'),
    };
  });

async function assertTyped(page) {
  await enter(page, 'elu');
  const alpha = page.locator('#elu [data-parameter=alpha] [type=number]');
  const [leave, reset] = [() => alpha.press('Enter'), page.locator('#elu [data-parameter=alpha] button')];
  const state = () => read(page, 'elu', 'alpha');
  await alpha.fill('1.23456789');
  assert.deepEqual(await state(), { typed: '1.23456789', invalid: 'false', slid: '1.25', said: '1.235' });
  await leave();
  assert.deepEqual(await state(), { typed: '1.23457', invalid: 'false', slid: '1.25', said: '1.235' });
  await alpha.fill('1e39');
  assert.equal((await state()).invalid, 'true');
  await leave();
  assert.deepEqual(await state(), { typed: '1.23457', invalid: 'false', slid: '1.25', said: '1.235' });
  await alpha.fill('');
  await leave();
  const start = { typed: '1', invalid: 'false', slid: '1', said: '1' };
  assert.deepEqual(await state(), start);
  await alpha.fill('2');
  await reset.click();
  assert.deepEqual(await state(), start);
}

async function assertSaid(page) {
  await enter(page, 'relu');
  const said = [];
  for (const [parameter, key] of [
    ['threshold', 'Home'],
    ['maxValue', 'Home'],
    ['maxValue', 'End'],
  ]) {
    await page.locator(`#relu [data-parameter=${parameter}] [type=range]`).press(key);
    const { typed, said: text } = await read(page, 'relu', parameter);
    said.push([typed, text]);
  }
  assert.deepEqual(said, [
    ['-3', '−3'],
    ['0', '0'],
    ['', '∞'],
  ]);
}

async function assertLinked(page) {
  // Of each the last text is wrong.
  const texts =
    'gelu.approximate=true&gelu.approximate=1&elu.alpha=2&elu.alpha=hot&leaky_relu.negativeSlope=&softplus.beta=0';
  await reopen(page, `en/?${texts}&at=2#gelu`);
  // The cursor is set after all controls.
  await page.locator('#gelu .reading p', { hasText: 'x = 2,' }).waitFor();
  assert.ok(await page.locator('#gelu-approximate').isChecked());
  const shown = [];
  for (const [name, parameter] of [
    ['elu', 'alpha'],
    ['leaky_relu', 'negativeSlope'],
    ['softplus', 'beta'],
  ]) {
    const { typed, invalid } = await read(page, name, parameter);
    shown.push([typed, invalid !== 'true']);
  }
  assert.deepEqual(shown, [
    ['2', true],
    ['0.2', true],
    ['1', true],
  ]);
}

test('a parameter', (t) =>
  visit('en/', async (page) => {
    await t.test('is rounded when its field is left, and is the last one again if it was wrong', () =>
      assertTyped(page),
    );
    await t.test('is said by its slider, infinity too', () => assertSaid(page));
    await t.test('is set by a link as if it were typed', () => assertLinked(page));
  }));
