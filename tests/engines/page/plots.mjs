// The content of every function's chart, read for the test that knows what it must be, and its pictures.
import { catalogue } from '/dist/catalogue.js';
import { arrive } from './functions.mjs';
import { differenceFrom, parse } from './pictures.mjs';
import { chartIn, enter, expect, give, press, same, slide, until } from './tools.mjs';

/** A function's plot: f and f' alone at first, and after its first slider has been moved. */
async function readPlot({ name }) {
  const section = document.getElementById(name);
  enter(section);
  const chart = await chartIn(section);
  const curves = () =>
    chart.data.datasets
      .slice(-3, -1)
      .map(({ data }) => data.filter(({ y }) => Number.isFinite(y)).map(({ x, y }) => [x, y]));
  const read = { name, curves: curves() };
  const slider = section.querySelector('.parameter [type=range]');
  if (!slider) return read;
  const value = slide(slider, 0.37);
  const { parameter } = slider.closest('.parameter').dataset;
  return { ...read, parameter, value, moved: curves() };
}

async function readBars({ name }) {
  const section = document.getElementById(name);
  enter(section);
  const chart = await chartIn(section);
  return { name, bars: chart.data.datasets.map(({ data }) => data.map(({ y }) => y)) };
}

export async function plots() {
  const found = { plots: [], bars: [] };
  for (const entry of catalogue) {
    if (entry.kind === 'rowwise') found.bars.push(await readBars(entry));
    else found.plots.push(await readPlot(entry));
  }
  return found;
}

/** A picture's marks without their looks. */
const marksIn = (svg) =>
  [...svg.querySelectorAll('[class]')].map((mark) =>
    [mark.localName, ...['class', 'd', 'x', 'y'].map((name) => mark.getAttribute(name)), mark.textContent].join(' '),
  );

async function savedFrom(root) {
  const { blobs } = globalThis.kept;
  const count = blobs.length;
  root.querySelector('[data-do=svg]').click();
  await until(() => blobs.length > count, `the file of ${root.id}`);
  return blobs.at(-1).text();
}

const still = (root) => root.querySelector('.plot > svg');

/** Moves what can be moved. */
function change(root) {
  const [parameter, input] = ['.parameter', '.inputs'].map((part) => root.querySelector(`${part} [type=range]`));
  for (const slider of [parameter, input]) if (slider) slide(slider, 0.3);
  const cursor = root.querySelector('.reading > label [type=range]');
  if (!cursor) return;
  press(cursor, '+');
  press(cursor, 'ArrowDown', { shiftKey: true });
  slide(cursor, 0.7);
  root.querySelector('[data-part]:not(:checked)').click();
  give(root.querySelector('.with select'), 'celu');
  root.querySelector('[data-do=add]').click();
}

/** One picture: static, live, saved and for print, before and after it is moved. Returns how much differs at most. */
export async function pictures() {
  const found = {};
  for (const id of ['explorer', 'relu', 'prelu', 'hard_shrink', 'softmax', 'glu']) {
    const root = document.getElementById(id);
    const place = () => {
      const [drawn, caption] = [still(root), root.querySelector('figcaption')].map((one) =>
        one.getBoundingClientRect(),
      );
      return [drawn.left, drawn.width, drawn.height, caption.top - drawn.top].map(Math.round);
    };
    const before = place();
    enter(root);
    const { canvas } = await chartIn(root);
    same(place(), before, `the places in ${id} once it lives`);
    const [a, b] = [still(root), canvas].map((one) => one.getBoundingClientRect());
    expect(Math.hypot(a.left - b.left, a.top - b.top) < 0.1, `the canvas of ${id} is elsewhere`);
    expect(a.width <= b.width + 0.1 && b.width < a.width + 1, `the canvas of ${id} is ${b.width} wide, not ${a.width}`);
    await arrive(id);
    const start = await savedFrom(root);
    same(marksIn(still(root)), marksIn(parse(start)), `the marks of ${id}`);
    change(root);
    const moved = await savedFrom(root);
    expect(marksIn(parse(moved)).join() !== marksIn(parse(start)).join(), `${id} does not move`);
    dispatchEvent(new PointerEvent('pointermove'));
    await until(() => {
      dispatchEvent(new Event('beforeprint'));
      return marksIn(still(root)).join() === marksIn(parse(moved)).join();
    }, `the picture of ${id} for print`);
    found[id] = await differenceFrom(canvas, moved);
    expect(found[id] < 0.01, `${id} is saved otherwise than it is shown: ${found[id]}`);
  }
  return found;
}
