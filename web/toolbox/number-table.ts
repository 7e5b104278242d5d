import type { Labels } from '../content/labels.ts';
import { writeRows } from '../dom/table-rows.ts';
import { axisBetween, tickDigits, ticks } from '../model/axis.ts';
import { evaluateAt } from '../model/curves.ts';
import { format } from '../model/format.ts';
import { isHalved } from '../model/row.ts';
import { type Entry, movable, startValue, type Values } from '../model/settings.ts';
import type { CurvePlot } from '../plot/curve-plot.ts';
import type { RowSection } from '../section/row-section.ts';
import type { Host } from './host.ts';

type Table = { head: string[]; rows: string[][] };

/** The values of all functions at the ticks of the axis and halfway between them. */
function curveTable({ drawn, kassei, view }: CurvePlot): Table {
  const marked = axisBetween(...view.x);
  const axis = { ...marked, step: marked.step / 2 };
  const places = tickDigits(axis);
  const x = ticks(axis);
  const functions = drawn();
  const columns = functions.map(({ entry, values }) => evaluateAt(kassei, entry, values, x));
  return {
    head: ['x', ...functions.flatMap(({ entry: { name } }) => [name, `${name}′`])],
    rows: x.map((_, i) =>
      [x[i], ...columns.flatMap((points) => [points[i].value, points[i].slope])].map((value) => format(value, places)),
    ),
  };
}

/** The inputs and the output at each place of the row. */
function rowTable({ row }: RowSection): Table {
  const { inputs, outputs } = row;
  const bars = [...inputs, ...outputs].map(({ value }) => format(value));
  const count = outputs.length;
  return {
    head: ['i', ...(isHalved(row) ? ['a', 'b'] : ['x']), 'y'],
    rows: outputs.map((_, i) => [String(i + 1), ...bars.filter((_, j) => j % count === i)]),
  };
}

/** The function's name, with the settings that differ from the start. */
function called(labels: Labels, entry: Entry, values: Values): string {
  const moved = movable(entry).filter((parameter) => values[parameter.name] !== startValue(parameter));
  const text = (value: number | boolean) => (typeof value === 'number' ? format(value) : value);
  const settings = moved.map(({ keras, name }) => `${keras} = ${text(values[name])}`);
  return entry.name + (settings.length ? ` (${settings.join(labels.separator)})` : '');
}

/** Fills the table of a plot's numbers, and keeps it up to date while it is open. */
export function showNumbers(host: Host, labels: Labels) {
  const details = host.root.querySelector('.numbers') as HTMLDetailsElement;
  const [caption, head, body] = ['caption', 'thead tr', 'tbody'].map(
    (part) => details.querySelector(part) as HTMLElement,
  );
  const write = () => {
    if (!details.open) return;
    const { head: names, rows } = 'curvePlot' in host ? curveTable(host.curvePlot) : rowTable(host);
    caption.textContent = host.drawn.map(({ entry, values }) => called(labels, entry, values)).join(labels.separator);
    head.replaceChildren(
      ...names.map((name) => {
        const cell = document.createElement('th');
        cell.scope = 'col';
        cell.textContent = name;
        return cell;
      }),
    );
    writeRows(body as HTMLTableSectionElement, rows);
  };
  details.addEventListener('toggle', write);
  ('curvePlot' in host ? host.curvePlot.root : host.root).addEventListener('draw', write);
}
