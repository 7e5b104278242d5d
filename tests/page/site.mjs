// The built page on a local server below a sub-path, and Chromium to read it with.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { WAIT } from '../../tools/lib/deadlines.mjs';
import { launchChromium, newContext } from './chromium.mjs';

const BASE = '/some/where/';

// Without the file of settings, which takes seconds to be read and says nothing of what has been built.
const server = await preview({
  configFile: false,
  build: { outDir: fileURLToPath(new URL('../../build/page', import.meta.url)) },
  base: BASE,
  logLevel: 'error',
  preview: { host: '127.0.0.1', port: 0 },
});
const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
const browser = await launchChromium();

after(async () => {
  await browser.close();
  await server.close();
});

/**
 * Opens a page, hands it to `use` and returns what that returns; fails on any console message but those that are
 * `expected`, one or several in their order, each once or more, any error, and any request that leaves the origin. `options` are Playwright's, `script` runs before the page's own.
 * The service worker, which would fetch the whole page each time, is only there where `worker` is true; `at` is where
 * another server has the page.
 */
export async function visit(path, use, { script, expected, worker = false, at = origin + BASE, ...options } = {}) {
  const context = await newContext(browser, { locale: path.startsWith('en/') ? 'en' : 'ja', ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    const leftThePage = request.failure().errorText === 'net::ERR_ABORTED';
    if (!leftThePage) complaints.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(at)) complaints.push(`request to ${request.url()}`);
  });
  let result;
  try {
    if (!worker) await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
    if (script) await page.addInitScript(script);
    await page.goto(at + path);
    result = await use(page);
  } finally {
    await context.close();
  }
  for (const wanted of [expected ?? []].flat()) {
    assert.match(String(complaints[0]), wanted);
    while (wanted.test(complaints[0])) complaints.shift();
  }
  assert.deepEqual(complaints, [], 'the page complained');
  return result;
}

/** Opens an address below the site's in the same window, with nothing left of the page that was there. */
export async function reopen(page, path, at = origin + BASE) {
  await page.goto('about:blank');
  await page.goto(at + path);
}

/** Waits until something holds; `what` says of what, or what there is instead. */
export async function until(holds, what = holds) {
  for (const start = performance.now(); !(await holds()); await setTimeout(20)) {
    if (performance.now() - start < WAIT) continue;
    assert.fail(`in vain for ${typeof what === 'function' ? JSON.stringify(await what()) : what}`);
  }
}

/** Waits until the page answers a promise of true: Playwright's own waiting takes any promise for true. */
export const eventually = (page, question) => until(() => page.evaluate(question), String(question));

/** Brings a section to the viewport and waits for its live plot. */
export async function enter(page, name) {
  await page.locator(`#${name}`).evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
  await page.locator(`#${name} canvas`).waitFor();
}

/**
 * Works a section's controls one after the other, and says what the section shows at first and after each action: the
 * selector of an input and its new value, or of a button. With `pictures` also what the canvas looks like.
 */
export function operate(page, name, actions = [], { pictures = false } = {}) {
  return page.evaluate(
    async ({ name, actions, pictures }) => {
      const { name: address } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
      const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
      const section = document.getElementById(name);
      // A plot that has just come into sight, or whose colours have changed, gets its chart soon.
      let canvas, chart;
      do {
        await new Promise(requestAnimationFrame);
        canvas = section.querySelector('canvas');
        chart = canvas && Chart.getChart(canvas);
      } while (!chart);
      const control = (field) => {
        const [typed, slider] = field.querySelectorAll('input');
        return {
          value: typed.type === 'checkbox' ? typed.checked : typed.value,
          slid: slider?.value,
          refused: typed.getAttribute('aria-invalid') === 'true',
          complaint: field.querySelector('[role=alert]')?.checkVisibility() ?? false,
        };
      };
      const state = () => ({
        datasets: chart.data.datasets.map(({ data, borderColor, backgroundColor, borderDash }, i) => ({
          data: data.map(({ x, y }) => ({ x, y })),
          colours: [backgroundColor ?? borderColor].flat(),
          borderDash,
          visible: chart.isDatasetVisible(i),
        })),
        scales: Object.fromEntries(Object.entries(chart.scales).map(([id, { min, max }]) => [id, { min, max }])),
        description: canvas.getAttribute('aria-label'),
        reading: section.querySelector('.reading p').textContent,
        controls: Object.fromEntries(
          [...section.querySelectorAll('.parameter')].map((field) => [field.dataset.parameter, control(field)]),
        ),
        picture: pictures ? canvas.toDataURL() : undefined,
      });
      const act = ([selector, value]) => {
        const element = section.querySelector(selector);
        if (value === undefined) return element.click();
        if (element.type === 'checkbox') element.checked = value;
        else element.value = value;
        element.dispatchEvent(new Event('input'));
      };
      return [
        state(),
        ...actions.map((action) => {
          act(action);
          return state();
        }),
      ];
    },
    { name, actions, pictures },
  );
}

/** The curves of a function of one number, alone in its plot. */
export async function readCurves(page, name, actions, options) {
  const states = await operate(page, name, actions, options);
  return states.map((state) => {
    const [value, slope, curvature] = state.datasets;
    return { ...state, value, slope, curvature };
  });
}
