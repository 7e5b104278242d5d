import { existsSync, readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import temml from 'temml';
import type { Language } from '../words.ts';
import { words } from '../words.ts';

/** Every character that stands in a formula, for the subset of the mathematics font. */
export const mathCharacters = new Set<string>();

export function math(tex: string, display = false): string {
  const html = temml
    .renderToString(tex, { displayMode: display, throwOnError: true })
    .replace(' style="display:block math;"', '')
    .replace(/ style="padding-left:[01]em;padding-right:0em;"/g, '')
    // The font's prime is raised already: as a superscript it would stand too high.
    .replace(/<msup>(<mi>f<\/mi>)<mo [^>]*>′<\/mo><\/msup>/g, '<mrow>$1<mo lspace="0" rspace="0">′</mo></mrow>');
  if (/\sstyle=/.test(html))
    throw new Error(`the formula ${tex} needs a style attribute, which the page's CSP forbids`);
  for (const character of html.replace(/<[^>]*>/g, '')) mathCharacters.add(character);
  return html;
}

export const formula = (tex: string) => `<div class="formula">${math(tex, true)}</div>`;

/** Markdown with $…$ as formulas; a blockquote is a correction of the source article. */
function renderer(language: Language) {
  const markdown = new MarkdownIt({ typographer: language === 'en' });
  const { rules } = markdown.renderer;
  markdown.inline.ruler.before('escape', 'math', (state, silent) => {
    const found = /^\$([^$]+)\$/.exec(state.src.slice(state.pos));
    if (!found) return false;
    if (!silent) state.push('math', 'math', 0).content = found[1];
    state.pos += found[0].length;
    return true;
  });
  rules.math = (tokens, i) => math(tokens[i].content);
  rules.softbreak = () => (language === 'ja' ? '' : '\n');
  rules.blockquote_open = () => `<div class="correction" role="note"><p class="mark">${words[language].correction}</p>`;
  rules.blockquote_close = () => '</div>';
  // Between Japanese and a formula goes a gap that vanishes at the ends of a line, as text-autospace sets it for Latin.
  return (text: string) =>
    markdown
      .render(text)
      .replace(/(?<=[ぁ-ヿ一-鿿])(?=<math)/g, '\u2009')
      .replace(/<math((?:(?!<\/math>).)*<\/math>)(?=[ぁ-ヿ一-鿿])/g, '<math class="spaced"$1');
}

const renderers = { ja: renderer('ja'), en: renderer('en') };

export function read(language: Language, name: string): string {
  const file = new URL(`../content/${language}/${name}.md`, import.meta.url);
  if (!existsSync(file)) {
    throw new Error(
      `web/content/${language}/${name}.md is missing: every entry of the catalogue is explained in ja and en`,
    );
  }
  return readFileSync(file, 'utf8').trim();
}

export const text = (language: Language, name: string) => renderers[language](read(language, name));

/**
 * The explanation of one function: `# full name`, one sentence for the overview, then the text,
 * with a line `[parameter]` where a parameter's control goes. `play` is the text up to the last control.
 */
export function explanation(language: Language, name: string, control: (parameter: string) => string) {
  const [, title, summary, body] = /^# (.+)\n\n(.+)\n\n([\s\S]+)$/.exec(read(language, name)) ?? [];
  if (!body)
    throw new Error(`web/content/${language}/${name}.md must begin with "# name", an empty line and one sentence`);
  const parts = body.split(/^\[(\w+)\]$/m);
  const rest = renderers[language](parts.pop() as string);
  const play = parts.map((part, i) => (i % 2 ? control(part) : renderers[language](part))).join('');
  return { title, summary: renderers[language](summary), play, rest };
}
