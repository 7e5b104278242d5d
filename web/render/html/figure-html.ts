import type { Language } from '../../content/labels.ts';
import { cursorStep, FAINT_SLOPE } from '../../model/curves.ts';
import { fill, format } from '../../model/format.ts';
import { lineSwatch } from '../../plot/svg.ts';
import { math } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';

export const renderFigure = (language: Language, plot: string, caption: string, reading: string, tools = '') =>
  `<figure><div class="plot">${plot}</div>
<figcaption>${caption}</figcaption>
<div class="live reading">${reading}</div>${tools}
<p class="unavailable" hidden>${fill(siteLabels[language].unavailable, { takes: siteLabels[language].takes })}</p></figure>`;

/** The checkboxes of a plot's parts, which are the legend too. Plots of several functions show no zones. */
export function renderParts(language: Language, alone: boolean) {
  const labels = siteLabels[language];
  const box = (part: string, content: string, checked = true) =>
    `<label${checked ? '' : ' class="live"'}><input type="checkbox" class="live" data-part="${part}"${checked ? ' checked' : ''} disabled />${content}</label>`;
  const line = (kind: string) => (alone ? lineSwatch(kind) : '');
  const zones = `<span class="zone-swatch" aria-hidden="true"></span>${fill(labels.zones, { faint: format(FAINT_SLOPE) })}`;
  return `${box('value', `${line('value')}${math('f')} ${labels.value}`)}
${box('slope', `${line('slope')}${math("f'")} ${labels.slope}`, alone)}
${box('curvature', `${line('curvature')}${math("f''")} ${labels.curvature}`, false)}
${alone ? box('zones', zones) : ''}`;
}

export const renderCursor = (language: Language, from: number, to: number, reading: string) =>
  `<label>${math('x')}<input type="range" min="${from}" max="${to}" step="${cursorStep([from, to])}" value="1" aria-label="${siteLabels[language].cursor}" disabled /></label>
<p aria-live="polite">${reading}</p>`;

/** The tools, empty until they are opened. */
export function renderTools(language: Language, summary: 'tools' | 'rowTools') {
  const labels = siteLabels[language];
  const missing = fill(labels.toolsMissing, { takes: labels.takes });
  return `<details class="live tools"><summary>${labels[summary]}</summary><p class="missing" role="alert" hidden>${missing}</p></details>`;
}
