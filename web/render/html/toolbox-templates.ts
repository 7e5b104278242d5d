import { catalogue } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import { FAINT_SLOPE } from '../../model/curves.ts';
import { fill, format } from '../../model/format.ts';
import { MOST_FUNCTIONS } from '../../plot/picture.ts';
import { math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';

/** Templates that the script copies into the tools of a plot. */
export function renderToolboxTemplates(language: Language) {
  const labels = siteLabels[language];
  const button = (action: string, label: string, name = '') =>
    `<button type="button" data-do="${action}"${name && ` aria-label="${name}"`}>${label}</button>`;
  const curves = catalogue.filter(({ kind }) => kind !== 'rowwise');
  const options = curves.map(({ name }) => `<option>${name}</option>`).join('');
  return `<template id="swatch"><svg class="swatch" viewBox="0 0 32 10" aria-hidden="true"><path class="curve" d="M0 5H32"/></svg></template>
<template id="look"><fieldset class="range" aria-label="${labels.view}"><label>${math('x')} <input type="number" step="any" data-view="from" aria-label="${labels.viewFrom}" /></label> <label>… <input type="number" step="any" data-view="to" aria-label="${labels.viewTo}" /></label>
${button('out', '−', labels.zoomOut)}${button('in', '+', labels.zoomIn)}${button('home', labels.home)}
<label class="zoom">${labels.zoom} <input type="range" min="-4" max="6" step="0.01" data-view="zoom" /></label>
<p role="alert" hidden>${labels.rangeLimits}</p></fieldset>
<div class="with"><label>${labels.compareWith} <select><option value="">${labels.choose}</option>${options}</select></label>${button('add', labels.add)}<span class="most" hidden>${fill(labels.most, { most: String(MOST_FUNCTIONS) })}</span><ul></ul></div></template>
<template id="take"><p class="take">${labels.save} ${button('png', labels.png)}${button('svg', labels.svg)}${button('csv', labels.csv)} ${button('link', labels.link)} <output></output><span class="missing" role="alert" hidden>${labels.saveMissing}</span></p>
<details class="numbers"><summary>${labels.numbers}</summary><div role="region" aria-label="${labels.numbers}" tabindex="0"><table><caption></caption><thead><tr></tr></thead><tbody></tbody></table></div></details></template>
<template id="help"><p class="help">${labels.help}</p><p class="help">${fill(labels.legendZones, { faint: format(FAINT_SLOPE) })}</p></template>`;
}
