// The expected content of a function's figure, from the package itself and from the controls.
import { catalogue } from '/dist/catalogue.js';
import { load } from '/dist/index.js';
import { chartIn, expect, near, numbersIn, same } from './tools.mjs';

export const kassei = await load();
export const entries = new Map(catalogue.map((entry) => [entry.name, entry]));
/** The plot at the top, which is no function's. */
export const EXPLORER = 'explorer';

export const cursorOf = (root) => root.querySelector('.reading [type=range]');
export const textOf = (root) => root.querySelector('.reading p').textContent;

/** The value that the fields of a parameter show; an empty one means infinity. */
export function shown(field) {
  const [typed] = field.querySelectorAll('input');
  if (typed.type === 'checkbox') return typed.checked;
  return typed.value === '' ? Number.POSITIVE_INFINITY : Number(typed.value);
}

export const valueIn = (name, parameter) =>
  shown(document.querySelector(`#${name} .parameter[data-parameter=${parameter}]`));

/** A function's parameters, as its section shows them. */
export function optionsOf(name) {
  const parameters = entries.get(name).parameters.filter(({ type }) => !['axis', 'axes', 'mask'].includes(type));
  return Object.fromEntries(
    parameters.map(({ name: parameter, type }) => {
      const value = valueIn(name, parameter);
      return [parameter, type === 'floats' ? Float32Array.of(value) : value];
    }),
  );
}

/** The functions that a figure shows, by the list in its tools. */
export function drawnIn(root) {
  const listed = [...root.querySelectorAll('.tools li code')].map((code) => code.textContent);
  return listed.length || root.id === EXPLORER ? listed : [root.id];
}

export const compute = (name, x) => Array.from(kassei.get(name)(Float32Array.from(x), optionsOf(name)));
export const slopes = (name, x) => Array.from(kassei.get(name).grad(Float32Array.from(x), optionsOf(name)));

/** The datasets of f, f' and f'' of each function that is drawn. */
export async function curvesIn(root) {
  const { data } = await chartIn(root);
  const names = drawnIn(root);
  const curves = data.datasets.slice(data.datasets.length - 3 * names.length);
  return names.map((name, i) => ({ name, curves: curves.slice(3 * i, 3 * i + 3) }));
}

export const finite = ({ data }) => data.filter(({ y }) => Number.isFinite(y));

/** That the curves are the functions. */
export async function assertCurves(root) {
  for (const { name, curves } of await curvesIn(root)) {
    [compute, slopes].forEach((wanted, order) => {
      const points = finite(curves[order]);
      expect(points.length > 200, `${name} has ${points.length} points`);
      const values = wanted(
        name,
        points.map(({ x }) => x),
      );
      points.forEach(({ x, y }, i) => {
        expect(y === values[i], `${name}${"'".repeat(order)} at ${x}: ${y}, not ${values[i]}`);
      });
    });
  }
}

/** That the reading at the cursor is the functions' values there, to the digits that it has. */
export function assertReading(root) {
  const text = textOf(root);
  const x = Math.fround(cursorOf(root).valueAsNumber);
  const names = drawnIn(root);
  const wanted = names.flatMap((name) => [...compute(name, [x]), ...slopes(name, [x])]);
  const got = text.split('=').slice(1);
  near(
    got.map((part) => numbersIn(part)[0]),
    names.length ? [x, ...wanted] : [],
    `the reading “${text}”`,
    6e-3,
  );
  // Below this, numbers are written with a power of ten, and two decimals.
  got.forEach((part, i) => {
    const number = [x, ...wanted][i];
    if (Math.abs(number) >= 1e-4) near([numbersIn(part)[0]], [number], `the reading “${text}”`, 6e-4);
  });
  same(cursorOf(root).getAttribute('aria-valuetext'), text, 'what the slider says');
  const piece = root.querySelector('.piece');
  if (!piece) return;
  same(root.querySelectorAll('.in-force').length, 1, 'cases in force');
  expect(piece.textContent.length > 5, `no case in “${piece.textContent}”`);
}

/** The range of x that is shown. */
export const rangeOf = ({ scales: { x } }) => [x.min, x.max];

export async function assertFigure(root) {
  await assertCurves(root);
  assertReading(root);
}

/** The row of a row-wise function, as its sliders say. */
export const rowOf = (root) =>
  Float32Array.from(root.querySelectorAll('.inputs input'), (input) => input.valueAsNumber);

/** That the bars are the row before and after, and the reading is what comes out. */
export async function assertBars(root) {
  const { data } = await chartIn(root);
  const row = rowOf(root);
  const isWarm = root.querySelector('[data-parameter=temperature]');
  const wanted = Array.from(kassei.get(root.id)(row, isWarm ? { temperature: valueIn(root.id, 'temperature') } : {}));
  const [before, after] = data.datasets.map((bars) => bars.data.map(({ y }) => y));
  same(before, Array.from(row), 'the bars before');
  same(after, wanted, 'the bars after');
  near(numbersIn(textOf(root).split('=')[1]), wanted, `the reading “${textOf(root)}”`, 6e-3);
}

export const assertSection = (root) => (root.classList.contains('rowwise') ? assertBars(root) : assertFigure(root));
