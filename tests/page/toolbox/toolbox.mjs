// Helpers of the tests of the plots' tools.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { load } from 'kassei';
import { enter, operate } from '../site.mjs';

const kassei = await load();

/** Brings a plot to the viewport and opens its tools by the keyboard. */
export async function open(page, name) {
  await enter(page, name);
  await page.locator(`#${name} .tools summary`).press('Enter');
  await page.locator(`#${name} .tools .take`).waitFor();
}

export const look = async (page, name) => (await operate(page, name))[0];
export async function add(page, name, other) {
  await page.locator(`#${name} .tools select`).selectOption(other);
  await page.locator(`#${name} [data-do=add]`).click();
}
export const names = (page, name) => page.locator(`#${name} .tools li code`).allTextContents();
export const field = (page, name, what) => page.locator(`#${name} [data-view=${what}]`);
export const near = (got, wanted, tolerance = 1e-4) =>
  assert.ok(
    got.every((value, i) => Math.abs(value - wanted[i]) <= tolerance),
    `${got}, not ${wanted}`,
  );
export const seen = ({ scales: { x } }) => [x.min, x.max];

/** The curves of several functions: f of each is what the package computes; no two look alike. */
export function assertOverlay({ datasets }, functions) {
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

/** The file that a button of a plot's tools gives. */
export async function take(page, name, format) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`#${name} [data-do=${format}]`).click(),
  ]);
  assert.equal(download.suggestedFilename(), `kassei-${name}.${format}`);
  return readFileSync(await download.path());
}
