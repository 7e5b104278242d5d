// The table of the numbers that a plot shows, which follows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { operate, visit } from '../site.mjs';
import { add, field, open } from './toolbox.mjs';

const kassei = await load();

async function openNumbers(page, name) {
  await open(page, name);
  await page.locator(`#${name} .numbers summary`).press('Enter');
  await page.locator(`#${name} .numbers td`).first().waitFor();
}

const read = (page, name) =>
  page.locator(`#${name} .numbers table`).evaluate((table) => ({
    caption: table.caption.textContent,
    head: [...table.tHead.rows[0].cells].map((cell) => cell.textContent),
    rows: [...table.tBodies[0].rows].map((row) =>
      [...row.cells].map((cell) => Number(cell.textContent.replaceAll('−', '-'))),
    ),
  }));

/** The columns after x hold these functions' values and gradients at x. */
function assertNumbers({ rows }, functions) {
  const x = Float32Array.from(rows, ([place]) => place);
  const wanted = functions.flatMap(([name, options]) => {
    const f = kassei.get(name);
    return [f(x, options), f.grad(x, options)];
  });
  for (const [i, row] of rows.entries())
    for (const [j, value] of row.slice(1).entries())
      assert.ok(Math.abs(value - wanted[j][i]) <= 6e-4 * Math.abs(wanted[j][i]), `${value}, not ${wanted[j][i]}`);
}

test('a table follows the parameters, the view and the functions of a plot', () =>
  visit('en/', async (page) => {
    await openNumbers(page, 'elu');
    const first = await read(page, 'elu');
    assert.deepEqual([first.caption, first.head], ['elu', ['x', 'elu', 'elu′']]);
    assert.deepEqual([first.rows.length, first.rows[0][0], first.rows.at(-1)[0]], [13, -6, 6]);
    assertNumbers(first, [['elu']]);
    await operate(page, 'elu', [['#elu-alpha', 2.5]]);
    const moved = await read(page, 'elu');
    assert.equal(moved.caption, 'elu (alpha = 2.5)');
    assertNumbers(moved, [['elu', { alpha: 2.5 }]]);
    await add(page, 'elu', 'tanh');
    await field(page, 'elu', 'from').fill('-0.02');
    await field(page, 'elu', 'to').fill('0.01');
    await field(page, 'elu', 'to').press('Enter');
    const both = await read(page, 'elu');
    assert.deepEqual(both.head, ['x', 'elu', 'elu′', 'tanh', 'tanh′']);
    assert.equal(both.caption, 'elu (alpha = 2.5); tanh');
    assert.deepEqual([both.rows[0][0], both.rows.at(-1)[0]], [-0.02, 0.01]);
    assertNumbers(both, [['elu', { alpha: 2.5 }], ['tanh']]);
  }));

test('the plot at the top has one, with all its functions', () =>
  visit('', async (page) => {
    await openNumbers(page, 'explorer');
    const table = await read(page, 'explorer');
    const names = ['relu', 'sigmoid', 'tanh', 'gelu'];
    assert.equal(table.caption, names.join('、'));
    assertNumbers(
      table,
      names.map((name) => [name]),
    );
  }));

test('a row has one, with its inputs', () =>
  visit('en/', async (page) => {
    for (const [name, head] of [
      ['softmax', ['i', 'x', 'y']],
      ['glu', ['i', 'a', 'b', 'y']],
    ]) {
      await openNumbers(page, name);
      await operate(page, name, [[`#${name}-input-1`, -3.5]]);
      const { head: got, rows, caption } = await read(page, name);
      assert.deepEqual([caption, got], [name, head]);
      const columns = head.map((_, i) => rows.map((row) => row[i]));
      assert.equal(columns[1][1], -3.5);
      const outputs = kassei.get(name)(Float32Array.from(columns.slice(1, -1).flat()));
      assert.ok(columns.at(-1).every((y, i) => Math.abs(y - outputs[i]) <= 6e-4 * Math.abs(outputs[i])));
    }
  }));
