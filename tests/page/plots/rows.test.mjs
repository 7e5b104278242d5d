// The bars of the functions of a row of numbers: what they show, and how they answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { enter, operate, visit } from '../site.mjs';

const kassei = await load();
const rows = catalogue.filter(({ kind }) => kind === 'rowwise');

/** The bars after are what the package makes of the bars before; all are within their axes. */
function assertBars({ name }, { datasets, scales }, options) {
  const [before, after] = datasets.map(({ data }) => data.map(({ y }) => y));
  const wanted = Array.from(kassei.get(name)(Float32Array.from(before), options));
  assert.deepEqual(after, wanted, `${name} of ${before} with ${JSON.stringify(options)}`);
  for (const [bars, { min, max }] of [
    [before, scales.y],
    [after, scales.y1],
  ]) {
    assert.ok(Math.min(...bars) >= min && Math.max(...bars) <= max, `${name}: ${bars} leave their axis`);
  }
}

/** The row before and after, live, static and as a table. */
async function assertShown(page) {
  assert.ok(rows.length > 1);
  for (const entry of rows) {
    await enter(page, entry.name);
    const [state] = await operate(page, entry.name);
    assertBars(entry, state);
    const [before, after] = state.datasets.map(({ data }) => data.map(({ y }) => y));
    assert.equal(before.length, 6);
    const halved = after.length < before.length;
    assert.equal(new Set(state.datasets[0].colours).size, halved ? 2 : 1);

    const section = page.locator(`#${entry.name}`);
    assert.equal(await section.locator('.plot .bar').count(), before.length + after.length);
    const inputs = await section.locator('.inputs input').evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));
    const names = [...inputs.map((label) => label.match(/[abx][₁-₆]/)[0]), ...after.map((_, i) => `y${'₁₂₃₄₅₆'[i]}`)];
    assert.deepEqual(await section.locator('.plot .name').allTextContents(), names);
    for (const description of [state.description, await section.locator('.plot > svg').getAttribute('aria-label')]) {
      for (const name of names) assert.match(description, new RegExp(`${name} = −?\\d`));
    }
    await section.locator('.later summary').click();
    await section.locator('.numbers').waitFor();
    const cells = await section.locator('.numbers tbody td').allTextContents();
    assert.equal(cells.length, before.length + after.length);
    const columns = halved ? [before.slice(0, 3), before.slice(3), after] : [before, after];
    cells.forEach((cell, i) => {
      const value = columns[i % columns.length][Math.floor(i / columns.length)];
      assert.ok(Math.abs(Number(cell.replace('−', '-')) - value) <= 1e-3 * Math.abs(value), `${entry.name}: ${cell}`);
    });
  }
}

/** Every slider moves its bar, and the outputs at once. */
async function assertSliders(page) {
  for (const entry of rows) {
    await enter(page, entry.name);
    const plan = [0, 1, 2, 3, 4, 5].flatMap((i) => [-4, 4, 0.3].map((value) => ({ i, value })));
    const actions = plan.map(({ i, value }) => [`.inputs div:nth-child(${i + 1}) input`, value]);
    const [before, ...states] = await operate(page, entry.name, actions, { pictures: true });
    plan.forEach(({ i, value }, step) => {
      const state = states[step];
      assertBars(entry, state);
      assert.equal(state.datasets[0].data[i].y, Math.fround(value));
      const last = states[step - 1] ?? before;
      assert.notEqual(state.picture, last.picture);
      assert.notEqual(state.description, last.description);
      assert.equal(state.reading.match(/\d[^,)]*/g).length, state.datasets[1].data.length);
    });
  }
}

/** The temperature divides the inputs. */
async function assertTemperature(page) {
  const warm = [];
  for (const entry of rows) {
    if (!(await page.locator(`#${entry.name} [data-parameter=temperature]`).count())) continue;
    warm.push(entry.name);
    await enter(page, entry.name);
    const [typed, slider, back] = ['[type=number]', '[type=range]', 'button'].map(
      (part) => `[data-parameter=temperature] ${part}`,
    );
    const plan = [[slider, 0.1], [slider, 5], [typed, 2], [typed, 0], [typed, 0.5], [back]];
    const [before, ...states] = await operate(page, entry.name, plan);
    [0.1, 5, 2, 2, 0.5, 1].forEach((temperature, i) => {
      assertBars(entry, states[i], { temperature });
      assert.deepEqual(states[i].datasets[0], before.datasets[0], 'the inputs stay');
      assert.equal(states[i].controls.temperature.refused, plan[i][1] === 0);
    });
    assert.deepEqual(states.at(-1), before);
  }
  assert.ok(warm.length > 1 && warm.length < rows.length, String(warm));
}

async function assertKeyboardAndPointer(page) {
  const [entry] = rows;
  await enter(page, entry.name);
  const inputs = async () => (await operate(page, entry.name))[0].datasets[0].data.map(({ y }) => y);
  const start = await inputs();
  const slider = page.locator(`#${entry.name} .inputs input`).first();
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  const [pressed, ...rest] = await inputs();
  assert.ok(pressed < start[0] && pressed > start[0] - 0.2);
  assert.deepEqual(rest, start.slice(1));
  assert.match(await slider.getAttribute('aria-valuetext'), /^x₁ = 1\.9, y = \(/);

  // Dragged upwards in the last place of the upper panel.
  const { x, y, width, height } = await page.locator(`#${entry.name} canvas`).boundingBox();
  await page.mouse.move(x + 0.92 * width, y + 0.3 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.92 * width, y + 0.2 * height);
  await page.mouse.up();
  const dragged = await inputs();
  assert.ok(dragged[5] > start[5] + 1);
  assert.deepEqual(dragged.slice(1, 5), start.slice(1, 5));
  await page.mouse.click(x + 0.5 * width, y + 0.8 * height);
  assert.deepEqual(await inputs(), dragged, 'the lower panel takes no input');
}

test('the bars', (t) =>
  visit('', async (page) => {
    await t.test('show the row before and after', () => assertShown(page));
    await t.test('follow the keyboard and the pointer', () => assertKeyboardAndPointer(page));
    await t.test('follow every slider', () => assertSliders(page));
  }));

test('the bars in English', (t) =>
  visit('en/', async (page) => {
    await t.test('show the row before and after', () => assertShown(page));
    await t.test('follow the temperature', () => assertTemperature(page));
  }));
