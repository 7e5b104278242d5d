// The two sections on learning in the browser: what is loaded when, the controls, the words and the work for each frame.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { visit } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const web = fileURLToPath(new URL('../../web/', import.meta.url));
const at = async (file) => (await runnerImport(web + file)).module;
const { Training } = await at('learn/training.ts');
const { makePoints } = await at('learn/sets.ts');
const { send } = await at('learn/signal.ts');
const { signalRows } = await at('learn/reading.ts');
const { short, percent } = await at('learn/words.ts');
const { options, starts } = await at('parameters.ts');
const kassei = await load();
const entries = catalogue.filter(({ kind }) => kind === 'elementwise');
const names = entries.map(({ name }) => name);

function choice(name) {
  const entry = entries.find((one) => one.name === name);
  return { name, options: options(entry, starts(entry)) };
}

/** What each of the two networks' captions says after so many steps, computed here. */
function expected(
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

/** Counts frames, their work and the worker's messages, and notes when the status is written. */
function watch() {
  globalThis.seen = { frames: [], messages: 0, said: [] };
  const { requestAnimationFrame: next } = globalThis;
  globalThis.requestAnimationFrame = (work) =>
    next((time) => {
      const start = performance.now();
      work(time);
      globalThis.seen.frames.push(performance.now() - start);
    });
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => globalThis.seen.messages++);
    }
  };
  addEventListener('DOMContentLoaded', () => {
    const note = () => globalThis.seen.said.push(performance.now());
    new MutationObserver(note).observe(document.querySelector('#training [role=status]'), { childList: true });
  });
}

const field = (page, name) => page.locator(`#training [name="${name}"]`);

const enter = async (page, id) => {
  await page.locator(`#${id}`).evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
  await page.locator(`#${id} fieldset:enabled`).waitFor();
};

const look = (page) =>
  page.evaluate(() => {
    const section = document.getElementById('training');
    const all = (selector, read) => [...section.querySelectorAll(selector)].map(read);
    return {
      steps: Number(/\d+/.exec(section.querySelector('.now').textContent)[0]),
      scores: all('.score', (score) => score.textContent),
      boundaries: all('.boundary', (path) => path.getAttribute('d')),
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

const until = (page, steps) =>
  page.waitForFunction(
    (steps) => Number(/\d+/.exec(document.querySelector('#training .now').textContent)[0]) >= steps,
    steps,
  );
const atStart = (page) =>
  page.waitForFunction(() => /(^|\D)0(\D|$)/.test(document.querySelector('#training .now').textContent));

/** The captions' numbers are those that the networks have after that many steps. */
function assertScores({ steps, scores }, setting = {}) {
  expected(setting, steps).forEach((numbers, i) => {
    for (const number of numbers) assert.ok(scores[i].includes(number), `step ${steps}: ${scores[i]}, not ${number}`);
  });
}

/** Only of these sections: axe is slow on large pages. */
async function assertAccessible(page) {
  await page.evaluate(() => {
    for (const other of document.querySelectorAll('.activation')) other.remove();
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

const loaded = (page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => /\/(lab|worker)-/.test(name)),
  );

test('two networks learn, by the keyboard alone', (t) =>
  visit(
    'learning.html',
    async (page) => {
      await t.test('nothing of it is loaded by the other pages', async () => {
        for (const path of ['', 'compare.html']) {
          const elsewhere = await visit(path, async (other) => {
            await other.locator('#explorer canvas, #compare th button').first().waitFor();
            return await loaded(other);
          });
          assert.deepEqual(elsewhere, []);
        }
        assert.match(await page.locator('meta[http-equiv]').getAttribute('content'), /worker-src 'self'(;|$)/);
        await enter(page, 'training');
        assert.ok((await loaded(page)).length >= 1);
      });
      await t.test('nothing plays by itself', async () => {
        await atStart(page);
        await page.waitForTimeout(300);
        const state = await look(page);
        assert.equal(state.steps, 0);
        assertScores(state);
      });
      await t.test('start and pause', async () => {
        const before = await look(page);
        await page.locator('#training select[name="side-1"]').focus();
        for (
          let i = 0;
          i < 4 && !(await field(page, 'run').evaluate((button) => button === document.activeElement));
          i++
        )
          await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await until(page, 40);
        assert.notEqual((await look(page)).run, before.run);
        await page.waitForTimeout(3500);
        await page.keyboard.press('Enter');
        // The answer that was under way is still shown.
        let paused;
        let later = await look(page);
        do {
          paused = later;
          await page.waitForTimeout(300);
          later = await look(page);
        } while (later.steps <= paused.steps + 1 && later.steps !== paused.steps);
        assert.deepEqual([later.steps, later.run], [paused.steps, before.run]);
        assertScores(later);
        assert.notDeepEqual(later.boundaries, before.boundaries);
        assert.ok(later.shades[0] > 20, 'the plane is shaded by the probability');
      });
      await t.test(
        'leaves each frame time for others, gets one answer a frame, and speaks every few seconds',
        async () => {
          const { frames, messages, said } = (await look(page)).seen;
          const sorted = frames.toSorted((a, b) => a - b);
          t.diagnostic(
            `work in a frame: median ${sorted[sorted.length >> 1].toFixed(2)} ms, most ${sorted.at(-1).toFixed(2)} ms`,
          );
          assert.ok(sorted.length > 20 && sorted[sorted.length >> 1] < 8);
          assert.ok(messages <= frames.length + 3, `${messages} messages, ${frames.length} frames`);
          const pauses = said.slice(1).map((time, i) => time - said[i]);
          assert.ok(pauses.length >= 1 && pauses.every((pause) => pause > 2500), String(pauses));
        },
      );
      await t.test('single steps, and back to the start', async () => {
        const { steps } = await look(page);
        await field(page, 'step').press('Space');
        await until(page, steps + 1);
        await field(page, 'step').press('Space');
        await until(page, steps + 2);
        const state = await look(page);
        assert.equal(state.steps, steps + 2);
        assertScores(state);
        const last = state.rows.at(-1);
        const [relu, sigmoid] = expected({}, steps + 2);
        assert.deepEqual(last, [String(steps + 2), relu[0], sigmoid[0], relu[1], sigmoid[1]]);
        await field(page, 'restart').press('Enter');
        await atStart(page);
        assertScores(await look(page));
      });
      await t.test('the curve has the losses of the table', async () => {
        for (let i = 1; i <= 3; i++) {
          await field(page, 'step').press('Enter');
          await until(page, i);
        }
        const { rows } = await look(page);
        const curves = await page.evaluate(async () => {
          const { name: address } = performance
            .getEntriesByType('resource')
            .find((file) => file.name.includes('/chart-'));
          const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
          const { datasets } = Chart.getChart(document.querySelector('#training .losses canvas')).data;
          return datasets.map(({ data, borderDash, borderColor }) => ({ data, borderDash, borderColor }));
        });
        assert.deepEqual(
          rows.map(([step]) => step),
          ['0', '1', '2', '3'],
        );
        curves.forEach(({ data }, side) => {
          assert.deepEqual(
            data.map(({ x }) => x),
            [0, 1, 2, 3],
          );
          for (const [i, { y }] of data.entries()) assert.equal(short(y), rows[i][1 + side]);
        });
        assert.notDeepEqual(curves[0].borderDash, curves[1].borderDash);
        assert.notEqual(curves[0].borderColor, curves[1].borderColor);
      });
      await t.test('every setting begins anew with what it says', async () => {
        const setting = {};
        for (const [name, value] of [
          ['set', 'circles'],
          ['set', 'xor'],
          ['layers', 2],
          ['width', 5],
          ['seed', 9],
        ]) {
          setting[name] = value;
          if (name === 'set') await field(page, name).selectOption(value);
          else await field(page, name).fill(String(value));
        }
        await page.locator('#training [name="side-0"]').selectOption('mish');
        await field(page, 'rate').selectOption('0.03');
        Object.assign(setting, { pair: ['mish', 'sigmoid'], rate: 0.03 });
        await atStart(page);
        await field(page, 'step').press('Enter');
        await until(page, 1);
        assertScores(await look(page), setting);
      });
      await t.test('an impossible number is refused', async () => {
        await field(page, 'layers').fill('7');
        assert.equal(await field(page, 'layers').evaluate((input) => input.matches(':invalid')), true);
        await field(page, 'layers').fill('1');
      });
    },
    { script: watch, reducedMotion: 'reduce' },
  ));

test('points of one’s own, by keyboard and pointer', (t) =>
  visit(
    'en/learning.html',
    async (page) => {
      await enter(page, 'training');
      await field(page, 'set').selectOption('own');
      const pad = page.locator('#training .field').first();
      const points = () =>
        page.evaluate(() =>
          ['.dots', '.crosses'].map(
            (kind) =>
              document.querySelectorAll(`#training .side:last-child ${kind}`)[0].getAttribute('d').split('M').length -
              1,
          ),
        );
      await t.test('keys', async () => {
        assert.deepEqual(await points(), [0, 0]);
        assert.ok(await field(page, 'run').isDisabled());
        assert.match((await look(page)).status, /at least one point of each class/);
        await pad.focus();
        for (const key of ['a', 'ArrowRight', 'Shift+ArrowUp', 'b', 'ArrowLeft', 'B', 'A'])
          await page.keyboard.press(key);
        assert.deepEqual(await points(), [2, 2]);
        assert.match(await page.locator('#training .at').textContent(), /^x₁ = 0, x₂ = 0\.5, 4 points$/);
        await page.keyboard.press('Backspace');
        assert.equal(
          (await points()).reduce((a, b) => a + b),
          3,
        );
        assert.match(await pad.getAttribute('aria-label'), /relu/);
      });
      await t.test('clicks', async () => {
        await field(page, 'place').selectOption('b');
        const { width, height } = await pad.boundingBox();
        await pad.click({ position: { x: width * 0.75, y: height * 0.75 } });
        assert.match(await page.locator('#training .at').textContent(), /^x₁ = 1\.\d+, x₂ = −1\.\d+, 4 points$/);
      });
      await t.test('are learned', async () => {
        await page.locator('#training [name=step]:enabled').waitFor();
        await page.locator('#training [role=status]:text("Ready")').waitFor({ timeout: 1500 });
        await field(page, 'step').press('Enter');
        await until(page, 1);
        await field(page, 'clear').click();
        assert.deepEqual(await points(), [0, 0]);
        assert.ok(await field(page, 'run').isDisabled());
        await field(page, 'set').selectOption('xor');
        assert.equal(await pad.getAttribute('role'), null);
        await page.locator('#training [name=run]:enabled').waitFor();
      });
      await t.test('nothing is wider than the screen', async () => {
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      });
      await t.test('stops when the section is left', async () => {
        await field(page, 'run').click();
        await until(page, 3);
        await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
        await page.waitForFunction(() => document.querySelector('#training [name=run]').textContent === 'Start');
      });
      await t.test('is accessible', () => assertAccessible(page));
    },
    { viewport: { width: 320, height: 800 }, colorScheme: 'dark' },
  ));

test('a signal through many layers', (t) =>
  visit('learning.html', async (page) => {
    await enter(page, 'signal');
    const control = (name) => page.locator(`#signal [name="${name}"]`);
    const table = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('#signal tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
      );
    /** Waits for the numbers of that setting, which are computed here too. */
    async function assertSignal({ name, weights = 'glorot_uniform', layers, seed = 1 }) {
      const rows = signalRows(send(kassei, { choice: choice(name), weights, layers, seed }));
      const wanted = JSON.stringify(rows);
      for (const deadline = performance.now() + 8000; JSON.stringify(await table()) !== wanted; ) {
        if (performance.now() > deadline) assert.deepEqual(await table(), rows);
        await page.waitForTimeout(30);
      }
      const description = await page.locator('#signal .panels svg').getAttribute('aria-label');
      assert.ok(description.includes(name) && description.includes(String(layers)), description);
      return rows;
    }
    const says = (pattern) =>
      page.waitForFunction(
        (source) => new RegExp(source).test(document.querySelector('#signal .says').textContent),
        pattern,
      );
    await t.test('sigmoid in 30 layers: the gradient vanishes', async () => {
      await control('layers').focus();
      for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
      const rows = await assertSignal({ name: 'sigmoid', layers: 30 });
      assert.match(rows[0][3], /×10⁻/);
      await says('勾配が.*×10⁻.*消失');
      const drawn = await page.locator('#signal .panels .bar.slope').first().getAttribute('d');
      assert.equal(drawn.split('M').length - 1, 30);
    });
    await t.test('every activation can be chosen', async () => {
      const offered = await control('name').evaluate((select) => [...select.options].map(({ value }) => value));
      assert.deepEqual(offered, names);
      await control('layers').fill('3');
      for (const name of names) {
        await control('name').selectOption(name);
        await assertSignal({ name, layers: 3 });
      }
    });
    await t.test('weights by rules, by a factor of one’s own, and others', async () => {
      await control('name').selectOption('tanh');
      await control('weights').selectOption('he_normal');
      await assertSignal({ name: 'tanh', layers: 3, weights: 'he_normal' });
      assert.ok(await control('factor').isDisabled());
      await control('weights').selectOption('own');
      await control('factor').fill('3.5');
      await control('layers').fill('20');
      await assertSignal({ name: 'tanh', layers: 20, weights: 3.5 });
      await says('爆発');
      await control('another').click();
      await assertSignal({ name: 'tanh', layers: 20, weights: 3.5, seed: 2 });
    });
    await t.test('is accessible', () => assertAccessible(page));
  }));

for (const path of ['learning.html', 'en/learning.html']) {
  test(`/${path} shows both without JavaScript`, () =>
    visit(
      path,
      async (page) => {
        for (const id of ['training', 'signal']) {
          assert.ok((await page.locator(`#${id} .after`).textContent()).length > 400);
          assert.ok(await page.locator(`#${id} svg[role=img]`).first().isVisible());
          assert.equal(await page.locator(`#${id} :is(input, select, button):visible`).count(), 0);
        }
        const said = await page.locator('#training .score').allTextContents();
        expected({}, 300).forEach((numbers, i) => {
          for (const number of numbers) assert.ok(said[i].includes(number), said[i]);
        });
        const boundary = await page.locator('#training .boundary').first().getAttribute('d');
        assert.ok(boundary.split('M').length > 40);
      },
      { javaScriptEnabled: false },
    ));
}
