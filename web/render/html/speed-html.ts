import { catalogue } from '../../../dist/catalogue.js';
import en from '../../content/en/labels/speed.json' with { type: 'json' };
import ja from '../../content/ja/labels/speed.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import { fill } from '../../model/format.ts';
import { barSwatch } from '../../plot/svg.ts';
import { renderText } from '../text/explanation.ts';
import { siteLabels } from '../text/label-files.ts';
import { renderTable } from './facts.ts';

/** These labels have files of their own, which keeps them out of the scripts; attributes carry what scripts need. */
const speedLabels = { ja, en };

/** The text's line [measure] after Markdown; the measurement goes there. */
const MEASURE_LINE = '<p>[measure]</p>';

/** The overview's link to the measurement. */
export function renderSpeedLink(language: Language) {
  const labels = speedLabels[language];
  return `<h3>${labels.title}</h3>
<p class="also"><a href="#speed">${labels.summary}</a></p>`;
}

/** The section in which visitors measure the functions of one number. */
export function renderSpeed(language: Language) {
  const labels = speedLabels[language];
  const { errorNaive: plain, takes, table: numbers } = siteLabels[language];
  const rows = catalogue
    .filter(({ kind }) => kind === 'elementwise')
    .map(({ name }) => [`<code>${name}</code>`, '', '', '']);
  const [before, after] = renderText(language, 'speed').split(MEASURE_LINE);
  return `<section id="speed" class="measured" aria-labelledby="speed-title">
<div class="before"><h2 id="speed-title">${labels.title}</h2>
${before}</div>
<div class="measure"><div class="live press"><button type="button" data-stop="${labels.stop}" data-started="${labels.started}" data-stopped="${labels.stopped}" data-done="${labels.done}" disabled>${labels.start}</button>
<progress max="${rows.length}" value="0" aria-label="${labels.progress}" hidden></progress>
<p role="status"></p></div>
<p class="unavailable" hidden>${fill(labels.unavailable, { takes })}</p></div>
<div class="result" data-picture="${labels.picture}" hidden><figure class="times"><figcaption><span>${labels.axis}</span> <span>${barSwatch('value')}Kassei</span> <span>${barSwatch('outline')}${plain}</span></figcaption>
<div class="bars"></div></figure>
<details><summary>${numbers}</summary>${renderTable(labels.axis, [labels.function, 'Kassei', plain, labels.ratio], rows)}</details></div>
<div class="after">${after}</div></section>`;
}
