// Helpers of the tests of the two sections on learning.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const web = fileURLToPath(new URL('../../../web/', import.meta.url));
export const at = async (file) => (await runnerImport(web + file)).module;
const { Training } = await at('learning/engine/training.ts');
const { makePoints } = await at('learning/engine/datasets.ts');
const { short, percent } = await at('learning/picture/labels.ts');
const { options, startValues } = await at('model/settings.ts');
export const kassei = await load();

const entries = catalogue.filter(({ kind }) => kind === 'elementwise');
export const names = entries.map(({ name }) => name);

/** An activation with the parameters that the page starts with. */
export function choice(name) {
  const entry = entries.find((one) => one.name === name);
  return { name, options: options(entry, startValues(entry)) };
}

/** The expected captions of both networks after so many steps. */
export function expected(
  { set = 'spirals', pair = ['relu', 'sigmoid'], layers = 3, width = 8, seed = 1, rate = 0.01 },
  steps,
) {
  const points = makePoints(set, seed);
  const training = new Training(kassei, { points, shape: { layers, width }, seed, pair: pair.map(choice) });
  training.advance(steps, rate);
  const sides = training.sides();
  training.free();
  return sides.map(({ loss, accuracy }) => [short(loss), percent(accuracy)]);
}

export const field = (page, name) => page.locator(`#training [name="${name}"]`);

export const enter = async (page, id) => {
  await page.locator(`#${id}`).evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
  await page.locator(`#${id} fieldset:enabled`).waitFor();
};

export const look = (page) =>
  page.evaluate(() => {
    const section = document.getElementById('training');
    const all = (selector, read) => [...section.querySelectorAll(selector)].map(read);
    return {
      steps: Number(/\d+/.exec(section.querySelector('.now').textContent)?.[0]),
      scores: all('.score', (score) => score.textContent),
      boundaries: all('.field .boundary', (path) => path.getAttribute('d')),
      shades: all('.field canvas', (canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      }),
      run: section.querySelector('[name=run]').textContent,
      status: section.querySelector('[role=status]').textContent,
      rows: all('tbody tr', (row) => [...row.cells].map((cell) => cell.textContent)),
      seen: globalThis.seen,
    };
  });

export const until = (page, steps) =>
  page.waitForFunction(
    (steps) => Number(/\d+/.exec(document.querySelector('#training .now').textContent)?.[0]) >= steps,
    steps,
  );
export const atStart = (page) =>
  page.waitForFunction(() => /(^|\D)0(\D|$)/.test(document.querySelector('#training .now').textContent));

/** The captions' numbers are those that the networks have after that many steps. */
export function assertScores({ steps, scores }, setting = {}) {
  expected(setting, steps).forEach((numbers, i) => {
    for (const number of numbers) assert.ok(scores[i].includes(number), `step ${steps}: ${scores[i]}, not ${number}`);
  });
}

/** Only of these sections: axe is slow on large pages. */
export async function assertAccessible(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(axe);
  for (const id of ['training', 'signal']) {
    await enter(page, id);
    const { violations, passes } = await page.evaluate((id) => globalThis.axe.run(`#${id}`), id);
    assert.ok(passes.length > 12);
    const found = violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(' ')}`);
    assert.deepEqual(found, []);
  }
}
