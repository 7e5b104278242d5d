import { catalogue } from '../../../dist/catalogue.js';
import en from '../../content/en/labels/comparison.json' with { type: 'json' };
import ja from '../../content/ja/labels/comparison.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import type { Kassei } from '../../model/curves.ts';
import { fill, format } from '../../model/format.ts';
import type { Entry } from '../../model/settings.ts';
import { type Interval, type Traits, traits } from '../../model/traits.ts';
import { renderText } from '../text/explanation.ts';
import { math } from '../text/formula.ts';
import { renderDifferences } from './differences.ts';
import { measuredErrors } from './error-section.ts';

/** These labels have files of their own, which keeps them out of the scripts. */
const comparisonLabels = { ja, en };

/** The text's line [table] after Markdown; the table goes there. */
const TABLE_LINE = '<p>[table]</p>';

/** A cell's HTML, and its sort key if that differs. */
type Cell = [shown: string, key?: number];

const NOTHING: Cell = ['–'];

const shortNumber = (value: number) => format(Number(value.toFixed(3)) || 0, 3);

/** A list of numbers; two opposite ones become a single one with ±. */
const formatPlaces = (numbers: number[], separator: string) =>
  numbers.length === 2 && numbers[0] === -numbers[1]
    ? `±${format(numbers[1])}`
    : numbers.map((x) => format(x)).join(separator);

function formatInterval([from, to]: Interval) {
  const [low, high] = [shortNumber(from), shortNumber(to)];
  if (from === Number.NEGATIVE_INFINITY) return `x &lt; ${high}`;
  if (to === Number.POSITIVE_INFINITY) return `x &gt; ${low}`;
  return low === shortNumber(-to) ? `|x| &lt; ${high}` : `${low} &lt; x &lt; ${high}`;
}

const formatIntervals = (intervals: Interval[], separator: string) =>
  intervals.length === 2 && shortNumber(intervals[0][1]) === shortNumber(-intervals[1][0])
    ? `|x| &gt; ${shortNumber(intervals[1][0])}`
    : intervals.map(formatInterval).join(separator);

function propertyCells(language: Language, found: Traits): Cell[] {
  const labels = comparisonLabels[language];
  const { jumps, corners, falls, dead, saturated, mean, share } = found;
  const yes = (broken: number[], no: string): Cell => [
    broken.length ? fill(no, { places: formatPlaces(broken, labels.separator) }) : labels.yes,
    broken.length,
  ];
  const flat = [...dead, ...saturated];
  const where = [
    formatIntervals(saturated, labels.separator),
    dead.length ? fill(labels.dead, { where: formatIntervals(dead, labels.separator) }) : '',
  ].filter(Boolean);
  const percent = (100 * share(flat)).toPrecision(2);
  return [
    yes(jumps, labels.jumps),
    yes(corners, labels.corners),
    falls.length
      ? [fill(labels.falls, { where: formatIntervals(falls, labels.separator) }), 2]
      : dead.length
        ? [labels.neverFalls, 1]
        : [labels.rises, 0],
    [shortNumber(mean)],
    flat.length
      ? [`${where.join(labels.separator)} <small>${format(Number(percent))}%</small>`, Number(percent)]
      : [labels.nowhere, 0],
  ];
}

function rowCells(language: Language, kassei: Kassei, entry: Entry): Cell[] {
  const { kind, name, range, atDefaults, error } = entry;
  const title: Cell = [`<a href="#${name}"><code>${name}</code></a>`];
  const found = kind === 'rowwise' ? undefined : traits(kassei, entry);
  const worst =
    kind === 'elementwise' && ['value', 'gradient'].map((mode) => measuredErrors(entry, mode).kassei.worst ?? 0);
  const bound = Math.max(error.value, error.gradient);
  return [
    title,
    [math(range), found?.lowest ?? atDefaults?.range[0]],
    ...(found ? propertyCells(language, found) : Array(5).fill(NOTHING)),
    kind === 'elementwise' ? [''] : NOTHING,
    worst ? [format(Math.max(...worst), 3)] : [`≤ ${format(bound)}`, bound],
  ];
}

/** The columns' keys in the labels, in the order of a row's cells. */
const COLUMNS = ['name', 'range', 'continuous', 'smooth', 'monotonic', 'mean', 'flat', 'cost', 'error'] as const;

function renderProperties(language: Language, kassei: Kassei) {
  const labels = comparisonLabels[language];
  const attributes = (i: number) => (COLUMNS[i] === 'cost' ? ' class="live"' : '');
  const cell = ([shown, key]: Cell, i: number) =>
    i === 0
      ? `<th scope="row">${shown}</th>`
      : `<td${attributes(i)}${key === undefined ? '' : ` data-key="${Number(key.toPrecision(4))}"`}>${shown}</td>`;
  const rows = catalogue.map((entry) => `<tr>${rowCells(language, kassei, entry).map(cell).join('')}</tr>`);
  const heads = COLUMNS.map((column, i) => `<th scope="col"${attributes(i)}>${labels.columns[column][0]}</th>`);
  return `<div class="sheet" role="region" aria-label="${labels.table}" tabindex="0"><table class="properties">
<thead><tr>${heads.join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
<h3>${labels.meaning}</h3>
<dl>${COLUMNS.map((column, i) => `<div${attributes(i)}><dt>${labels.columns[column][0]}</dt><dd>${labels.columns[column][1]}</dd></div>`).join('\n')}</dl>`;
}

/** Links of the overview to the sections that compare functions and frameworks. */
export function renderComparisonLinks(language: Language) {
  const labels = comparisonLabels[language];
  return `<h3>${labels.title}</h3>
<p class="also"><a href="#compare">${labels.summary}</a> <a href="#differences">${labels.differencesSummary}</a></p>`;
}

/** The sections that compare functions and frameworks. */
export function renderComparison(language: Language, kassei: Kassei) {
  const labels = comparisonLabels[language];
  const [before, after] = renderText(language, 'comparison').split(TABLE_LINE);
  return `<section id="compare" aria-labelledby="compare-title">
<div class="prose"><h2 id="compare-title">${labels.title}</h2>
${before}</div>
${renderProperties(language, kassei)}
<div class="prose">${after}</div></section>
${renderDifferences(language, kassei, labels)}`;
}
