import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import subset from 'subset-font';
import { catalogue } from '../../dist/catalogue.js';
import { load } from '../../dist/index.js';
import { at, defaults, describe, type Entry, type Kassei, reading, sample } from '../sample.ts';
import { fill, format, type Language, words } from '../words.ts';
import { explanation, formula, math, mathCharacters, text } from './content.ts';
import { largePlot, smallPlot } from './drawing.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The largest float32. */
const LARGEST = 3.4028234663852886e38;

export async function renderPages() {
  const kassei = await load();
  return { ja: page('ja', kassei), en: page('en', kassei) };
}

/** The characters used in formulas, with the italic forms that MathML gives to single letters. */
export async function mathFont(from: string, to: string) {
  const italic = [...mathCharacters].map((character) => italicForm(character)).join('');
  const font = await subset(await readFile(from), [...mathCharacters].join('') + italic, { targetFormat: 'woff2' });
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, font);
}

function italicForm(character: string): string {
  if (character === 'h') return 'ℎ';
  const code = character.codePointAt(0) as number;
  if (/[a-z]/.test(character)) return String.fromCodePoint(code - 0x61 + 0x1d44e);
  if (/[A-Z]/.test(character)) return String.fromCodePoint(code - 0x41 + 0x1d434);
  if (/[α-ω]/.test(character)) return String.fromCodePoint(code - 0x3b1 + 0x1d6fc);
  return '';
}

function page(language: Language, kassei: Kassei) {
  const t = words[language];
  const other = language === 'ja' ? 'en' : 'ja';
  const otherPage = language === 'ja' ? 'en/' : '../';
  const link = (id: string, extra = '') =>
    `<a class="other" href="${otherPage}${id && `#${id}`}" lang="${other}" hreflang="${other}"${extra}>${words[other].language}</a>`;
  const sections = catalogue.map((entry) => section(language, kassei, entry, link(entry.name)));
  return {
    head: `<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${t.title} – Kassei</title>
    <meta name="description" content="${t.description}" />`,
    body: `<body>
<a class="skip" href="#overview">${t.skip}</a>
<header class="masthead"><p class="name">Kassei <span lang="ja">活性</span></p>
<p>${link('', ` data-offer="${words[other].offer}"`)}</p></header>
<main>
<div class="opening"><h1>${t.title}</h1>
<div class="prose">${text(language, '_introduction')}</div></div>
<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">${t.overview}</h2>
<ul class="overview">${sections.map(({ item }) => item).join('\n')}</ul></section>
${sections.map(({ html }) => html).join('\n')}
<section id="about" class="prose">${text(language, '_about')}</section>
</main>
<footer><p>${t.footer}</p><p>${t.licences}: <a href="${other === 'en' ? './' : '../'}licences.md">Chart.js</a>, <a href="${
      other === 'en' ? './' : '../'
    }OFL.txt">STIX Two Math</a></p></footer>
</body>`,
  };
}

function section(language: Language, kassei: Kassei, entry: Entry, languageLink: string) {
  const t = words[language];
  const tex = (source: string) => source.replace('\\text{otherwise}', `\\text{${t.otherwise}}`);
  const placed = new Set<string>();
  const { title, summary, play, rest } = explanation(language, entry.name, (name) => {
    placed.add(name);
    return control(language, entry, name);
  });
  const forgotten = entry.parameters.find(({ name }) => !placed.has(name));
  if (forgotten)
    throw new Error(`web/content/${language}/${entry.name}.md has no line [${forgotten.name}] for its control`);
  const curves = sample(kassei, entry, defaults(entry));
  return {
    item: `<li>${smallPlot(entry, curves)}<div><p><a href="#${entry.name}"><code>${entry.name}</code></a></p>
${formula(`f(x)=${tex(entry.formula)}`)}${summary}</div></li>`,
    html: `<section id="${entry.name}" class="activation" aria-labelledby="${entry.name}-title">
<div class="head"><h2 id="${entry.name}-title"><code>${entry.name}</code> <span>${title}</span></h2>${languageLink}
<div class="summary">${summary}</div>
${formula(`f(x)=${tex(entry.formula)}`)}${formula(`f'(x)=${tex(entry.derivative)}`)}</div>
<div class="stage">${figure(language, kassei, entry, largePlot(entry, curves, describe(t, kassei, entry, defaults(entry))))}${play && `<div class="play">${play}</div>`}</div>
<div class="rest">${rest}${properties(language, kassei, entry)}</div>
</section>`,
  };
}

function figure(language: Language, kassei: Kassei, entry: Entry, plot: string) {
  const t = words[language];
  const [from, to] = entry.plot;
  const [start] = at(kassei, entry, defaults(entry), [1]);
  const swatch = (kind: string) =>
    `<svg class="swatch" viewBox="0 0 32 8" aria-hidden="true"><path class="curve ${kind}" d="M0 4H32"/></svg>`;
  return `<figure><div class="plot">${plot}</div>
<figcaption><span>${swatch('value')}${math('f')} ${t.value}</span>
<label><input type="checkbox" class="live" checked disabled />${swatch('slope')}${math("f'")} ${t.slope}</label></figcaption>
<div class="live reading"><label>${math('x')}<input type="range" min="${from}" max="${to}" step="0.05" value="1" aria-label="${t.cursor}" disabled /></label>
<p>${reading(start)}</p></div>
<p class="unavailable" hidden>${t.unavailable}</p></figure>`;
}

function control(language: Language, entry: Entry, name: string) {
  const t = words[language];
  const parameter = entry.parameters.find((p) => p.name === name);
  if (!parameter) throw new Error(`web/content/${language}/${entry.name}.md: the catalogue has no parameter [${name}]`);
  const { default: standard, keras, minimum, maximum, slider, symbol } = parameter;
  const id = `${entry.name}-${name}`;
  const limits = [minimum, maximum].map((limit) => Math.max(-LARGEST, Math.min(limit, LARGEST)));
  const [from, to] = slider;
  return `<fieldset class="live parameter" data-parameter="${name}" aria-label="${keras}" disabled>
<label for="${id}">${math(symbol)} <code>${keras}</code></label>
<input type="number" step="any" value="${Number.isFinite(standard) ? standard : ''}" placeholder="${format(standard)}" min="${limits[0]}" max="${limits[1]}" aria-label="${fill(t.typed, { name: keras })}" aria-describedby="${id}-limits" />
<input type="range" id="${id}" min="${from}" max="${to}" step="${(to - from) / 100}" value="${Math.min(standard, to)}" />
<button type="button">${fill(t.reset, { value: format(standard) })}</button>
<p id="${id}-limits" role="alert" hidden>${fill(t.limits, { from: format(limits[0], 7), to: format(limits[1], 7) })}</p></fieldset>`;
}

function properties(language: Language, kassei: Kassei, entry: Entry) {
  const t = words[language];
  const list = (items: string[]) => items.join(t.separator);
  const { value, gradient } = entry.error;
  const rows = [
    [
      t.defaults,
      list(entry.parameters.map((p) => math(`${p.symbol}=${Number.isFinite(p.default) ? p.default : '\\infty'}`))),
    ],
    [t.range, math(entry.range)],
    [t.kinks, list(entry.kinks.map(({ at, slope }) => math(`f'(${at})=${slope}`)))],
    [t.error, fill(t.errorValue, { value: format(value), gradient: format(gradient) })],
  ].filter(([, description]) => description);
  const [from, to] = entry.plot;
  const x = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const table = at(kassei, entry, defaults(entry), x)
    .map(
      (row) =>
        `<tr><th scope="row">${format(row.x)}</th><td>${format(row.value)}</td><td>${format(row.slope)}</td></tr>`,
    )
    .join('');
  return `<h3>${t.properties}</h3>
<dl>${rows.map(([term, description]) => `<dt>${term}</dt><dd>${description}</dd>`).join('')}</dl>
<details><summary>${t.table}</summary><table><caption>${t.tableCaption}</caption>
<thead><tr><th scope="col">${math('x')}</th><th scope="col">${math('f(x)')}</th><th scope="col">${math("f'(x)")}</th></tr></thead>
<tbody>${table}</tbody></table></details>`;
}
