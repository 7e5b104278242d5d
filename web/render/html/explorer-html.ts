import { catalogue } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import { evaluateAt, type Kassei } from '../../model/curves.ts';
import { formatReadings } from '../../model/description.ts';
import { EXPLORER_START } from '../../model/explorer-start.mjs';
import { startValues } from '../../model/settings.ts';
import { curvePicture } from '../../plot/picture.ts';
import { paintSvg } from '../../plot/svg.ts';
import { siteLabels } from '../text/label-files.ts';
import { renderCursor, renderFigure, renderParts, renderTools } from './figure-html.ts';

/** The plot at the top of the page in its initial state. */
export function renderExplorer(language: Language, kassei: Kassei) {
  const labels = siteLabels[language];
  const { range } = EXPLORER_START;
  const drawn = EXPLORER_START.functions.map((name) => {
    const entry = catalogue.find((other) => other.name === name);
    if (!entry) throw new Error(`the explorer's ${name} is not in the catalogue`);
    return { entry, values: startValues(entry) };
  });
  const here = drawn.map(({ entry, values }) => ({ name: entry.name, ...evaluateAt(kassei, entry, values, [1])[0] }));
  const plot = curvePicture(kassei, labels, drawn, { x: range, shows: (part) => part === 'value' });
  return `<section id="explorer" aria-label="${labels.explorer}">${renderFigure(language, paintSvg(plot), renderParts(language, false), renderCursor(language, ...range, formatReadings(here)), renderTools(language, 'tools'))}</section>`;
}
