import { existsSync, readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import type { Language } from '../../content/labels.ts';
import { withFormulas } from './formula.ts';
import { siteLabels } from './label-files.ts';

/** Markdown with formulas; a blockquote is a correction of the source article. */
function createRenderer(language: Language) {
  const markdown = withFormulas(new MarkdownIt({ typographer: language === 'en' }));
  const { rules } = markdown.renderer;
  rules.softbreak = () => (language === 'ja' ? '' : '\n');
  rules.blockquote_open = () =>
    `<div class="correction" role="note"><p class="mark">${siteLabels[language].correction}</p>`;
  rules.blockquote_close = () => '</div>';
  return (text: string) => markdown.render(text);
}

const renderers = { ja: createRenderer('ja'), en: createRenderer('en') };

function read(file: string): string {
  const address = new URL(`../../../${file}`, import.meta.url);
  if (!existsSync(address))
    throw new Error(`${file} is missing: every entry of the catalogue is explained in ja and en`);
  return readFileSync(address, 'utf8').trim();
}

/** The text of a section that belongs to no function. */
export const renderText = (language: Language, name: string) =>
  renderers[language](read(`web/content/${language}/sections/${name}.md`));

/** Headings within an explanation are one level below the function's own. */
const renderBody = (language: Language, body: string) => renderers[language](body).replace(/(?<=<\/?)h3>/g, 'h4>');

/**
 * The explanation of one function. The file has `# full name`, one sentence for the overview, then the text, with a
 * line `[parameter]` in the place of each control. `play` is the text up to the last control.
 */
export function renderExplanation(language: Language, name: string, control: (parameter: string) => string) {
  const file = `web/content/${language}/functions/${name}.md`;
  const [, title, summary, body] = /^# (.+)\n\n(.+)\n\n([\s\S]+)$/.exec(read(file)) ?? [];
  if (!body) throw new Error(`${file} must begin with "# name", an empty line and one sentence`);
  const parts = body.split(/^\[(\w+)\]$/m);
  const rest = renderBody(language, parts.pop() as string);
  const play = parts.map((part, i) => (i % 2 ? control(part) : renderBody(language, part))).join('');
  return { title, summary: renderers[language](summary), play, rest };
}
