import { catalogue } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import { FAINT } from '../../model/curves.ts';
import { fill, format } from '../../model/format.ts';
import { HATCH, MOST } from '../../plot/line-style.ts';
import { math } from '../text/formula.ts';
import { words } from '../text/label-files.ts';

/** What scripts copy into each live figure's tools. */
export function toolTemplates(language: Language) {
  const t = words[language];
  const button = (action: string, label: string, name = '') =>
    `<button type="button" data-do="${action}"${name && ` aria-label="${name}"`}>${label}</button>`;
  const curves = catalogue.filter(({ kind }) => kind !== 'rowwise');
  const options = curves.map(({ name }) => `<option>${name}</option>`).join('');
  return `<svg class="patterns" aria-hidden="true"><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"><path class="hatch" d="${HATCH}"/></pattern></svg>
<template id="swatch"><svg class="swatch" viewBox="0 0 32 10" aria-hidden="true"><path class="curve" d="M0 5H32"/></svg></template>
<template id="look"><fieldset class="range" aria-label="${t.view}"><label>${math('x')} <input type="number" step="any" data-view="from" aria-label="${t.viewFrom}" /></label> <label>… <input type="number" step="any" data-view="to" aria-label="${t.viewTo}" /></label>
${button('out', '−', t.zoomOut)}${button('in', '+', t.zoomIn)}${button('home', t.home)}
<label class="zoom">${t.zoom} <input type="range" min="-4" max="6" step="0.01" data-view="zoom" /></label>
<p role="alert" hidden>${t.rangeLimits}</p></fieldset>
<div class="with"><label>${t.compareWith} <select><option value="">${t.choose}</option>${options}</select></label>${button('add', t.add)}<span class="most" hidden>${fill(t.most, { most: String(MOST) })}</span><ul></ul></div></template>
<template id="take"><p class="take">${t.save} ${button('png', t.png)}${button('svg', t.svg)}${button('csv', t.csv)} ${button('link', t.link)} <output></output><span class="missing" role="alert" hidden>${t.saveMissing}</span></p>
<details class="numbers"><summary>${t.numbers}</summary><div role="region" aria-label="${t.numbers}" tabindex="0"><table><caption></caption><thead><tr></tr></thead><tbody></tbody></table></div></details></template>
<template id="help"><p class="help">${t.help}</p><p class="help">${fill(t.legendZones, { faint: format(FAINT) })}</p></template>`;
}
