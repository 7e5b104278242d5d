// The built page on a local server below a sub-path, and Chromium to read it with.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { launchChromium } from './chromium.mjs';

const BASE = '/some/where/';

let server;
let browser;
let origin;

before(async () => {
  const configFile = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url));
  server = await preview({ configFile, base: BASE, logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } });
  origin = `http://127.0.0.1:${server.httpServer.address().port}`;
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Opens a page, hands it to `use` and returns what that returns; fails on any console message but the `expected` one,
 * any error, and any request that leaves the origin. `options` are Playwright's, `script` runs before the page's own.
 */
export async function visit(path, use, { script, expected, ...options } = {}) {
  const context = await browser.newContext({ locale: path.startsWith('en/') ? 'en' : 'ja', ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    const leftThePage = request.failure().errorText === 'net::ERR_ABORTED';
    if (!leftThePage) complaints.push(`failed: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}${BASE}`)) complaints.push(`request to ${request.url()}`);
  });
  let result;
  try {
    if (script) await page.addInitScript(script);
    await page.goto(origin + BASE + path);
    result = await use(page);
  } finally {
    await context.close();
  }
  const wanted = expected ? complaints.splice(0, 1) : [];
  if (expected) assert.match(String(wanted), expected);
  assert.deepEqual(complaints, [], 'the page complained');
  return result;
}

/** Brings a section to the viewport and waits for its live plot. */
export async function enter(page, name) {
  await page.evaluate(async (name) => {
    const section = document.getElementById(name);
    const top = () => section.getBoundingClientRect().top;
    const deadline = performance.now() + 20_000;
    // Sections above it push it away when they are laid out for the first time.
    for (let still = 0; still < 4; ) {
      await new Promise(requestAnimationFrame);
      if (performance.now() > deadline) throw new Error(`${name} has no live plot`);
      const before = top();
      section.scrollIntoView({ behavior: 'instant' });
      still = section.querySelector('canvas') && Math.abs(top() - before) < 1 ? still + 1 : 0;
    }
  }, name);
}

/** Opens the tools of a section's plot by the keyboard. */
export async function openTools(page, name) {
  await enter(page, name);
  await page.locator(`#${name} .tools summary`).focus();
  await page.keyboard.press('Enter');
  await page.locator(`#${name} .tools fieldset`).waitFor();
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
      const canvas = section.querySelector('canvas');
      const chart = Chart.getChart(canvas);
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
        datasets: chart.data.datasets.map(
          ({ data, label, borderColor, backgroundColor, borderDash, pointStyle }, i) => ({
            data: data.map(({ x, y }) => ({ x, y })),
            label,
            mark: pointStyle,
            colours: [backgroundColor ?? borderColor].flat(),
            borderDash,
            visible: chart.isDatasetVisible(i),
          }),
        ),
        scales: Object.fromEntries(
          Object.entries(chart.scales).map(([id, { min, max, options, ticks }]) => [
            id,
            { min, max, labels: options.labels, ticks: ticks.map(({ label }) => label) },
          ]),
        ),
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

/** The cursor, kinks and curves of functions of one number; of the first of them also by themselves. */
export async function readCurves(page, name, actions, options) {
  const states = await operate(page, name, actions, options);
  return states.map((state) => {
    const [cursor, ...others] = state.datasets;
    const lines = others.filter(({ mark }) => !mark);
    const functions = Array.from({ length: lines.length / 3 }, (_, i) => lines.slice(3 * i, 3 * i + 3));
    const [value, slope, curvature] = functions[0] ?? [];
    return { ...state, cursor, kinks: others.filter(({ mark }) => mark), functions, value, slope, curvature };
  });
}
