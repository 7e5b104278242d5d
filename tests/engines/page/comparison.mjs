// The page that compares the functions: a table to sort, and a measurement.
import { missAll, workAll } from './controls.mjs';
import { chartIn, expect, near, numbersIn, same, seen, until } from './tools.mjs';

const table = () => document.querySelector('#compare table');
const order = () => [...table().tBodies[0].rows].map(({ cells }) => cells[0].textContent);

function sort(button) {
  const head = button.closest('th');
  const first = order();
  const click = (direction) => {
    button.click();
    same(head.getAttribute('aria-sort'), direction, 'its direction');
    same(table().querySelectorAll('[aria-sort]').length, direction ? 1 : 0, 'columns with a direction');
    same(order().toSorted(), first.toSorted(), 'the rows');
    const cells = [...table().tBodies[0].rows].map((row) => row.cells[head.cellIndex]);
    const shown = cells.map(({ textContent }) => textContent.replace('–', '').replace('−', '-'));
    const keys = cells.map(({ dataset }, i) => dataset.key ?? shown[i]);
    // Cells without a value come last.
    const filled = keys.filter(Boolean);
    same(keys.slice(0, filled.length), filled, 'where the empty cells are');
    return filled.some((key) => Number.isNaN(Number(key))) ? filled : filled.map(Number);
  };
  const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b));
  const ascending = click('ascending');
  same(ascending, ascending.toSorted(compare), 'what is sorted');
  const descending = click('descending');
  same(
    descending,
    ascending.toSorted((a, b) => compare(b, a)),
    'what is sorted downwards',
  );
  click(null);
  same(order(), first, 'the order at first');
}

/** Starts the measurement, has it go on for a while, and stops it. */
async function measure(button) {
  await until(() => !button.disabled, 'the button');
  const status = document.querySelector('#speed [role=status]');
  const progress = document.querySelector('#speed progress');
  const start = button.textContent;
  button.click();
  await until(() => button.textContent === button.dataset.stop, 'the start');
  same(status.textContent, button.dataset.started, 'what it says');
  await until(() => progress.value >= 3, 'three functions');
  expect(seen(progress), 'no progress is seen');
  button.click();
  await until(() => button.textContent === start, 'the end');
  same([status.textContent, seen(progress)], [button.dataset.stopped, false], 'what it says after that');
  const rows = [...document.querySelector('#speed table').tBodies[0].rows];
  const measured = rows.filter(({ cells }) => cells[1].textContent);
  expect(measured.length >= 3, `${measured.length} functions were measured`);
  const { data } = await chartIn(document.querySelector('#speed'));
  const costs = new Map(
    [...table().tBodies[0].rows].map((row) => [row.cells[0].textContent, row.querySelector('.live')]),
  );
  measured.forEach(({ cells }, i) => {
    const [name, kassei, plain, ratio] = [...cells].map(({ textContent }) => textContent);
    const numbers = [kassei, plain, ratio].map((text) => numbersIn(text)[0]);
    const bars = data.datasets.map((bars) => bars.data[i].x);
    near(numbers, [...bars, bars[1] / bars[0]], `the times of ${name}`, 0.06);
    same(costs.get(name).textContent, kassei, `the cost of ${name}`);
  });
}

/** A table that is wider than its place is scrolled by the keyboard. */
export function focus(region) {
  region.focus();
  expect(document.activeElement === region && region.ariaLabel, 'it takes no focus, or has no name');
}

export function open(summary) {
  const inner = summary.parentElement.querySelector('table');
  const before = seen(inner);
  summary.click();
  same(seen(inner), !before, 'whether its table is seen');
  expect(inner.rows.length > 1, 'its table is empty');
}

const rules = [
  ['#compare th button', sort],
  ['#speed .press button', measure],
  ['#speed canvas', async (_, root) => expect((await chartIn(root)).data.datasets.length === 2, 'no bars')],
  ['.sheet', focus],
  ['summary', open],
];

export async function comparison() {
  const state = { worked: new Set(), failures: [] };
  await until(() => table().querySelector('button'), 'buttons to sort by');
  // After the measurement there are times to sort by.
  await workAll(document.getElementById('speed'), rules, state);
  await workAll(document.body, rules, state);
  missAll(state);
  return { failures: state.failures, worked: state.worked.size };
}
