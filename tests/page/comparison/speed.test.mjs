// The measurement on a visitor's device: the loops, the button, the chart and the table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { parameters } from '../../../web/model/formulas/textbook.mjs';
import { until, visit } from '../site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const names = catalogue.filter(({ kind }) => kind === 'elementwise').map(({ name }) => name);

test("the loops have every function's formula, and agree with Kassei", async () => {
  const plugin = fileURLToPath(new URL('../../../web/render/plugins/bench-loops.ts', import.meta.url));
  const { module: build } = await runnerImport(plugin);
  const { module } = await runnerImport('virtual:loops', { plugins: [build.benchLoops()] });
  assert.deepEqual(Object.keys(module.loops).sort(), names.toSorted());
  const kassei = await load();
  const x = Float32Array.from({ length: 1201 }, (_, i) => (i - 600) / 100);
  for (const name of names) {
    const y = new Float32Array(x.length).fill(Number.NaN);
    module.loops[name](x, y);
    kassei
      .get(name)(x, parameters[name])
      .forEach((value, i) => {
        assert.ok(
          Math.abs(y[i] - value) <= 1e-6 * Math.max(1, Math.abs(value)),
          `${name} at ${x[i]}: ${y[i]}, ${value}`,
        );
      });
  }
});

/** The content of the section once `enough` is measured, and the animation frames since it was first asked. */
const look = (page, enough = 0) =>
  page.evaluate(async (enough) => {
    while (document.querySelector('#speed progress').value < enough) await new Promise(requestAnimationFrame);
    if (globalThis.framesSeen === undefined) {
      globalThis.framesSeen = 0;
      const count = () => {
        globalThis.framesSeen++;
        requestAnimationFrame(count);
      };
      count();
    }
    const section = document.getElementById('speed');
    const [button, progress, status, result] = ['button', 'progress', '[role=status]', '.result'].map((selector) =>
      section.querySelector(selector),
    );
    return {
      label: button.textContent,
      focused: document.activeElement === button,
      progress: progress.hidden ? null : progress.value,
      status: status.textContent,
      result: result.checkVisibility(),
      rows: [...section.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)),
      canvases: section.querySelectorAll('canvas').length,
      loaded: performance.getEntriesByType('resource').some(({ name }) => name.includes('/speed-')),
      frames: globalThis.framesSeen,
      time: performance.now(),
    };
  }, enough);

const frameRate = (before, after) => (after.frames - before.frames) / (after.time - before.time);

/** The seconds that the page's main thread computes from now on, which other programs' work does not prolong. */
async function stopwatch(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ThreadTime').value;
  };
  const start = await read();
  return async () => (await read()) - start;
}

/** Reaches the button with the keyboard alone, and looks at the section. */
async function reach(page) {
  await page.waitForFunction(() => !document.querySelector('#speed button').disabled);
  await page.locator('footer').evaluate((footer) => {
    footer.tabIndex = -1;
    footer.focus();
  });
  await page.keyboard.press('Shift+Tab');
  const before = await look(page);
  assert.ok(before.focused, 'the button is the last thing before the text after it');
  assert.equal(before.status, '');
  return before;
}

/** The bars' lengths and the colours of their edges, of Kassei and of plain JavaScript. */
const bars = (page) =>
  page.evaluate(async () => {
    const { name: address } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
    const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
    const { data } = Chart.getChart(document.querySelector('#speed canvas'));
    return data.datasets.map(({ data, backgroundColor, borderColor }) => ({
      lengths: data.map(({ x }) => x),
      colours: [backgroundColor, borderColor],
    }));
  });

/** Only of this section: axe is slow on large pages. */
async function assertAccessible(page) {
  await page.evaluate(() => {
    for (const other of document.querySelectorAll('.activation')) other.remove();
  });
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run('#speed'));
  assert.ok(passes.length > 8);
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
}

/** Two significant digits are a hundredth to a twentieth of the number. */
/** A busy machine has times of thousands of nanoseconds, which are written with commas. */
const parsed = (text) => Number(text.replaceAll(',', ''));
const close = (text, value) => Math.abs(parsed(text) / value - 1) < 0.06;

test('the measurement, by the keyboard alone', (t) =>
  visit('compare.html', async (page) => {
    await t.test('has done and loaded nothing before the button is pressed', async () => {
      const before = await reach(page);
      assert.deepEqual(
        [before.loaded, before.progress, before.result, before.canvases],
        [false, null, false, 0],
        'nothing is there',
      );
      assert.deepEqual(
        before.rows,
        names.map((name) => [name, '', '', '']),
      );
    });
    const atFirst = await look(page);
    await page.waitForTimeout(1000);
    const before = await look(page);
    const computed = await stopwatch(page);
    await t.test('says that it runs, and how far it is', async () => {
      await page.keyboard.press('Enter');
      const running = await look(page, 3);
      assert.ok(running.progress >= 3 && running.progress < names.length);
      assert.notEqual(running.label, before.label);
      assert.match(running.status, /測っています/);
      assert.ok(running.focused && running.result && running.canvases === 1);
      assert.ok(await page.getByRole('progressbar', { name: '測り終えた関数の数' }).isVisible());
    });
    await t.test('ends soon, and has left the page time for a frame every now and then', async () => {
      await page.waitForFunction(
        (label) => document.querySelector('#speed button').textContent === label,
        before.label,
      );
      const after = await look(page);
      const taken = await computed();
      assert.ok(taken > 0 && taken < 15, `${taken} s`);
      assert.ok(after.focused && after.progress === null);
      // A sixth of what there was while the page did nothing, in this run: a busy machine has fewer.
      const rates = [frameRate(before, after), frameRate(atFirst, before)];
      assert.ok(rates[0] > rates[1] / 6, `${rates} frames a millisecond`);
    });
    await t.test('shows the same numbers in the table and the bars', async () => {
      const { rows, status } = await look(page);
      const [kassei, plain] = await bars(page);
      rows.forEach(([name, ...texts], i) => {
        assert.equal(name, names[i]);
        const pair = [kassei.lengths[i], plain.lengths[i]];
        assert.ok(
          pair.every((time) => Number.isFinite(time) && time > 0),
          name,
        );
        [...pair, pair[1] / pair[0]].forEach((value, j) => {
          assert.ok(close(texts[j], value), `${name}: ${texts[j]} for ${value}`);
          assert.match(
            texts[j]
              .replaceAll(',', '')
              .replace(/^0\.0*/, '')
              .replace('.', ''),
            /^[1-9]\d0*$/,
          );
        });
      });
      const ratios = rows.map((row) => row[3]).sort((a, b) => parsed(a) - parsed(b));
      assert.ok(status.includes(`${ratios[ratios.length >> 1]}倍`), status);
    });
    await t.test('finds Kassei faster than textbook formulas with Math.*', async () => {
      const slower = async () => {
        const { rows } = await look(page);
        const slow = rows.filter(([name]) => ['tanh', 'gelu', 'mish', 'softplus', 'sigmoid'].includes(name));
        assert.equal(slow.length, 5);
        return slow.filter((row) => {
          const [kassei, plain, ratio] = row.slice(1).map(parsed);
          return !(kassei < plain && ratio > 1);
        });
      };
      // A busy machine takes the processor away during a whole sample now and then, so it measures again.
      await until(async () => {
        if (!(await slower()).length) return true;
        await page.keyboard.press('Enter');
        await page.waitForFunction(
          (label) => document.querySelector('#speed button').textContent !== label,
          before.label,
        );
        await page.waitForFunction(
          (label) => document.querySelector('#speed button').textContent === label,
          before.label,
        );
        return false;
      }, slower);
    });
    await t.test('draws two kinds of bars, in the colours of the scheme', async () => {
      const light = await bars(page);
      assert.notDeepEqual(light[0].colours, light[1].colours);
      await page.emulateMedia({ colorScheme: 'dark' });
      const same = (now) => [0, 1].some((i) => isDeepStrictEqual(now[i].colours, light[i].colours));
      await until(async () => !same(await bars(page)), 'other colours');
    });
    await t.test('prints what was measured, without the button', async () => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('#speed button').isVisible(), false);
      assert.ok(await page.locator('#speed canvas').isVisible());
    });
  }));

test('the measurement in English, on a narrow screen', (t) =>
  visit(
    'en/compare.html',
    async (page) => {
      const before = await reach(page);
      await t.test('stops at the second press and keeps what it has', async () => {
        await page.evaluate(() => {
          const [button, progress] = ['button', 'progress'].map((part) => document.querySelector(`#speed ${part}`));
          button.addEventListener('click', () => (globalThis.pressedAt = progress.value), { capture: true });
        });
        await page.keyboard.press('Space');
        await look(page, 2);
        await page.keyboard.press('Space');
        await page.waitForFunction(
          (label) => document.querySelector('#speed button').textContent === label,
          before.label,
        );
        const stopped = await look(page);
        await page.waitForTimeout(600);
        const same = { frames: 0, time: 0 };
        assert.deepEqual({ ...(await look(page)), ...same }, { ...stopped, ...same });
        assert.match(stopped.status, /^Stopped/);
        assert.equal(stopped.progress, null);
        const measured = stopped.rows.filter(([, ...cells]) => cells.every((text) => parsed(text) > 0));
        const empty = stopped.rows.filter(([, ...cells]) => cells.every((text) => text === ''));
        const pressedAt = await page.evaluate(() => globalThis.pressedAt);
        assert.ok(pressedAt >= 2 && pressedAt < names.length, `pressed after ${pressedAt} functions`);
        assert.equal(measured.length, pressedAt);
        assert.equal(measured.length + empty.length, names.length);
      });
      await t.test('fits, with its table opened', async () => {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        assert.ok(await page.locator('#speed td').first().isVisible());
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
        await page.keyboard.press('Shift+Tab');
      });
      await t.test('starts anew at the third, and is accessible while it runs', async () => {
        await page.keyboard.press('Space');
        await page.waitForFunction(() => document.querySelector('#speed progress').value === 0);
        assert.match((await look(page)).status, /^Measuring/);
        await assertAccessible(page);
        assert.notEqual((await look(page)).progress, null);
      });
    },
    { viewport: { width: 320, height: 700 }, colorScheme: 'dark' },
  ));
