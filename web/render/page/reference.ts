import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { entries } from '../../../tools/generate/package-entries.mjs';
import { displayedFormula, typeset, withFormulas } from '../text/formula.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";

/** The Markdown files in a folder of the repository. */
const pagesIn = (folder: string) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const folderOf = (file: string) => file.replace(/(?<=^|\/)index\.html$/, '');

/** The place on the site of a file of the repository. */
function placeOf(file: string): string {
  const explained = /^web\/content\/en\/functions\/(\w+)\.md$/.exec(file);
  if (explained) return `en/#${explained[1]}`;
  const entry = entries.find(({ source }) => source === file);
  if (entry) return `docs/api/${entry.name}.html`;
  return file
    .replace(/^build\/|^docs\/(?:reference|measurements)\//, 'docs/')
    .replace(/README\.md$/, 'index.html')
    .replace(/\.md$/, '.html');
}

/** The relative address from one place on the site to another. */
const relative = (from: string, to: string) =>
  posix.relative(posix.dirname(from), folderOf(to) || '.').replace(/^$/, '.') +
  (/(^|\/)(index\.html)?$/.test(to) ? '/' : '');

function siteLink(file: string, address: string): string {
  if (/^(https?:|#)/.test(address)) return address;
  const [path, fragment] = address.split('#');
  const place = placeOf(posix.join(posix.dirname(file), path));
  return relative(placeOf(file), place) + (fragment ? `#${fragment}` : '');
}

type Heading = { level: number; id: string; html: string };

/** GitHub's Markdown, as far as these pages use it, with GitHub's anchors for headings. */
const markdown = withFormulas(new MarkdownIt({ html: true }));
const { rules } = markdown.renderer;
rules.heading_open = (tokens, i, options, env, self) => {
  const headings = env?.headings as Heading[];
  const { content, children } = tokens[i + 1];
  const slug = content
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
  const count = headings.filter(({ id }) => id.replace(/-\d+$/, '') === slug).length;
  const id = count ? `${slug}-${count}` : slug;
  headings.push({ level: Number(tokens[i].tag[1]), id, html: self.renderInline(children ?? [], options, env) });
  return `<${tokens[i].tag} id="${id}">`;
};
rules.link_open = (tokens, i, options, env, self) => {
  tokens[i].attrSet('href', siteLink(env?.file as string, String(tokens[i].attrGet('href'))));
  return self.renderToken(tokens, i, options);
};
const { fence } = rules;
rules.fence = (tokens, i, ...rest) =>
  tokens[i].info === 'math' ? displayedFormula(tokens[i].content.trim()) : (fence?.(tokens, i, ...rest) ?? '');
rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>';
rules.table_close = () => '</table></div>';

const renderContents = (headings: Heading[]) => {
  const parts = headings.filter(({ level }) => level === 3);
  const links = parts.map(({ id, html }) => `<a href="#${id}">${html}</a>`);
  return parts.length > 8 ? `<nav class="contents" aria-label="On this page">${links.join('\n')}</nav>` : '';
};

function renderPage(file: string) {
  const place = placeOf(file);
  const env = { file, headings: [] as Heading[] };
  const html = markdown
    // Comments mark the parts that `npm run docs` fills in; readers need none of them.
    .render(readFileSync(root + file, 'utf8').replace(/^<!--.*-->\n/gm, ''), env)
    .replaceAll('<th></th>', '<td></td>')
    .replace('</h1>', () => `</h1>${renderContents(env.headings)}`);
  const to = (target: string) => relative(place, target);
  const [{ html: title }] = env.headings;
  return {
    file: place,
    head: `<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} – Kassei</title>`,
    body: typeset(`<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="masthead"><p class="name"><a href="${to('en/')}">Kassei <span lang="ja">活性</span></a></p>
<p><a href="${to('docs/index.html')}">Reference</a></p></header>
<main id="main">
${html}</main>
<footer><p>The functions are <a href="${to('en/')}">explained with plots to move</a>, in <a href="${to('')}" lang="ja" hreflang="ja">日本語</a> too.</p></footer>
</body>`),
  };
}

/** The pages of the reference. docs/reference/README.md replaces TypeDoc's own index. */
export const renderReference = () =>
  ['docs/accuracy.md', ...['docs/reference', 'docs/recipes', 'build/api'].flatMap(pagesIn)]
    .filter((file) => file !== 'build/api/README.md')
    .map(renderPage);

/** Fills the bundled frame with a page. The frame's links are relative to docs/index.html. */
export function fillFrame(frame: string, { file, head, body }: ReturnType<typeof renderPage>): string {
  const up = '../'.repeat(file.split('/').length - 1);
  return frame
    .replaceAll('="../', `="${up}`)
    .replace('<!--head-->', () => head)
    .replace('<!--body-->', () => body);
}
