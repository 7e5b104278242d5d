import { catalogue } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import { evaluateAt, type Kassei, sample } from '../../model/curves.ts';
import { describePlot, formatReadings } from '../../model/description.ts';
import { EXPLORER_START } from '../../model/explorer-start.mjs';
import { startValues } from '../../model/settings.ts';
import { overlayPlot } from '../../plot/static-plot.ts';
import { siteLabels } from '../text/label-files.ts';
import { renderCursor, renderFigure, renderParts, renderTools } from './figure-html.ts';

/** The plot at the top of the page in its initial state. */
export function renderExplorer(language: Language, kassei: Kassei) {
  const labels = siteLabels[language];
  const functions = EXPLORER_START.functions.map((name) => {
    const entry = catalogue.find((other) => other.name === name);
    if (!entry) throw new Error(`the explorer's ${name} is not in the catalogue`);
    return { name, entry, curves: sample(kassei, entry, startValues(entry), EXPLORER_START.range) };
  });
  const shown = functions
    .map(({ entry }) => describePlot(labels, kassei, entry, startValues(entry), EXPLORER_START.range))
    .join(' ');
  const here = functions.map(({ name, entry }) => ({ name, ...evaluateAt(kassei, entry, startValues(entry), [1])[0] }));
  const plot = overlayPlot(
    EXPLORER_START.range,
    functions.map(({ name, curves }) => ({ name, curves: { ...curves, slope: [] } })),
    shown,
  );
  return `<section id="explorer" aria-label="${labels.explorer}">${renderFigure(language, plot, renderParts(language, false), renderCursor(language, ...EXPLORER_START.range, formatReadings(here)), renderTools(language, 'tools'))}</section>`;
}
