import type { MarkdownIt as Markdown } from 'markdown-it';
import temml from 'temml';

/** Every character that the formulas take from the mathematics font, and the space, without which a font is not the first. */
export const mathCharacters = new Set([' ']);

/** What MathML shows for a single letter, whose own form browsers measure all the same. */
function italicForm(character: string): string {
  if (character === 'h') return 'ℎ';
  if (character === '∂') return '𝜕';
  const code = character.codePointAt(0) as number;
  if (/[a-z]/.test(character)) return String.fromCodePoint(code - 0x61 + 0x1d44e);
  if (/[A-Z]/.test(character)) return String.fromCodePoint(code - 0x41 + 0x1d434);
  if (/[α-ω]/.test(character)) return String.fromCodePoint(code - 0x3b1 + 0x1d6fc);
  return character;
}

export function math(tex: string, display = false): string {
  const html = temml
    // A negative space would need a style attribute.
    .renderToString(tex.replaceAll('\\!', ''), { displayMode: display, throwOnError: true })
    .replace(' style="display:block math;"', '')
    .replace(/ style="padding-left:[01]em;padding-right:0em;"/g, '')
    // After a comma with a space, a minus is a sign.
    .replace(/(?<=<mo separator="true">,<\/mo><mtext>\s<\/mtext>)<mo>−/g, '<mo form="prefix" stretchy="false">−')
    // What browsers take from their own table of operators.
    .replace(/ (?:fence|separator)="true"| form="(?:prefix|postfix)"(?=[^>]*>[([{}\])])/g, '')
    // The font's prime is raised already: as a superscript it would stand too high.
    .replace(/<msup>(<mi>f<\/mi>)(?:<mrow[^>]*>)?((?:<mo [^>]*>′<\/mo>)+)(?:<\/mrow>)?<\/msup>/g, (_, f, primes) => {
      const marks = primes.replace(/<[^>]*>/g, '');
      return `<mrow>${f}<mo lspace="0" rspace="0">${marks}</mo></mrow>`;
    });
  if (/\sstyle=/.test(html))
    throw new Error(`the formula ${tex} needs a style attribute, which the page's CSP forbids`);
  const shown = html
    // Words are set in the text's font.
    .replace(/<mtext>.*?<\/mtext>/g, '')
    .replace(/(?<=<mi>)[^<](?=<\/mi>)/gu, (letter) => letter + italicForm(letter))
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  for (const character of shown) mathCharacters.add(character);
  if (html.includes('<msqrt>')) mathCharacters.add('√');
  return html;
}

/** A formula that may be continued on another line before `\\bigl`, which must not stand within braces. */
const breakable = (tex: string, display: boolean) =>
  tex
    .split(/(?=\\[bB]igl)/)
    .map((piece) => math(piece, display))
    .join('<wbr />');

/** A displayed formula, which may be continued on another line after `, \\quad` too. */
export const formula = (tex: string) =>
  `<div class="formula">${tex
    .split(/(?<=,) \\quad /)
    .map((part) => breakable(part, true))
    .join('\u2003')}</div>`;

/** Lets a Markdown renderer read $…$, or $`…`$ as GitHub has it too, as formulas. */
export function withFormulas(markdown: Markdown) {
  markdown.inline.ruler.before('escape', 'math', (state, silent) => {
    const found = /^\$`([^`]+)`\$|^\$([^$]+)\$/.exec(state.src.slice(state.pos));
    if (!found) return false;
    if (!silent) state.push('math', 'math', 0).content = found[1] ?? found[2];
    state.pos += found[0].length;
    return true;
  });
  markdown.renderer.rules.math = (tokens, i) => breakable(tokens[i].content, false);
  return markdown;
}

const FORMULA = '<math(?:(?!</math>).)*</math>';
const JAPANESE = '[ぁ-ヿ一-鿿]';

/**
 * Text and formulas side by side. Between Japanese and a formula goes a gap that vanishes at the ends of a line, as
 * text-autospace sets it for Latin; a line may break beside a formula, but not between it and its punctuation.
 */
export const typeset = (html: string) =>
  html
    .replace(new RegExp(`(?<=${JAPANESE}(?:</strong>)?)(?=<math)`, 'g'), '\u2009')
    .replace(new RegExp(`<math(?=(?:(?!</math>).)*</math>${JAPANESE})`, 'g'), '<math class="spaced"')
    .replace(new RegExp(`([(“（「]*)(${FORMULA})([.,;:!?%)’”、。）」]*)`, 'g'), (all, before, formula, after) =>
      before || after ? `<span class="joined">${before}${formula}${after}</span>` : all,
    );
