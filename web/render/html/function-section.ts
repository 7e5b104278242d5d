import type { Language } from '../../content/labels.ts';
import { evaluateAt, type Kassei, sample } from '../../model/curves.ts';
import { describePlot, formatReading } from '../../model/description.ts';
import { fill } from '../../model/format.ts';
import { caseConditions } from '../../model/formula-cases.ts';
import { describeRow, evaluateRow, formatRow, INPUT_REACH, isHalved, type Row, START_ROW } from '../../model/row.ts';
import { type Entry, movable, startValues } from '../../model/settings.ts';
import { largeBars, largePlot, smallBars, smallPlot } from '../../plot/static-plot.ts';
import { barSwatch } from '../../plot/svg.ts';
import { explanation } from '../text/explanation.ts';
import { formula, math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';
import { control } from './controls.ts';
import { later } from './deferred-tables.ts';
import { errors } from './error-section.ts';
import { examples } from './example-blocks.ts';
import { curveTable, frameworks, properties, rowTable } from './facts.ts';
import { cursor, figureOf, parts, tools } from './figure-html.ts';

/** The pictures and tables of a function, which depend on whether it takes one number or a row of them. */
function pictures(language: Language, kassei: Kassei, entry: Entry) {
  const labels = siteLabels[language];
  if (entry.kind === 'rowwise') {
    const both = evaluateRow(kassei, entry, START_ROW, 1);
    return {
      small: smallBars(entry, both),
      figure: rowFigure(language, entry, both),
      table: rowTable(language, both),
    };
  }
  const curves = sample(kassei, entry, startValues(entry));
  const large = largePlot(entry, curves, describePlot(labels, kassei, entry, startValues(entry)));
  return {
    small: smallPlot(entry, curves),
    figure: curveFigure(language, kassei, entry, large),
    table: curveTable(language, kassei, entry),
  };
}

function formulas(language: Language, entry: Entry) {
  const labels = siteLabels[language];
  const tex = (source: string) => source.replace('\\text{otherwise}', `\\text{${labels.otherwise}}`);
  if (entry.kind !== 'rowwise') {
    return formula(`f(x)=${tex(entry.formula)}`) + formula(`f'(x)=${tex(entry.derivative)}`);
  }
  const i = entry.formula.includes('_i') ? '_i' : '';
  return `${formula(`y${i}=${tex(entry.formula)}`)}<p class="note">${fill(labels.gradient, { g: math(`g${i}=\\partial L/\\partial y${i}`) })}</p>
${formula(`\\frac{\\partial L}{\\partial x${i}}=${tex(entry.derivative)}`)}`;
}

export function section(language: Language, kassei: Kassei, entry: Entry, languageLink: string) {
  const labels = siteLabels[language];
  const placed = new Set<string>();
  const { title, summary, play, rest } = explanation(language, entry.name, (name) => {
    placed.add(name);
    return control(language, entry, name);
  });
  const forgotten = movable(entry).find(({ name }) => !placed.has(name));
  if (forgotten)
    throw new Error(
      `web/content/${language}/functions/${entry.name}.md has no line [${forgotten.name}] for its control`,
    );
  const { small, figure, table } = pictures(language, kassei, entry);
  return {
    item: `<li>${small}<div><p><a href="#${entry.name}"><code>${entry.name}</code></a></p>${summary}</div></li>`,
    html: `<section id="${entry.name}" class="activation ${entry.kind}" aria-labelledby="${entry.name}-title">
<div class="head"><h3 id="${entry.name}-title"><code>${entry.name}</code> <span>${title}</span></h3>${languageLink}
<div class="summary">${summary}</div>
${formulas(language, entry)}</div>
<div class="stage">${figure}${play && `<div class="play">${play}</div>`}</div>
<div class="rest">${rest}${examples(language, kassei, entry)}${properties(language, entry)}
<p><a href="${language === 'ja' ? './' : '../'}docs/functions/${entry.name}.html" hreflang="en">${labels.functionReference}</a></p>
${later(language, entry.name, 'values', labels.table, table)}
${entry.kind === 'elementwise' ? errors(language, entry) : ''}
${frameworks(language, entry)}</div>
</section>`,
  };
}

function curveFigure(language: Language, kassei: Kassei, entry: Entry, plot: string) {
  const [from, to] = entry.plot;
  const [here] = evaluateAt(kassei, entry, startValues(entry), [1]);
  return figureOf(
    language,
    plot,
    parts(language, true),
    `${cursor(language, from, to, formatReading(here))}${caseConditions(entry).length ? '<p class="piece" aria-live="polite"></p>' : ''}`,
    tools(language, 'tools'),
  );
}

function rowFigure(language: Language, entry: Entry, both: Row) {
  const labels = siteLabels[language];
  const legend = isHalved(both)
    ? [
        ['input', 'a', labels.passed],
        ['gate', 'b', labels.gate],
      ]
    : [['input', 'x', labels.before]];
  const sliders = both.inputs.map(({ name }, i) => {
    const tex = `${name[0]}_${(i % both.outputs.length) + 1}`;
    return `<div><label for="${entry.name}-input-${i}">${math(tex)}</label><input type="range" id="${entry.name}-input-${i}" min="${-INPUT_REACH}" max="${INPUT_REACH}" step="0.1" value="${START_ROW[i]}" aria-label="${fill(labels.typed, { name })}" disabled /></div>`;
  });
  return figureOf(
    language,
    largeBars(entry, both, describeRow(labels, entry, both)),
    [...legend, ['value', 'y', labels.after]]
      .map(([kind, symbol, word]) => `<span>${barSwatch(kind)}${math(symbol)} ${word}</span>`)
      .join('\n'),
    `<p>${formatRow(both)}</p><div class="inputs">${sliders.join('\n')}</div>`,
    tools(language, 'rowTools'),
  );
}
