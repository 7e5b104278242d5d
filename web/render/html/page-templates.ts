import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import subset from 'subset-font';
import { catalogue } from '../../../dist/catalogue.js';
import { load } from '../../../dist/index.js';
import en from '../../content/en/labels/pages.json' with { type: 'json' };
import ja from '../../content/ja/labels/pages.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import type { Kassei } from '../../model/curves.ts';
import { fill } from '../../model/format.ts';
import { text } from '../text/explanation.ts';
import { mathCharacters, typeset } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';
import { compare } from './comparison-html.ts';
import { tables } from './deferred-tables.ts';
import { errorFile, errorPicture } from './error-section.ts';
import { explorer } from './explorer-html.ts';
import { section } from './function-section.ts';
import { sharing } from './head.ts';
import { learning } from './learning-html.ts';
import { speed } from './speed-html.ts';
import { toolTemplates } from './toolbox-templates.ts';

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

/** In files of their own, so that they are no part of the scripts. */
const pageLabels = { ja, en };

type PageName = 'index' | 'compare' | 'learning';
type Page = { head: string; body: string };

/** A page's address for its neighbours of the same language; that of the functions is the folder's. */
const addressOf = (name: PageName) => (name === 'index' ? '' : `${name}.html`);

/** How many of the catalogue's first entries are those of the source article; the others follow by families. */
const ARTICLE = 9;

/** The pages by their files. What one puts off (later.ts) stands on the last. */
export async function renderPages() {
  const kassei = await load();
  const pages: Record<string, Page> = {};
  for (const language of ['ja', 'en'] as const) {
    const made: Record<PageName, Page> = {
      index: functionsPage(language, kassei),
      compare: comparePage(language, kassei),
      learning: learningPage(language, kassei),
    };
    const folder = language === 'ja' ? '' : 'en/';
    for (const [name, page] of Object.entries(made)) pages[`${folder}${name}.html`] = acrossPages(page, made);
    pages[`${folder}tables.html`] = tablesPage(language);
  }
  return pages;
}

const idsOf = ({ body }: Page) => new Set([...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));

/** Lets a page's links to what stands on another one lead there. */
function acrossPages(page: Page, all: Record<PageName, Page>): Page {
  const own = idsOf(page);
  const body = page.body.replace(/(?<=\shref=")#([^"]+)(?=")/g, (link, id) => {
    if (own.has(id)) return link;
    const [name] = (Object.entries(all) as [PageName, Page][]).find(([, other]) => idsOf(other).has(id)) ?? [];
    if (!name) throw new Error(`no page has the place #${id}`);
    return (addressOf(name) || './') + link;
  });
  return { ...page, body };
}

/** The pictures that stand in files of their own: names and contents. */
export async function renderPictures() {
  const sheet = await readFile(new URL('../../styles/colours.css', import.meta.url), 'utf8');
  const entries = catalogue.filter(({ kind }) => kind === 'elementwise');
  return entries.map((entry) => ({ fileName: errorFile(entry), source: errorPicture(entry, sheet) }));
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

function tablesPage(language: Language): Page {
  const { title, description, body } = tables(language);
  return { head: head(title, description), body: typeset(body) };
}

/** What all pages have around their main part. `first` is the place that the first link skips to. */
function framed(language: Language, name: PageName, { first, before = '', main }: Record<string, string>): Page {
  const labels = siteLabels[language];
  const pages = pageLabels[language];
  const other = language === 'ja' ? 'en' : 'ja';
  const top = language === 'ja' ? './' : '../';
  const reference = `<a href="${top}docs/" hreflang="en">${labels.reference}</a>`;
  const counted = { count: String(catalogue.length) };
  const { title, description } = name === 'index' ? labels : pages[name];
  const about = { title, description: fill(description, counted), file: name === 'index' ? '' : `${name}.html` };
  const nav = (['index', 'compare', 'learning'] as const).map((page) => {
    const label = page === 'index' ? pages.functions : pages[page].short;
    return page === name
      ? `<span aria-current="page">${label}</span>`
      : `<a href="${addressOf(page) || './'}">${label}</a>`;
  });
  return {
    head: head(about.title, about.description, sharing(language, process.env.SITE_URL, about)),
    body: typeset(`<body>
${before}<a class="skip" href="#${first}">${labels.skip}</a>
<header class="masthead"><p class="name"><a href="./">Kassei <span lang="ja">活性</span></a></p>
<nav aria-label="${pages.nav}">${nav.join('\n')}
${reference}</nav>
<p>${otherLanguage(language, name, '', ` data-offer="${siteLabels[other].offer}"`)}</p></header>
<main>
${main}
</main>
<footer><p>${labels.footer} ${reference}</p><p>${labels.licences}<a href="${top}licences.md">Chart.js</a>, <a href="${top}OFL.txt">STIX Two Math</a></p></footer>
</body>`),
  };
}

/** A link to the same place in the other language. */
function otherLanguage(language: Language, name: PageName, id: string, extra = '') {
  const other = language === 'ja' ? 'en' : 'ja';
  const address = (language === 'ja' ? 'en/' : '../') + addressOf(name) + (id && `#${id}`);
  return `<a class="other" href="${address}" lang="${other}" hreflang="${other}"${extra}>${siteLabels[other].language}</a>`;
}

/** A Japanese title may be broken after some particles only, where the browser does not know words. */
const breakable = (title: string) => title.replace(/[をは](?!$)/g, '$&<wbr>');

function comparePage(language: Language, kassei: Kassei) {
  const main = `<h1>${breakable(pageLabels[language].compare.title)}</h1>\n${compare(language, kassei).html}\n${speed(language).html}`;
  return framed(language, 'compare', { first: 'compare', main });
}

function learningPage(language: Language, kassei: Kassei) {
  const main = `<h1>${breakable(pageLabels[language].learning.title)}</h1>\n${learning(language, kassei).html}`;
  return framed(language, 'learning', { first: 'training', main });
}

function functionsPage(language: Language, kassei: Kassei) {
  const labels = siteLabels[language];
  const list = new Intl.ListFormat(language);
  const groups = grouped().map(({ name, members, others }) => ({
    id: `family-${name}`,
    title: labels.families[name],
    sections: members.map((entry) => section(language, kassei, entry, otherLanguage(language, 'index', entry.name))),
    also: list.format(others.map((entry) => `<a href="#${entry.name}"><code>${entry.name}</code></a>`)),
  }));
  return framed(language, 'index', {
    first: 'overview',
    before: `${toolTemplates(language)}\n`,
    main: `<div class="opening"><h1>${breakable(labels.title)}</h1>
${explorer(language, kassei)}
<div class="prose">${text(language, 'introduction')}</div></div>
<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">${labels.overview}</h2>
${groups
  .map(
    ({ id, title, sections, also }) => `<h3><a href="#${id}">${title}</a></h3>
<ul>${sections.map(({ item }) => item).join('\n')}</ul>${also && `\n<p class="also">${fill(labels.also, { names: also })}</p>`}`,
  )
  .join('\n')}
${compare(language, kassei).link}
${learning(language, kassei).link}
${speed(language).link}</section>
<section id="choosing" class="prose">${text(language, 'choosing')}</section>
${groups
  .map(
    ({ id, title, sections }) => `<section id="${id}" class="family" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${sections.map(({ html }) => html).join('\n')}</section>`,
  )
  .join('\n')}
<section id="about" class="prose">${text(language, 'about')}</section>`,
  });
}
