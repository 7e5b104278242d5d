import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import subset from 'subset-font';
import { catalogue } from '../../dist/catalogue.js';
import { load } from '../../dist/index.js';
import type { Kassei } from '../sample.ts';
import { fill, type Language, words } from '../words.ts';
import { compare } from './compare.ts';
import { mathCharacters, text, typeset } from './content.ts';
import { errorFile, errorPlot } from './errors.ts';
import { tables } from './later.ts';
import { learning } from './learning.ts';
import { section } from './section.ts';
import { sharing } from './sharing.ts';
import { speed } from './speed.ts';
import { explorer, toolTemplates } from './tools.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  // Nothing connects, but without this some auditors cannot read robots.txt.
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** How many of the catalogue's first entries are those of the source article; the others follow by families. */
const ARTICLE = 9;

export async function renderPages() {
  const kassei = await load();
  const pages = { ja: page('ja', kassei), en: page('en', kassei) };
  // After the pages, which put off what stands on these.
  return { ...pages, jaTables: tablesPage('ja'), enTables: tablesPage('en') };
}

/** The pictures that stand in files of their own: names and contents. */
export async function renderPictures() {
  const sheet = await readFile(new URL('../base.css', import.meta.url), 'utf8');
  const entries = catalogue.filter(({ kind }) => kind === 'elementwise');
  return entries.map((entry) => ({ fileName: errorFile(entry), source: errorPlot(entry, sheet) }));
}

/** The font with the characters that formulas use. */
export async function mathFont(from: string, to: string) {
  // The types do not know the last two.
  const options = { targetFormat: 'woff2' as const, keepFeatures: ['ssty'], noHinting: true };
  const font = await subset(await readFile(from), [...mathCharacters].join(''), options);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, font);
}

/** The article's functions, then the families of the others, each with those of its members that the article has. */
function grouped() {
  const article = catalogue.slice(0, ARTICLE);
  const others = catalogue.slice(ARTICLE);
  const families = [...new Set(others.map(({ family }) => family))].map((name) => ({
    name,
    members: others.filter(({ family }) => family === name),
    others: article.filter(({ family }) => family === name),
  }));
  return [{ name: 'article' as const, members: article, others: [] }, ...families];
}

const head = (title: string, description: string, more = '') => `<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Kassei</title>
    <meta name="description" content="${description}" />${more}`;

function tablesPage(language: Language) {
  const { title, description, body } = tables(language);
  return { head: head(title, description), body: typeset(body) };
}

function page(language: Language, kassei: Kassei) {
  const t = words[language];
  const other = language === 'ja' ? 'en' : 'ja';
  const otherPage = language === 'ja' ? 'en/' : '../';
  const top = language === 'ja' ? './' : '../';
  const reference = `<a href="${top}docs/" hreflang="en">${t.reference}</a>`;
  const link = (id: string, extra = '') =>
    `<a class="other" href="${otherPage}${id && `#${id}`}" lang="${other}" hreflang="${other}"${extra}>${words[other].language}</a>`;
  const compared = compare(language, kassei);
  const counted = { count: String(catalogue.length) };
  const measured = speed(language);
  const learned = learning(language, kassei);
  const list = new Intl.ListFormat(language);
  const groups = grouped().map(({ name, members, others }) => ({
    id: `family-${name}`,
    title: t.families[name],
    sections: members.map((entry) => section(language, kassei, entry, link(entry.name))),
    also: list.format(others.map((entry) => `<a href="#${entry.name}"><code>${entry.name}</code></a>`)),
  }));
  return {
    head: head(t.title, fill(t.description, counted), sharing(language, process.env.SITE_URL, counted)),
    body: typeset(`<body>
${toolTemplates(language)}
<a class="skip" href="#overview">${t.skip}</a>
<header class="masthead"><p class="name">Kassei <span lang="ja">活性</span></p>
<p>${reference}</p>
<p>${link('', ` data-offer="${words[other].offer}"`)}</p></header>
<main>
<div class="opening"><h1>${t.title}</h1>
${explorer(language, kassei)}
<div class="prose">${text(language, '_introduction')}</div></div>
<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">${t.overview}</h2>
${groups
  .map(
    ({ id, title, sections, also }) => `<h3><a href="#${id}">${title}</a></h3>
<ul>${sections.map(({ item }) => item).join('\n')}</ul>${also && `\n<p class="also">${fill(t.also, { names: also })}</p>`}`,
  )
  .join('\n')}
${compared.link}
${learned.link}
${measured.link}</section>
<section id="choosing" class="prose">${text(language, '_choosing')}</section>
${groups
  .map(
    ({ id, title, sections }) => `<section id="${id}" class="family" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${sections.map(({ html }) => html).join('\n')}</section>`,
  )
  .join('\n')}
${compared.html}
${learned.html}
${measured.html}
<section id="about" class="prose">${text(language, '_about')}</section>
</main>
<footer><p>${t.footer} ${reference}</p><p>${t.licences}: <a href="${top}licences.md">Chart.js</a>, <a href="${top}OFL.txt">STIX Two Math</a></p></footer>
</body>`),
  };
}
