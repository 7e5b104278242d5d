// Two networks that learn: the controls, the words, and what is asked of the worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../site.mjs';
import { assertScores, at, atStart, enter, expected, field, look, until } from './lab.mjs';

const { short } = await at('learning/picture/labels.ts');

/** Counts frames, what the worker is asked and answers, and how often the status is written. */
function watch() {
  globalThis.seen = { frames: 0, asked: 0, messages: 0, said: 0 };
  const { requestAnimationFrame: next } = globalThis;
  globalThis.requestAnimationFrame = (work) => {
    globalThis.seen.frames++;
    return next(work);
  };
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', () => globalThis.seen.messages++);
    }
    postMessage(...given) {
      globalThis.seen.asked++;
      super.postMessage(...given);
    }
  };
  addEventListener('DOMContentLoaded', () => {
    const note = () => globalThis.seen.said++;
    new MutationObserver(note).observe(document.querySelector('#training [role=status]'), { childList: true });
  });
}

const frames = (page, count) =>
  page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  }, count);
const answered = (page) => page.waitForFunction(() => globalThis.seen.asked === globalThis.seen.messages);

test('two networks learn, by the keyboard alone', (t) =>
  visit(
    'learning.html',
    async (page) => {
      await enter(page, 'training');
      await t.test('nothing plays by itself', async () => {
        await atStart(page);
        await frames(page, 20);
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
        await page.keyboard.press('Enter');
        // The answer that was under way is still shown.
        await answered(page);
        const paused = await look(page);
        await frames(page, 20);
        const later = await look(page);
        assert.deepEqual([later.steps, later.run], [paused.steps, before.run]);
        assertScores(later);
        assert.notDeepEqual(later.boundaries, before.boundaries);
        assert.ok(later.shades[0] > 20, 'the plane is shaded by the probability');
      });
      await t.test('one answer a frame', async () => {
        const { frames, messages } = (await look(page)).seen;
        assert.ok(messages > 20 && messages <= frames + 3, `${messages} messages, ${frames} frames`);
      });
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
      await t.test('what the text has to try', async () => {
        await page.locator('#training .try').nth(1).press('Enter');
        await until(page, 100);
        await field(page, 'run').press('Enter');
        await page.locator('#training [name=run]:text("始める")').waitFor();
        await answered(page);
        const state = await look(page);
        assertScores(state, { set: 'circles', pair: ['tanh', 'sigmoid'], layers: 6 });
        assert.match(state.scores[0], /100/);
        const stripes = await page.evaluate(() => {
          const canvas = document.querySelector('#training .field canvas');
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          const colours = [0, 24].map((at) => [0, 1].map((beside) => copy.getImageData(at + beside, at, 1, 1).data));
          return colours.map(([on, beside]) => Math.max(...on.map((value, i) => Math.abs(value - beside[i]))));
        });
        assert.ok(stripes[0] > 20 && stripes[1] < 10, `striped where it is class B: ${stripes}`);
      });
      await t.test('an impossible number is refused', async () => {
        await field(page, 'layers').fill('7');
        assert.equal(await field(page, 'layers').evaluate((input) => input.matches(':invalid')), true);
        await field(page, 'layers').fill('1');
      });
    },
    { script: watch, reducedMotion: 'reduce' },
  ));

test('speaks of the running networks every three seconds', () =>
  visit(
    'learning.html',
    async (page) => {
      await page.clock.install({ time: 0 });
      await enter(page, 'training');
      await atStart(page);
      const said = async () => (await look(page)).seen.said;
      await page.locator('#training [role=status]:text("準備ができました")').waitFor();
      const before = await said();
      // From here on the page's time goes on only when it is told: a day later than it can be by now.
      await page.clock.pauseAt(86_400_000);
      await field(page, 'run').click();
      for (let frame = 0; frame < 5; frame++) {
        await page.clock.runFor(20);
        await answered(page);
      }
      assert.equal(await said(), before + 1);
      await page.clock.runFor(3000);
      assert.equal(await said(), before + 2);
    },
    { script: watch },
  ));
