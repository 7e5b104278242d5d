import { catalogue, frameworks } from '../../../dist/catalogue.js';
import type en from '../../content/en/labels/comparison.json';
import type { Language } from '../../content/labels.ts';
import type { Kassei } from '../../model/curves.ts';
import { fill, format, texNumber } from '../../model/format.ts';
import type { Entry } from '../../model/settings.ts';
import { type Comparison, compareVariants, type Variant } from '../../model/variants.ts';
import { comparisonPlot, differencePlot, isDifferenceVisible } from '../../plot/comparison-plot.ts';
import { paintSvg } from '../../plot/svg.ts';
import { renderText } from '../text/explanation.ts';
import { math } from '../text/formula.ts';

type ComparisonLabels = typeof en;
type Framework = keyof typeof frameworks;

/** The text's line for a comparison: `[name]` for the frameworks' defaults, or `[name from to: a=1 | a=2]`. */
const COMPARISON_LINE = /<p>\[(\w+)(?: (-?\d+) (-?\d+))?(?:: ([^\]]+))?\]<\/p>/;

/** The frameworks that compute gradients. */
const trainingFrameworks = (Object.keys(frameworks) as Framework[]).filter(
  (name) => name !== 'onnx' && name !== 'webnn',
);

const code = (name: string) => `<code>${name}</code>`;

function renderDefaults(labels: ComparisonLabels, variants: Variant[]) {
  const spellings = ({ names }: Variant) =>
    [...new Set(names.map(([framework]) => framework))]
      .map((framework) => {
        const own = names.filter(([other]) => other === framework).map(([, name]) => code(name));
        return `${frameworks[framework]} ${own.join(', ')}`;
      })
      .join('<br />');
  const rows = variants.map((one) => `<tr><th scope="row">${code(one.label)}</th><td>${spellings(one)}</td></tr>`);
  return `<table class="defaults"><thead><tr><th scope="col">${labels.default}</th><th scope="col">${labels.frameworks}</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`;
}

function renderComparisonFigure(language: Language, labels: ComparisonLabels, kassei: Kassei, compared: Comparison) {
  const { entry, variants, largest } = compared;
  const [high, low] = largest.pair.map(({ label }) => label);
  const at = `${largest.at.length > 1 ? '±' : ''}${format(Math.abs(largest.at[0]), 3)}`;
  const place = largest.at.length > 1 || largest.at[0] > 0 ? at : `−${at}`;
  const atEnd = largest.at[0] === entry.plot[0];
  const caption = fill(atEnd ? labels.largestAtEnd : labels.largest, {
    size: format(largest.size, 3),
    x: place,
    high,
    low,
  });
  const list = new Intl.ListFormat(language);
  const description = fill(labels.overlay, {
    name: entry.name,
    variants: list.format(variants.map(({ label }) => label)),
  });
  const pictures = [
    `<div class="picture">${paintSvg(comparisonPlot(kassei, compared, `${description} ${caption}`))}</div>`,
  ];
  if (!isDifferenceVisible(kassei, compared)) {
    const title = fill(labels.difference, { high, low });
    pictures.push(`<p>${title}</p>
<div class="picture">${paintSvg(differencePlot(kassei, compared, `${title} ${caption}`))}</div>`);
  }
  return `<figure class="overlay">${pictures.join('\n')}<figcaption>${caption}</figcaption></figure>`;
}

/** The slopes at the kinks: one row for each kink, one column for each framework. */
function renderSlopes(labels: ComparisonLabels) {
  const symbol = ({ parameters }: Entry, value: number | string) =>
    typeof value === 'number' ? texNumber(value) : (parameters.find(({ name }) => name === value)?.symbol ?? value);
  const rows = catalogue.flatMap((entry) =>
    entry.kinks.map(({ at, slope }, i) => {
      const cells = trainingFrameworks.map((framework) => {
        const record = entry.frameworks.find((one) => one.framework === framework);
        if (!record) return '<td>–</td>';
        const other = record.kinks[i] ?? null;
        return other === null ? `<td>${math(slope)}</td>` : `<td><strong>${math(symbol(entry, other))}</strong></td>`;
      });
      const head = `<a href="#${entry.name}">${code(entry.name)}</a> ${math(`x=${at}`)}`;
      return `<tr><th scope="row">${head}</th><td>${math(slope)}</td>${cells.join('')}</tr>`;
    }),
  );
  const heads = [labels.kink, 'Kassei', ...trainingFrameworks.map((framework) => frameworks[framework])];
  return `<div class="sheet" role="region" aria-label="${labels.slopes}" tabindex="0"><table class="slopes">
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** A part of the text under one title, with the figure beside it and the table that replaces its line. */
function renderPart(language: Language, labels: ComparisonLabels, kassei: Kassei, html: string) {
  const [before, after] = html.split('<p>[slopes]</p>');
  if (after) return `<div class="prose">${before}</div>\n${renderSlopes(labels)}\n<div class="prose">${after}</div>`;
  const [line, name, from, to, variants] = COMPARISON_LINE.exec(html) ?? [];
  const entry = catalogue.find((one) => one.name === name);
  if (!line || !entry)
    throw new Error(`web/content/${language}/sections/differences.md: no line [name of a function] in ${html}`);
  const compared = compareVariants(kassei, entry, from ? [Number(from), Number(to)] : entry.plot, variants);
  const table = variants ? '' : renderDefaults(labels, compared.variants);
  return `<div class="difference"><div>${html.replace(line, () => table)}</div>
${renderComparisonFigure(language, labels, kassei, compared)}</div>`;
}

export function renderDifferences(language: Language, kassei: Kassei, labels: ComparisonLabels) {
  const [before, ...parts] = renderText(language, 'differences').split(/(?=<h3>)/);
  return `<section id="differences" aria-labelledby="differences-title">
<div class="prose"><h2 id="differences-title">${labels.differences}</h2>
${before}</div>
${parts.map((html) => renderPart(language, labels, kassei, html)).join('\n')}</section>`;
}
