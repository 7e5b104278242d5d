const table = document.querySelector('#compare table') as HTMLTableElement;
const heads = [...(table.tHead as HTMLTableSectionElement).rows[0].cells];
const body = table.tBodies[0];
/** The rows in the order of the page. */
const rows = [...body.rows];
const costs = rows.map((row) => row.querySelector('.live') as HTMLTableCellElement);

const DIRECTIONS = ['ascending', 'descending', 'none'] as const;

let column = 0;
let direction: (typeof DIRECTIONS)[number] = 'none';

/** The sort key of a row's cell in the chosen column: a number, a text, or '' for a cell without a value. */
function sortKey(row: HTMLTableRowElement) {
  const cell = row.cells[column];
  const text = (cell.dataset.key ?? cell.textContent).replace('−', '-').replace('–', '');
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function compareKeys(a: string | number, b: string | number) {
  return typeof a === 'number' && typeof b === 'number'
    ? a < b
      ? -1
      : Number(a > b)
    : String(a).localeCompare(String(b));
}

/** Sorts the table. Cells without a value come last; rows with equal keys keep the order of the page. */
function sortRows() {
  const sign = direction === 'descending' ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: direction === 'none' ? '' : sortKey(row) }));
  keyed.sort((a, b) => Number(a.key === '') - Number(b.key === '') || sign * compareKeys(a.key, b.key));
  body.append(...keyed.map(({ row }) => row));
  heads.forEach((head, i) => {
    if (i === column && direction !== 'none') head.ariaSort = direction;
    else head.removeAttribute('aria-sort');
  });
}

/** Fills the column of times from the table of the speed test, and sorts again. */
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
  sortRows();
}

/** Turns the column heads into buttons that sort, and fills the column of times after each measurement. */
export function makeSortable() {
  heads.forEach((head, i) => {
    const button = document.createElement('button');
    button.append(...head.childNodes);
    button.addEventListener('click', () => {
      direction = i === column ? DIRECTIONS[(DIRECTIONS.indexOf(direction) + 1) % DIRECTIONS.length] : 'ascending';
      column = i;
      sortRows();
    });
    head.append(button);
  });
  document.addEventListener('measured', fillCosts);
  fillCosts();
}
