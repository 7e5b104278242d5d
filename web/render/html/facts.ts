import { frameworks as titles } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import { evaluateAt, type Kassei } from '../../model/curves.ts';
import { fill, format, texNumber } from '../../model/format.ts';
import type { Row } from '../../model/row.ts';
import { type Entry, movable, type Parameter, startValues } from '../../model/settings.ts';
import { math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';

const symbolOf = ({ symbol, keras }: Parameter) => (symbol ? math(symbol) : `<code>${keras}</code>`);

const assignment = (parameter: Parameter, value: number | boolean) =>
  parameter.symbol
    ? math(`${parameter.symbol}=${texNumber(Number(value))}`)
    : `<code>${parameter.keras} = ${typeof value === 'number' ? format(value) : value}</code>`;

const formatKink = (at: string, slope: string) => math(`f'(${at})=${slope}`);

export function renderFacts(language: Language, entry: Entry) {
  const labels = siteLabels[language];
  const list = (items: string[]) => items.join(labels.separator);
  const { error, kind, kinks, parameters, range } = entry;
  const required = parameters.filter((p) => p.default === undefined && p.type !== 'mask').map(symbolOf);
  const defaults = parameters.flatMap((p) => (p.default === undefined ? [] : [assignment(p, p.default)]));
  const errors = { value: format(error.value), gradient: format(error.gradient) };
  const rows = [
    [
      labels.defaults,
      list([...defaults, ...(required.length ? [fill(labels.required, { name: list(required) })] : [])]),
    ],
    [labels.range, math(range)],
    [labels.kinks, list(kinks.map(({ at, slope }) => formatKink(at, slope)))],
    [labels.error, fill(kind === 'rowwise' ? labels.errorRow : labels.errorValue, errors)],
  ].filter(([, description]) => description);
  return `<h4>${labels.properties}</h4>
<dl>${rows.map(([term, description]) => `<dt>${term}</dt><dd>${description}</dd>`).join('')}</dl>`;
}

/** A table of numbers; `extra` is a CSS class for the layout. */
export function renderTable(caption: string, head: string[], rows: string[][], extra = '') {
  const cells = (row: string[]) => row.map((cell) => `<td>${cell}</td>`).join('');
  return `<table class="numbers${extra}"><caption>${caption}</caption>
<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>
<tbody>${rows.map(([first, ...rest]) => `<tr><th scope="row">${first}</th>${cells(rest)}</tr>`).join('')}</tbody></table>`;
}

export function renderCurveTable(language: Language, kassei: Kassei, entry: Entry) {
  const labels = siteLabels[language];
  const [from, to] = entry.plot;
  const given = movable(entry).filter((p) => p.default === undefined);
  const values = startValues(entry);
  const caption = given.length
    ? fill(labels.tableGiven, { values: given.map((p) => assignment(p, values[p.name])).join(labels.separator) })
    : labels.tableCaption;
  const x = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return renderTable(
    caption,
    [math('x'), math('f(x)'), math("f'(x)")],
    evaluateAt(kassei, entry, values, x).map((point) =>
      [point.x, point.value, point.slope].map((value) => format(value)),
    ),
  );
}

export function renderRowTable(language: Language, { inputs, outputs }: Row) {
  const columns = [...inputs, ...outputs].filter(({ name }) => name.endsWith('₁'));
  const bars = [...inputs, ...outputs];
  const rows = outputs.map((_, i) => [
    String(i + 1),
    ...columns.map((_, column) => format(bars[column * outputs.length + i].value)),
  ]);
  const symbols = columns.map(({ name }) => math(`${name[0]}_i`));
  return renderTable(siteLabels[language].tableRow, [math('i'), ...symbols], rows);
}

/** The frameworks' names for the function, and their differences from Kassei. */
export function renderFrameworks(language: Language, entry: Entry) {
  const labels = siteLabels[language];
  const { frameworks, parameters, kinks } = entry;
  const title = `<h4 id="${entry.name}-frameworks">${labels.frameworks}</h4>`;
  if (!frameworks.length) return `${title}\n<p>${labels.nowhere}</p>`;
  const slope = (value: number | string) =>
    typeof value === 'number' ? texNumber(value) : (parameters.find((p) => p.name === value)?.symbol ?? value);
  const differences = frameworks.map((record) => [
    ...Object.entries(record.defaults).map(([name, value]) => {
      const parameter = parameters.find((p) => p.name === name) as Parameter;
      return value === null ? fill(labels.required, { name: symbolOf(parameter) }) : assignment(parameter, value);
    }),
    ...record.kinks.flatMap((value, i) => (value === null ? [] : [formatKink(kinks[i].at, slope(value))])),
  ]);
  const differs = differences.some(({ length }) => length);
  const rows = frameworks.map(({ framework, names }, i) => {
    const spellings = names.map((name) => `<code>${name}</code>`).join(', ');
    const last = differs ? `<td>${differences[i].join('<br />')}</td>` : '';
    const isFirst = framework !== frameworks[i - 1]?.framework;
    const span = frameworks.filter((record) => record.framework === framework).length;
    const head = `<th scope="row"${span > 1 ? ` rowspan="${span}"` : ''}>${titles[framework]}</th>`;
    return `<tr>${isFirst ? head : ''}<td>${spellings}</td>${last}</tr>`;
  });
  return `${title}
<table class="frameworks stacked" aria-labelledby="${entry.name}-frameworks">
<thead><tr><th scope="col">${labels.framework}</th><th scope="col">${labels.spelling}</th>${differs ? `<th scope="col">${labels.differs}</th>` : ''}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}
