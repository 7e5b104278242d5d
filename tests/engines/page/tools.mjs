// Helpers of the checks in the page.
import { WAIT } from '/tools/lib/deadlines.mjs';

/** The first result of `find` that is not empty. */
export async function until(find, what, patience = WAIT) {
  for (const deadline = performance.now() + patience; performance.now() < deadline; ) {
    const found = find();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 15));
  }
  throw new Error(`in vain for ${what}`);
}

export function expect(condition, what) {
  if (!condition) throw new Error(what);
}

export function same(got, wanted, what) {
  const [one, other] = [got, wanted].map((value) => JSON.stringify(value));
  expect(one === other, `${what}: ${one}, not ${other}`);
}

/** Numbers that agree to a relative `tolerance`. */
export function near(got, wanted, what, tolerance = 1e-6) {
  same(got.length, wanted.length, `${what}, how many`);
  got.forEach((value, i) => {
    const close = Math.abs(value - wanted[i]) <= tolerance * Math.max(1e-9, Math.abs(wanted[i]));
    expect(close || Object.is(value + 0, wanted[i] + 0), `${what}: ${value}, not ${wanted[i]}`);
  });
}

/** A range whose ends are the wanted ones, to a part of its width. */
export function nearRange(got, [from, to], what, tolerance = 1e-5) {
  const close = [from, to].every((end, i) => Math.abs(got[i] - end) <= tolerance * (to - from));
  expect(close, `${what}: ${got}, not ${from},${to}`);
}

/** Numbers as the page writes them. */
export const numbersIn = (text) =>
  (text.replaceAll('−', '-').match(/-?(?:∞|NaN|\d+(?:\.\d+)?(?:e[-+]?\d+)?)/g) ?? []).map((number) =>
    Number(number.replace('∞', 'Infinity')),
  );

/** Gives a field, slider or list a value as a visitor does. */
export function give(control, value) {
  control.value = value;
  control.dispatchEvent(new InputEvent('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The value at a part of a slider's way, where it has a step. */
export function slide(slider, part) {
  const [min, max] = [Number(slider.min), Number(slider.max)];
  give(slider, min + (max - min) * part);
  return slider.valueAsNumber;
}

export function press(control, key, more = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  control.dispatchEvent(event);
  return event;
}

export const seen = (element) => element?.checkVisibility({ visibilityProperty: true }) ?? false;

let getChart;
/** The page's own chart in an element. */
export async function chartIn(root) {
  const canvas = await until(() => root.querySelector('canvas'), `the live plot of ${root.id}`);
  if (!getChart) {
    const { name } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
    const Chart = Object.values(await import(name)).find((exported) => exported?.getChart);
    getChart = Chart.getChart;
  }
  return getChart(canvas);
}

export const enter = (element) => element.scrollIntoView({ behavior: 'instant' });
