import { catalogue } from '../../dist/catalogue.js';
import { FIRST, HOME } from '../explorer.ts';
import { HATCH, MOST } from '../overlay.ts';
import { starts } from '../parameters.ts';
import { at, describe, FAINT, type Kassei, readAll, sample, stepOf } from '../sample.ts';
import { fill, format, type Language } from '../words.ts';
import { math } from './content.ts';
import { overlayPlot } from './drawing.ts';
import { figureOf } from './section.ts';
import { lineSwatch } from './svg.ts';
import { words } from './words.ts';

/** The checkboxes for what is drawn, and the static plot's legend of what that has; zones only of one function alone. */
export function parts(language: Language, alone: boolean) {
  const t = words[language];
  const box = (part: string, content: string, checked = true) =>
    `<label${checked ? '' : ' class="live"'}><input type="checkbox" class="live" data-part="${part}"${checked ? ' checked' : ''} disabled />${content}</label>`;
  const line = (kind: string) => (alone ? lineSwatch(kind) : '');
  const zones = `<span class="zone-swatch" aria-hidden="true"></span>${fill(t.zones, { faint: format(FAINT) })}`;
  return `${box('value', `${line('value')}${math('f')} ${t.value}`)}
${box('slope', `${line('slope')}${math("f'")} ${t.slope}`, alone)}
${box('curvature', `${line('curvature')}${math("f''")} ${t.curvature}`, false)}
${alone ? box('zones', zones) : ''}`;
}

export const cursor = (language: Language, from: number, to: number, reading: string) =>
  `<label>${math('x')}<input type="range" min="${from}" max="${to}" step="${stepOf([from, to])}" value="1" aria-label="${words[language].cursor}" disabled /></label>
<p aria-live="polite">${reading}</p>`;

/** The closed tools, which are filled when they are opened. */
export function tools(language: Language, summary: 'tools' | 'rowTools') {
  const t = words[language];
  const missing = fill(t.toolsMissing, { takes: t.takes });
  return `<details class="live tools"><summary>${t[summary]}</summary><p class="missing" role="alert" hidden>${missing}</p></details>`;
}

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

/** The plot at the top of the page, as it is at first. */
export function explorer(language: Language, kassei: Kassei) {
  const t = words[language];
  const functions = FIRST.map((name) => {
    const entry = catalogue.find((other) => other.name === name);
    if (!entry) throw new Error(`the explorer's ${name} is not in the catalogue`);
    return { name, entry, curves: sample(kassei, entry, starts(entry), HOME) };
  });
  const shown = functions.map(({ entry }) => describe(t, kassei, entry, starts(entry), HOME)).join(' ');
  const here = functions.map(({ name, entry }) => ({ name, ...at(kassei, entry, starts(entry), [1])[0] }));
  const plot = overlayPlot(
    HOME,
    functions.map(({ name, curves }) => ({ name, curves: { ...curves, slope: [] } })),
    shown,
  );
  return `<section id="explorer" aria-label="${t.explorer}">${figureOf(language, plot, parts(language, false), cursor(language, ...HOME, readAll(here)), tools(language, 'tools'))}</section>`;
}
