// The tools of a figure: its view, other functions laid over it, and what can be taken away.

import { EXPLORER_START } from '/web/model/explorer-start.mjs';
import { assertFigure, curvesIn, drawnIn, EXPLORER, entries, kassei, optionsOf, rangeOf, textOf } from './figures.mjs';
import { alike, differenceFrom, paint, parse } from './pictures.mjs';
import { closer, looks } from './plotting.mjs';
import { chartIn, expect, give, near, nearRange, same, seen, until } from './tools.mjs';

/** At most so many functions are in a plot. */
const MOST = 6;

export async function openTools(summary) {
  const tools = summary.parentElement;
  summary.click();
  await until(() => tools.querySelector('[data-do]'), 'the tools');
}

function closeAndOpen(summary) {
  const tool = summary.parentElement.querySelector('[data-do]');
  summary.click();
  same(seen(tool), false, 'whether closed tools are seen');
  summary.click();
  same(seen(tool), true, 'whether open tools are seen');
}

const fieldsOf = (root) => ['from', 'to'].map((end) => root.querySelector(`[data-view=${end}]`));

async function type(field, root) {
  const chart = await chartIn(root);
  const end = field.dataset.view === 'from' ? 0 : 1;
  const wanted = rangeOf(chart);
  const outwards = wanted[1] - wanted[0];
  wanted[end] += (end ? outwards : -outwards) / 4;
  give(field, String(wanted[end]));
  nearRange(rangeOf(chart), wanted, 'the range');
  await assertFigure(root);
  const message = root.querySelector('.range [role=alert]');
  give(field, String(wanted[1 - end] + (end ? -1 : 1)));
  same(
    fieldsOf(root).map((each) => each.getAttribute('aria-invalid')),
    ['true', 'true'],
    'what is refused',
  );
  expect(seen(message) && message.textContent.length > 5, 'no message');
  nearRange(rangeOf(chart), wanted, 'the range after what is refused');
  give(field, String(wanted[end]));
  same([field.getAttribute('aria-invalid'), seen(message)], ['false', false], 'what is allowed again');
}

async function zoom(slider, root) {
  const home = root.querySelector('[data-do=home]');
  if (!home.disabled) home.click();
  const [from, to] = rangeOf(await chartIn(root));
  for (const power of [2, -1, 0.5]) {
    await looks(
      root,
      () => give(slider, power),
      (_, center) => [-1, 1].map((side) => center + (side * (to - from) * 2 ** -power) / 2),
      `at ${power}`,
    );
  }
}

const zoomIn = (button, root) => looks(root, () => button.click(), closer(0.8), 'the range');
const zoomOut = (button, root) => looks(root, () => button.click(), closer(1.25), 'the range');

async function goHome(button, root) {
  root.querySelector('[data-do=in]').click();
  same(button.disabled, false, 'disabled away from home');
  button.click();
  same(button.disabled, true, 'disabled at home');
  const home = entries.get(root.id)?.plot ?? EXPLORER_START.range;
  nearRange(rangeOf(await chartIn(root)), home, 'the range');
  near(
    fieldsOf(root).map(({ valueAsNumber }) => valueAsNumber),
    home,
    'the fields',
  );
  await assertFigure(root);
}

/** Chooses a function that is not in the plot yet, and adds it. */
export async function lay(root, ...wanted) {
  const select = root.querySelector('.with select');
  const before = drawnIn(root);
  const free = [...select.options].filter(({ value, disabled }) => value && !disabled).map(({ value }) => value);
  same(
    free.filter((name) => before.includes(name)),
    [],
    'what can be added twice',
  );
  const name = wanted.find((one) => free.includes(one)) ?? free[free.length >> 1];
  give(select, name);
  root.querySelector('[data-do=add]').click();
  same(drawnIn(root), [...before, name], 'the functions in the plot');
  same((await curvesIn(root)).length, before.length + 1, 'how many');
  await assertFigure(root);
}

async function add(button, root) {
  await lay(root, 'prelu', 'celu');
  // Each is drawn anew with all that is done, so once is enough for so many.
  if (root.id !== EXPLORER) return;
  while (drawnIn(root).length < MOST) {
    same(seen(root.querySelector('.most')), false, 'the limit is named');
    await lay(root);
  }
  same([button.disabled, root.querySelector('.with select').disabled], [true, true], 'whether it is full');
  expect(seen(root.querySelector('.most')), 'the limit is not named');
  const looksOf = (await curvesIn(root)).map(
    ({ curves: [{ borderColor, borderDash }] }) => `${borderColor} ${borderDash}`,
  );
  same(new Set(looksOf).size, MOST, 'how many lines can be told apart');
}

async function remove(button, root) {
  const name = button.parentElement.querySelector('code').textContent;
  expect(button.ariaLabel.includes(name), `it is called ${button.ariaLabel}`);
  const before = drawnIn(root);
  // The next check needs something to save.
  if (before.length === 1) return;
  button.click();
  const rest = before.filter((other) => other !== name);
  same(drawnIn(root), rest, 'what is left');
  expect(document.activeElement === root.querySelector('.with select'), 'the focus is lost');
  await assertFigure(root);
}

/** The file that a button hands out, and its name. */
async function handedOut(button, root) {
  const { blobs, downloads } = globalThis.kept;
  const count = downloads.length;
  button.click();
  await until(() => downloads.length > count, 'a file');
  same(downloads.at(-1), `kassei-${root.id}.${button.dataset.do}`, 'its name');
  return blobs.at(-1);
}

async function png(button, root) {
  const { canvas } = await chartIn(root);
  const blob = await handedOut(button, root);
  same(blob.type, 'image/png', 'its type');
  const picture = await createImageBitmap(blob);
  same([picture.width, picture.height], [canvas.width, canvas.height], 'its size');
  const [got, wanted] = [paint(canvas, picture), paint(canvas, canvas)];
  expect(alike(got, wanted), 'it is not what the plot shows');
  expect(
    got.some((value, i) => value !== got[i % 4]),
    'it is empty',
  );
}

async function svg(button, root) {
  const chart = await chartIn(root);
  const blob = await handedOut(button, root);
  same(blob.type, 'image/svg+xml', 'its type');
  const source = await blob.text();
  const picture = parse(source);
  same(picture.localName, 'svg', 'its root');
  same(picture.querySelector('title').textContent, chart.canvas.ariaLabel, 'its title');
  const shown = chart.data.datasets.filter(({ hidden, type }) => !hidden && type !== 'bar');
  same(picture.querySelectorAll('.curve').length, shown.length, 'how many curves');
  const differing = await differenceFrom(chart.canvas, source);
  expect(differing < 0.01, `${differing} of it is not what the plot shows`);
}

async function csv(button, root) {
  const blob = await handedOut(button, root);
  same(blob.type, 'text/csv', 'its type');
  const [head, ...rows] = (await blob.text())
    .trim()
    .split('\r\n')
    .map((row) => row.split(','));
  if (root.classList.contains('rowwise')) {
    const { data } = await chartIn(root);
    const numbers = new Set(rows.flat().filter(Boolean).map(Number));
    for (const { y } of data.datasets.flatMap((bars) => bars.data)) expect(numbers.has(y), `${y} is missing`);
    return;
  }
  const names = drawnIn(root);
  same(head, ['x', ...names.flatMap((name) => [name, `${name}'`, `${name}'' (numeric)`])], 'its head');
  expect(rows.length > 200, `it has ${rows.length} rows`);
  const column = (i) => rows.map((row) => Number(row[i]));
  const x = Float32Array.from(column(0));
  names.forEach((name, i) => {
    const f = kassei.get(name);
    near(column(3 * i + 1), Array.from(f(x, optionsOf(name))), name, 0);
    near(column(3 * i + 2), Array.from(f.grad(x, optionsOf(name))), `${name}'`, 0);
  });
}

async function link(button, root) {
  const message = button.closest('.tools').querySelector('output');
  const said = [];
  for (const mayCopy of [true, false]) {
    globalThis.kept.mayCopy = mayCopy;
    message.textContent = '';
    button.click();
    await until(() => message.textContent, 'a message');
    said.push(message.textContent);
    same([location.hash, location.search.length > 1], [`#${root.id}`, true], 'the address');
  }
  same(globalThis.kept.copied.at(-1), location.href, 'what is copied');
  expect(said[0] !== said[1], 'it says the same whether it copies or not');
  expect(textOf(root) || root.id === EXPLORER, 'no reading');
}

export const viewing = [
  ['.tools > summary', closeAndOpen],
  ['[data-view=from], [data-view=to]', type],
  ['[data-view=zoom]', zoom],
  ['[data-do=in]', zoomIn],
  ['[data-do=out]', zoomOut],
  ['[data-do=home]', goHome],
  ['.with select', (_, root) => lay(root, 'leaky_relu', 'elu')],
  ['[data-do=add]', add],
  ['.with li button', remove],
  ['[data-do=png]', png],
  ['[data-do=svg]', svg],
  ['[data-do=csv]', csv],
  ['[data-do=link]', link],
];
