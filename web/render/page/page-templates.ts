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
import { renderComparison, renderComparisonLinks } from '../html/comparison-html.ts';
import { renderDeferredTables } from '../html/deferred-tables.ts';
import { errorFile, renderErrorPicture } from '../html/error-section.ts';
import { renderExplorer } from '../html/explorer-html.ts';
import { renderSection } from '../html/function-section.ts';
import { renderLearning, renderLearningLinks } from '../html/learning-html.ts';
import { renderSpeed, renderSpeedLink } from '../html/speed-html.ts';
import { renderToolboxTemplates } from '../html/toolbox-templates.ts';
import { renderText } from '../text/explanation.ts';
import { mathCharacters, typeset } from '../text/formula.ts';
import { siteLabels } from '../text/label-files.ts';
import { renderSharing } from './head.ts';

const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  // The page connects to nothing, but some auditors need this to read robots.txt.
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** These labels have files of their own, which keeps them out of the scripts. */
const pageLabels = { ja, en };

type PageName = 'index' | 'compare' | 'learning';
type Page = { head: string; body: string };

/** A page's address within its language; the functions' page has the folder's own. */
const addressOf = (name: PageName) => (name === 'index' ? '' : `${name}.html`);

/** The number of entries from the source article; they come first in the catalogue. */
const ARTICLE_LENGTH = 9;

/** The pages by their files. The page of deferred tables comes last, because the others fill it. */
export async function renderPages() {
  const kassei = await load();
  const pages: Record<string, Page> = {};
  for (const language of ['ja', 'en'] as const) {
    const made: Record<PageName, Page> = {
      index: renderFunctionsPage(language, kassei),
      compare: renderComparePage(language, kassei),
      learning: renderLearningPage(language, kassei),
    };
    const folder = language === 'ja' ? '' : 'en/';
    for (const [name, page] of Object.entries(made)) pages[`${folder}${name}.html`] = linkAcrossPages(page, made);
    pages[`${folder}tables.html`] = renderTablesPage(language);
  }
  return pages;
}

const idsOf = ({ body }: Page) => new Set([...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));

/** Points links whose target is on another page to that page. */
function linkAcrossPages(page: Page, all: Record<PageName, Page>): Page {
  const own = idsOf(page);
  const body = page.body.replace(/(?<=\shref=")#([^"]+)(?=")/g, (link, id) => {
    if (own.has(id)) return link;
    const [name] = (Object.entries(all) as [PageName, Page][]).find(([, other]) => idsOf(other).has(id)) ?? [];
    if (!name) throw new Error(`no page has the place #${id}`);
    return (addressOf(name) || './') + link;
  });
  return { ...page, body };
}

/** The files of the pictures of errors. */
export async function renderErrorPictures() {
  const sheet = await readFile(new URL('../../styles/colours.css', import.meta.url), 'utf8');
  const entries = catalogue.filter(({ kind }) => kind === 'elementwise');
  return entries.map((entry) => ({ fileName: errorFile(entry), source: renderErrorPicture(entry, sheet) }));
}

/** Writes the mathematics font, cut down to the characters of the formulas. */
export async function writeMathFont(from: string, to: string) {
  // The package's types lack the last two options.
  const options = { targetFormat: 'woff2' as const, keepFeatures: ['ssty'], noHinting: true };
  const font = await subset(await readFile(from), [...mathCharacters].join(''), options);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, font);
}

/** Groups of entries: the article's, then the other families. `others` are a family's entries in the article. */
function groupEntries() {
  const article = catalogue.slice(0, ARTICLE_LENGTH);
  const others = catalogue.slice(ARTICLE_LENGTH);
  const families = [...new Set(others.map(({ family }) => family))].map((name) => ({
    name,
    members: others.filter(({ family }) => family === name),
    others: article.filter(({ family }) => family === name),
  }));
  return [{ name: 'article' as const, members: article, others: [] }, ...families];
}

const renderHead = (title: string, description: string, more = '') => `<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Kassei</title>
    <meta name="description" content="${description}" />${more}`;

function renderTablesPage(language: Language): Page {
  const { title, description, body } = renderDeferredTables(language);
  return { head: renderHead(title, description), body: typeset(body) };
}

/** A page with its head, masthead and footer. `first` is the target of the skip link. */
function renderFrame(language: Language, name: PageName, { first, before = '', main }: Record<string, string>): Page {
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
    head: renderHead(about.title, about.description, renderSharing(language, process.env.SITE_URL, about)),
    body: typeset(`<body>
${before}<a class="skip" href="#${first}">${labels.skip}</a>
<header class="masthead"><p class="name"><a href="./">Kassei <span lang="ja">活性</span></a></p>
<nav aria-label="${pages.nav}">${nav.join('\n')}
${reference}</nav>
<p>${renderLanguageLink(language, name, '', ` data-offer="${siteLabels[other].offer}"`)}</p></header>
<main>
${main}
</main>
<footer><p>${labels.footer} ${reference}</p><p>${labels.licences}<a href="${top}licences.md">Chart.js</a>, <a href="${top}OFL.txt">STIX Two Math</a></p></footer>
</body>`),
  };
}

/** A link to the same page, or to a place on it, in the other language. */
function renderLanguageLink(language: Language, name: PageName, id: string, extra = '') {
  const other = language === 'ja' ? 'en' : 'ja';
  const address = (language === 'ja' ? 'en/' : '../') + addressOf(name) + (id && `#${id}`);
  return `<a class="other" href="${address}" lang="${other}" hreflang="${other}"${extra}>${siteLabels[other].language}</a>`;
}

/** Lets a Japanese title break after particles, for browsers that cannot find the words. */
const breakable = (title: string) => title.replace(/[をは](?!$)/g, '$&<wbr>');

function renderComparePage(language: Language, kassei: Kassei) {
  const main = `<h1>${breakable(pageLabels[language].compare.title)}</h1>\n${renderComparison(language, kassei)}\n${renderSpeed(language)}`;
  return renderFrame(language, 'compare', { first: 'compare', main });
}

function renderLearningPage(language: Language, kassei: Kassei) {
  const main = `<h1>${breakable(pageLabels[language].learning.title)}</h1>\n${renderLearning(language, kassei)}`;
  return renderFrame(language, 'learning', { first: 'training', main });
}

function renderFunctionsPage(language: Language, kassei: Kassei) {
  const labels = siteLabels[language];
  const list = new Intl.ListFormat(language);
  const groups = groupEntries().map(({ name, members, others }) => ({
    id: `family-${name}`,
    title: labels.families[name],
    sections: members.map((entry) =>
      renderSection(language, kassei, entry, renderLanguageLink(language, 'index', entry.name)),
    ),
    also: list.format(others.map((entry) => `<a href="#${entry.name}"><code>${entry.name}</code></a>`)),
  }));
  return renderFrame(language, 'index', {
    first: 'overview',
    before: `${renderToolboxTemplates(language)}\n`,
    main: `<div class="opening"><h1>${breakable(labels.title)}</h1>
${renderExplorer(language, kassei)}
<div class="prose">${renderText(language, 'introduction')}</div></div>
<section id="overview" aria-labelledby="overview-title"><h2 id="overview-title">${labels.overview}</h2>
${groups
  .map(
    ({ id, title, sections, also }) => `<h3><a href="#${id}">${title}</a></h3>
<ul>${sections.map(({ item }) => item).join('\n')}</ul>${also && `\n<p class="also">${fill(labels.also, { names: also })}</p>`}`,
  )
  .join('\n')}
${renderComparisonLinks(language)}
${renderLearningLinks(language)}
${renderSpeedLink(language)}</section>
<section id="choosing" class="prose">${renderText(language, 'choosing')}</section>
${groups
  .map(
    ({ id, title, sections }) => `<section id="${id}" class="family" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${sections.map(({ html }) => html).join('\n')}</section>`,
  )
  .join('\n')}
<section id="about" class="prose">${renderText(language, 'about')}</section>`,
  });
}
