import { catalogue } from '../../../dist/catalogue.js';
import en from '../../content/en/labels/speed.json' with { type: 'json' };
import ja from '../../content/ja/labels/speed.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import { fill } from '../../model/format.ts';
import { barSwatch } from '../../plot/svg.ts';
import { text } from '../text/explanation.ts';
import { siteLabels } from '../text/label-files.ts';
import { table } from './facts.ts';

/** In files of their own, so that they are no part of the scripts: what those need stands in attributes. */
const speedLabels = { ja, en };

/** The line [measure] of the text, as a paragraph. */
const PLACE = '<p>[measure]</p>';

/** The section in which visitors measure the functions of one number; its link for the overview. */
export function speed(language: Language) {
  const labels = speedLabels[language];
  const { errorNaive: plain, takes, table: numbers } = siteLabels[language];
  const rows = catalogue
    .filter(({ kind }) => kind === 'elementwise')
    .map(({ name }) => [`<code>${name}</code>`, '', '', '']);
  const [before, after] = text(language, 'speed').split(PLACE);
  return {
    link: `<h3>${labels.title}</h3>
<p class="also"><a href="#speed">${labels.summary}</a></p>`,
    html: `<section id="speed" class="measured" aria-labelledby="speed-title">
<div class="before"><h2 id="speed-title">${labels.title}</h2>
${before}</div>
<div class="measure"><div class="live press"><button type="button" data-stop="${labels.stop}" data-started="${labels.started}" data-stopped="${labels.stopped}" data-done="${labels.done}" disabled>${labels.start}</button>
<progress max="${rows.length}" value="0" aria-label="${labels.progress}" hidden></progress>
<p role="status"></p></div>
<p class="unavailable" hidden>${fill(labels.unavailable, { takes })}</p></div>
<div class="result" data-picture="${labels.picture}" hidden><figure class="times"><figcaption><span>${labels.axis}</span> <span>${barSwatch('value')}Kassei</span> <span>${barSwatch('outline')}${plain}</span></figcaption>
<div class="bars"></div></figure>
<details><summary>${numbers}</summary>${table(labels.axis, [labels.function, 'Kassei', plain, labels.ratio], rows)}</details></div>
<div class="after">${after}</div></section>`,
  };
}
