// The table of what a plot shows.
import { focus } from './comparison.mjs';
import { compute, drawnIn, rangeOf, slopes } from './figures.mjs';
import { chartIn, expect, near, numbersIn, same, slide, until } from './tools.mjs';

const cells = (row) => [...row.cells].map(({ textContent }) => textContent);

/** That each row is what the functions are at its x, to the digits that it has. */
async function assertCurveTable(root, { head, rows }) {
  const names = drawnIn(root);
  same(head, ['x', ...names.flatMap((name) => [name, `${name}′`])], 'its head');
  const [from, to] = rangeOf(await chartIn(root));
  const x = rows.map(([first]) => first);
  expect(
    x.every((value) => value >= from - 1e-3 && value <= to + 1e-3),
    `x is not within ${from} and ${to}: ${x}`,
  );
  names.forEach((name, i) => {
    [compute, slopes].forEach((wanted, order) => {
      // A rounded x is a little beside the place of the value, and where a curve jumps that is far.
      const values = wanted(name, x);
      const fits = rows.filter(
        (row, j) => Math.abs(row[1 + 2 * i + order] - values[j]) <= 0.01 * Math.max(1, Math.abs(values[j])),
      );
      expect(fits.length >= rows.length - 2, `${fits.length} of ${rows.length} values of ${name} fit`);
    });
  });
}

async function assertBarTable(root, { rows }) {
  const { data } = await chartIn(root);
  const [before, after] = data.datasets.map((bars) => bars.data.map(({ y }) => y));
  const count = after.length;
  const wanted = after.map((y, i) => [i + 1, ...before.filter((_, j) => j % count === i), y]);
  near(rows.flat(), wanted.flat(), 'its numbers', 6e-3);
}

async function openNumbers(summary, root) {
  const table = summary.parentElement.querySelector('table');
  const assert = root.classList.contains('rowwise') ? assertBarTable : assertCurveTable;
  const read = () => {
    const [head, ...rows] = [...table.rows].map(cells);
    return { head, rows: rows.map((row) => row.map((text) => numbersIn(text)[0])) };
  };
  summary.click();
  await until(() => table.tBodies[0].rows.length > 1, 'its rows');
  expect(table.caption.textContent.includes(drawnIn(root)[0]), 'its caption does not name the function');
  await assert(root, read());
  const before = table.textContent;
  const input = root.querySelector('.inputs input');
  if (input) slide(input, 0.9);
  else root.querySelector('[data-do=in]').click();
  expect(table.textContent !== before, 'it does not follow the plot');
  await assert(root, read());
}

function scroll(region) {
  focus(region);
  // Open, it would be written with all that is done next.
  region.parentElement.querySelector('summary').click();
}

export const numbers = [
  ['.numbers > summary', openNumbers],
  ['.numbers [tabindex]', scroll],
];
