const table = document.querySelector('#compare table') as HTMLTableElement;
const heads = [...(table.tHead as HTMLTableSectionElement).rows[0].cells];
const body = table.tBodies[0];
/** In the order of the page. */
const rows = [...body.rows];
const costs = rows.map((row) => row.querySelector('.live') as HTMLTableCellElement);

const DIRECTIONS = ['ascending', 'descending', 'none'] as const;

let column = 0;
let direction: (typeof DIRECTIONS)[number] = 'none';

/** What a cell is sorted by: a number, a text, or nothing. */
function key(row: HTMLTableRowElement) {
  const cell = row.cells[column];
  const text = (cell.dataset.key ?? cell.textContent).replace('−', '-').replace('–', '');
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function difference(a: string | number, b: string | number) {
  return typeof a === 'number' && typeof b === 'number'
    ? a < b
      ? -1
      : Number(a > b)
    : String(a).localeCompare(String(b));
}

/** Cells without a value come last; equal ones stay in the order of the page. */
function order() {
  const sign = direction === 'descending' ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: direction === 'none' ? '' : key(row) }));
  keyed.sort((a, b) => Number(a.key === '') - Number(b.key === '') || sign * difference(a.key, b.key));
  body.append(...keyed.map(({ row }) => row));
  heads.forEach((head, i) => {
    if (i === column && direction !== 'none') head.ariaSort = direction;
    else head.removeAttribute('aria-sort');
  });
}

/** Takes over what has been measured. */
function fillCosts() {
  const measured = new Map(
    [...document.querySelectorAll<HTMLTableRowElement>('#speed tbody tr')].map(({ cells }) => [
      cells[0].textContent,
      cells[1].textContent,
    ]),
  );
  rows.forEach((row, i) => {
    const time = measured.get(row.cells[0].textContent);
    if (time !== undefined) costs[i].textContent = time;
  });
  order();
}

/** Makes buttons of the heads, and fills the column of times whenever there are any. */
export function start() {
  heads.forEach((head, i) => {
    const button = document.createElement('button');
    button.append(...head.childNodes);
    button.addEventListener('click', () => {
      direction = i === column ? DIRECTIONS[(DIRECTIONS.indexOf(direction) + 1) % DIRECTIONS.length] : 'ascending';
      column = i;
      order();
    });
    head.append(button);
  });
  document.addEventListener('measured', fillCosts);
  fillCosts();
}
