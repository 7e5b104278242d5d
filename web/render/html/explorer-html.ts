import { catalogue } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import { at, type Kassei, sample } from '../../model/curves.ts';
import { describe, readAll } from '../../model/description.ts';
import { START } from '../../model/explorer-start.mjs';
import { starts } from '../../model/settings.ts';
import { overlayPlot } from '../../plot/static-plot.ts';
import { siteLabels } from '../text/label-files.ts';
import { cursor, figureOf, parts, tools } from './figure-html.ts';

/** The plot at the top of the page, as it is at first. */
export function explorer(language: Language, kassei: Kassei) {
  const labels = siteLabels[language];
  const functions = START.functions.map((name) => {
    const entry = catalogue.find((other) => other.name === name);
    if (!entry) throw new Error(`the explorer's ${name} is not in the catalogue`);
    return { name, entry, curves: sample(kassei, entry, starts(entry), START.range) };
  });
  const shown = functions.map(({ entry }) => describe(labels, kassei, entry, starts(entry), START.range)).join(' ');
  const here = functions.map(({ name, entry }) => ({ name, ...at(kassei, entry, starts(entry), [1])[0] }));
  const plot = overlayPlot(
    START.range,
    functions.map(({ name, curves }) => ({ name, curves: { ...curves, slope: [] } })),
    shown,
  );
  return `<section id="explorer" aria-label="${labels.explorer}">${figureOf(language, plot, parts(language, false), cursor(language, ...START.range, readAll(here)), tools(language, 'tools'))}</section>`;
}
