// The controls of a function's figure and parameters.
import {
  assertBars,
  assertFigure,
  assertSection,
  cursorOf,
  curvesIn,
  entries,
  finite,
  rangeOf,
  rowOf,
  shown,
  slopes,
  valueIn,
} from './figures.mjs';
import { alike, paint } from './pictures.mjs';
import { chartIn, expect, give, near, nearRange, press, same, seen, slide } from './tools.mjs';

const ORDER = { value: 0, slope: 1, curvature: 2 };

/** f'' as the page defines it, where nothing bends. */
function assertCurvature(name, curve) {
  const points = finite(curve);
  expect(points.length > 200, `f″ of ${name} has ${points.length} points`);
  const x = points.map((point) => point.x);
  const reach = x.map((at) => 0.005 * Math.max(1, Math.abs(at)));
  const [left, right] = [-1, 1].map((side) => x.map((at, i) => Math.fround(at + side * reach[i])));
  const [before, after] = [slopes(name, left), slopes(name, right)];
  points.forEach(({ y }, i) => {
    const wanted = (after[i] - before[i]) / (right[i] - left[i]);
    expect(
      Math.abs(y - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)),
      `f″ of ${name} at ${x[i]}: ${y}, not ${wanted}`,
    );
  });
}

async function part(box, root) {
  for (const wanted of [!box.checked, box.checked]) {
    box.click();
    same(box.checked, wanted, 'the box');
    for (const { name, curves } of await curvesIn(root)) {
      const curve = curves[ORDER[box.dataset.part]];
      same(curve.hidden, !wanted, `whether ${name}’s curve is hidden`);
      if (wanted && box.dataset.part === 'curvature') assertCurvature(name, curve);
    }
    await assertFigure(root);
  }
}

/** Shading is on the canvas alone: where some slope is small, the picture must change, and come back. */
async function zones(box, root) {
  const chart = await chartIn(root);
  const picture = () => paint(chart.canvas, chart.canvas);
  const [{ curves }] = await curvesIn(root);
  let run = 0;
  const longest = finite(curves[1]).reduce((most, { y }, i, { [i - 1]: last }) => {
    run = Math.abs(y) < 0.05 && Math.sign(y) === Math.sign(last?.y ?? y) ? run + 1 : 0;
    return Math.max(most, run);
  }, 0);
  const whole = picture();
  box.click();
  const without = picture();
  if (longest > 40) expect(!alike(without, whole), 'nothing was shaded');
  if (longest < 2) expect(alike(without, whole), 'something was shaded');
  box.click();
  expect(alike(picture(), whole), 'the shading does not come back');
}

async function toggle(box, root) {
  const { parameter } = box.closest('.parameter').dataset;
  const before = valueIn(root.id, parameter);
  box.click();
  same(valueIn(root.id, parameter), !before, parameter);
  await assertFigure(root);
  box.click();
  await assertFigure(root);
}

const told = (field) => seen(field.querySelector('[role=alert]'));

/** A number between the ends of the slider beside a field. */
function within(field, part) {
  const slider = field.querySelector('[type=range]');
  return Number((Number(slider.min) + (Number(slider.max) - Number(slider.min)) * part).toPrecision(3));
}

async function type(typed, root) {
  const field = typed.closest('.parameter');
  const slider = field.querySelector('[type=range]');
  const value = within(field, 0.58);
  give(typed, String(value));
  same([shown(field), typed.getAttribute('aria-invalid'), told(field)], [value, 'false', false], 'what is typed');
  expect(Math.abs(slider.valueAsNumber - value) <= Number(slider.step), `the slider is at ${slider.value}`);
  await assertSection(root);
  typed.value = '-1e39';
  typed.dispatchEvent(new InputEvent('input', { bubbles: true }));
  same([typed.getAttribute('aria-invalid'), told(field)], ['true', true], 'what is not allowed');
  expect(field.querySelector('[role=alert]').textContent.length > 5, 'no message');
  typed.dispatchEvent(new Event('change', { bubbles: true }));
  same([shown(field), typed.getAttribute('aria-invalid'), told(field)], [value, 'false', false], 'what stays');
  await assertSection(root);
}

async function slideParameter(slider, root) {
  const field = slider.closest('.parameter');
  const value = slide(slider, 0.37);
  near([shown(field)], [value], 'the field');
  expect(slider.getAttribute('aria-valuetext'), 'the slider says nothing');
  await assertSection(root);
}

async function reset(button, root) {
  const field = button.closest('.parameter');
  const slider = field.querySelector('[type=range]');
  const { parameter } = field.dataset;
  const known = entries.get(root.id).parameters.find(({ name }) => name === parameter)?.default;
  slide(slider, 0.81);
  const moved = shown(field);
  button.click();
  expect(shown(field) !== moved, `it stays at ${moved}`);
  if (known !== undefined) same(shown(field), known, 'its default');
  await assertSection(root);
}

async function slideInput(slider, root) {
  const i = [...root.querySelectorAll('.inputs input')].indexOf(slider);
  const value = slide(slider, 0.3 + 0.1 * i);
  near([rowOf(root)[i]], [value], 'the row');
  expect(slider.getAttribute('aria-valuetext'), 'the slider says nothing');
  await assertBars(root);
}

/** Moves the view by what `work` does, to the range that `wanted` makes of the last one. */
export async function looks(root, work, wanted, what, tolerance) {
  const chart = await chartIn(root);
  const [from, to] = rangeOf(chart);
  work(chart);
  const center = (from + to) / 2;
  nearRange(rangeOf(chart), wanted([from, to], center), what, tolerance);
  await assertFigure(root);
}

export const closer = (factor) => (ends, center) => ends.map((end) => center + (end - center) * factor);
const along =
  (by) =>
  ([from, to]) =>
    [from, to].map((end) => end + (to - from) * by);

async function cursor(slider, root) {
  for (const part of [0.2, 0.5, 0.93]) {
    slide(slider, part);
    await assertFigure(root);
  }
  const home = rangeOf(await chartIn(root));
  const key = (name, wanted) => looks(root, () => press(slider, name), wanted, `after ${name}`);
  const withShift = (name, wanted) =>
    looks(root, () => press(slider, name, { shiftKey: true }), wanted, `after Shift and ${name}`);
  await key('+', closer(0.8));
  await key('=', closer(0.8));
  await key('-', closer(1.25));
  await withShift('ArrowRight', along(0.1));
  await withShift('ArrowLeft', along(-0.1));
  const chart = await chartIn(root);
  const { min, max } = chart.scales.y;
  await withShift('ArrowUp', along(0));
  const up = [min, max].map((end) => end + (max - min) / 10);
  nearRange([chart.scales.y.min, chart.scales.y.max], up, 'after Shift and ArrowUp');
  await withShift('ArrowDown', along(0));
  expect(!press(slider, '+', { ctrlKey: true }).defaultPrevented, 'the browser’s own zoom is taken');
  await key('0', () => home);
}

/** The canvas of a curve: pointing, dragging, and the wheel with Ctrl. */
async function point(canvas, root) {
  const chart = await chartIn(root);
  const home = rangeOf(chart);
  // Capture of a pointer, which only a real one allows.
  canvas.setPointerCapture = () => {};
  const { left, top } = canvas.getBoundingClientRect();
  const { chartArea } = chart;
  const at = (right, up) => ({
    clientX: left + chartArea.left + right * chartArea.width,
    clientY: top + chartArea.bottom - up * chartArea.height,
    // Without it, WebKit does not know how far the page is scrolled.
    view: window,
    pointerId: 1,
    bubbles: true,
    cancelable: true,
  });
  const pointer = (kind, right, up) =>
    canvas.dispatchEvent(new PointerEvent(`pointer${kind}`, { ...at(right, up), pointerType: 'mouse', button: 0 }));
  const wheel = (more) => canvas.dispatchEvent(new WheelEvent('wheel', { ...at(0.5, 0.5), deltaY: -40, ...more }));
  const slider = cursorOf(root);
  pointer('move', 0.75, 0.5);
  const x = home[0] + 0.75 * (home[1] - home[0]);
  expect(Math.abs(slider.valueAsNumber - x) <= (home[1] - home[0]) / 50, `the cursor is at ${slider.value}, not ${x}`);
  await assertFigure(root);
  const drag = () => {
    pointer('down', 0.6, 0.5);
    pointer('move', 0.4, 0.5);
    pointer('up', 0.4, 0.5);
  };
  await looks(root, drag, along(0.2), 'after dragging', 0.01);
  expect(wheel({}), 'the wheel alone is taken');
  await looks(root, () => wheel({ ctrlKey: true }), closer(Math.exp(-0.2)), 'after the wheel', 0.01);
  canvas.dispatchEvent(new MouseEvent('click', at(0.5, 0.5)));
  expect(document.activeElement === slider, 'the cursor has no focus after a click');
  await looks(
    root,
    () => press(slider, '0'),
    () => home,
    'after 0',
  );
}

/** The canvas of bars: a click sets the input there. */
async function pointAtBar(canvas, root) {
  const chart = await chartIn(root);
  const { left, top } = canvas.getBoundingClientRect();
  const [place, value] = [1, 1.5];
  const [x, y] = [chart.scales.x.getPixelForValue(place), chart.scales.y.getPixelForValue(value)];
  const at = { clientX: left + x, clientY: top + y, view: window, bubbles: true };
  canvas.dispatchEvent(new MouseEvent('click', at));
  expect(Math.abs(rowOf(root)[place] - value) <= 0.15, `the row is ${rowOf(root)}`);
  await assertBars(root);
}

export const plotting = [
  ['[data-part=zones]', zones],
  ['[data-part]', part],
  ['.parameter [type=checkbox]', toggle],
  ['.parameter [type=number]', type],
  ['.parameter [type=range]', slideParameter],
  ['.parameter button', reset],
  ['.inputs [type=range]', slideInput],
  ['.reading [type=range]', cursor],
  ['.rowwise canvas', pointAtBar],
  ['figure canvas', point],
];
