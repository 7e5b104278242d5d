import { catalogue } from '../../../dist/catalogue.js';
import en from '../../content/en/labels/speed.json' with { type: 'json' };
import ja from '../../content/ja/labels/speed.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import { fill } from '../../model/format.ts';
import { barSwatch } from '../../plot/svg.ts';
import { text } from '../text/explanation.ts';
import { words } from '../text/label-files.ts';
import { table } from './facts.ts';

/** In files of their own, so that they are no part of the scripts: what those need stands in attributes. */
const texts = { ja, en };

/** The line [measure] of the text, as a paragraph. */
const PLACE = '<p>[measure]</p>';

/** The section in which visitors measure the functions of one number; its link for the overview. */
export function speed(language: Language) {
  const t = texts[language];
  const { errorNaive: plain, takes, table: numbers } = words[language];
  const rows = catalogue
    .filter(({ kind }) => kind === 'elementwise')
    .map(({ name }) => [`<code>${name}</code>`, '', '', '']);
  const [before, after] = text(language, 'speed').split(PLACE);
  return {
    link: `<h3>${t.title}</h3>
<p class="also"><a href="#speed">${t.summary}</a></p>`,
    html: `<section id="speed" class="measured" aria-labelledby="speed-title">
<div class="before"><h2 id="speed-title">${t.title}</h2>
${before}</div>
<div class="measure"><div class="live press"><button type="button" data-stop="${t.stop}" data-started="${t.started}" data-stopped="${t.stopped}" data-done="${t.done}" disabled>${t.start}</button>
<progress max="${rows.length}" value="0" aria-label="${t.progress}" hidden></progress>
<p role="status"></p></div>
<p class="unavailable" hidden>${fill(t.unavailable, { takes })}</p></div>
<div class="result" data-picture="${t.picture}" hidden><figure class="times"><figcaption><span>${t.axis}</span> <span>${barSwatch('value')}Kassei</span> <span>${barSwatch('outline')}${plain}</span></figcaption>
<div class="bars"></div></figure>
<details><summary>${numbers}</summary>${table(t.axis, [t.function, 'Kassei', plain, t.ratio], rows)}</details></div>
<div class="after">${after}</div></section>`,
  };
}
