import type { Language } from '../../content/labels.ts';
import { evaluateAt, type Kassei, sample } from '../../model/curves.ts';
import { formatReading } from '../../model/description.ts';
import { fill } from '../../model/format.ts';
import { evaluateRow, formatRow, INPUT_REACH, isHalved, type Row, START_ROW } from '../../model/row.ts';
import { type Entry, movable, startValues } from '../../model/settings.ts';
import { barPicture, type CurvePart, curvePicture, smallBars, smallPlot } from '../../plot/picture.ts';
import { barSwatch, paintSvg } from '../../plot/svg.ts';
import { renderExplanation } from '../text/explanation.ts';
import { displayedFormula, math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';
import { renderControl } from './controls.ts';
import { deferTable } from './deferred-tables.ts';
import { renderErrors } from './error-section.ts';
import { renderExamples } from './example-blocks.ts';
import { renderCurveTable, renderFacts, renderFrameworks, renderRowTable } from './facts.ts';
import { renderCursor, renderFigure, renderParts, renderTools } from './figure-html.ts';

/** The pictures and the table of a function, of one number or of a row. */
function renderPictures(language: Language, kassei: Kassei, entry: Entry) {
  const labels = siteLabels[language];
  if (entry.kind === 'rowwise') {
    const both = evaluateRow(kassei, entry, START_ROW, startValues(entry));
    return {
      small: paintSvg(smallBars(entry, both)),
      figure: renderRowFigure(language, entry, both),
      table: renderRowTable(language, both),
    };
  }
  const values = startValues(entry);
  const view = { x: entry.plot, shows: (part: CurvePart) => part !== 'curvature' };
  const large = curvePicture(kassei, labels, [{ entry, values }], view);
  return {
    small: paintSvg(smallPlot(entry, sample(kassei, entry, values))),
    figure: renderCurveFigure(language, kassei, entry, paintSvg(large)),
    table: renderCurveTable(language, kassei, entry),
  };
}

function renderFormulas(language: Language, entry: Entry) {
  const labels = siteLabels[language];
  const tex = (source: string) => source.replace('\\text{otherwise}', `\\text{${labels.otherwise}}`);
  if (entry.kind !== 'rowwise') {
    return displayedFormula(`f(x)=${tex(entry.formula)}`) + displayedFormula(`f'(x)=${tex(entry.derivative)}`);
  }
  const i = entry.halves ? '' : '_i';
  return `${displayedFormula(`y${i}=${tex(entry.formula)}`)}<p class="note">${fill(labels.gradient, { g: math(`g${i}=\\partial L/\\partial y${i}`) })}</p>
${displayedFormula(`\\frac{\\partial L}{\\partial x${i}}=${tex(entry.derivative)}`)}`;
}

export function renderSection(language: Language, kassei: Kassei, entry: Entry, languageLink: string) {
  const labels = siteLabels[language];
  const placed = new Set<string>();
  const { title, summary, play, rest } = renderExplanation(language, entry.name, (name) => {
    placed.add(name);
    return renderControl(language, entry, name);
  });
  const forgotten = movable(entry).find(({ name }) => !placed.has(name));
  if (forgotten)
    throw new Error(
      `web/content/${language}/functions/${entry.name}.md has no line [${forgotten.name}] for its control`,
    );
  const { small, figure, table } = renderPictures(language, kassei, entry);
  return {
    item: `<li>${small}<div><p><a href="#${entry.name}"><code>${entry.name}</code></a></p>${summary}</div></li>`,
    html: `<section id="${entry.name}" class="activation ${entry.kind}" aria-labelledby="${entry.name}-title">
<div class="head"><h3 id="${entry.name}-title"><code>${entry.name}</code> <span>${title}</span></h3>${languageLink}
<div class="summary">${summary}</div>
${renderFormulas(language, entry)}</div>
<div class="stage">${figure}${play && `<div class="play">${play}</div>`}</div>
<div class="rest">${rest}${renderExamples(language, kassei, entry)}${renderFacts(language, entry)}
<p><a href="${language === 'ja' ? './' : '../'}docs/functions/${entry.name}.html" hreflang="en">${labels.functionReference}</a></p>
${deferTable(language, entry.name, 'values', labels.table, table)}
${entry.kind === 'elementwise' ? renderErrors(language, entry) : ''}
${renderFrameworks(language, entry)}</div>
</section>`,
  };
}

function renderCurveFigure(language: Language, kassei: Kassei, entry: Entry, plot: string) {
  const [from, to] = entry.plot;
  const [here] = evaluateAt(kassei, entry, startValues(entry), [1]);
  return renderFigure(
    language,
    plot,
    renderParts(language, true),
    `${renderCursor(language, from, to, formatReading(here))}${entry.cases.length ? '<p class="piece" aria-live="polite"></p>' : ''}`,
    renderTools(language, 'tools'),
  );
}

function renderRowFigure(language: Language, entry: Entry, both: Row) {
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
  return renderFigure(
    language,
    paintSvg(barPicture(labels, entry, both)),
    [...legend, ['value', 'y', labels.after]]
      .map(([kind, symbol, word]) => `<span>${barSwatch(kind)}${math(symbol)} ${word}</span>`)
      .join('\n'),
    `<p>${formatRow(both)}</p><div class="inputs">${sliders.join('\n')}</div>`,
    renderTools(language, 'rowTools'),
  );
}
