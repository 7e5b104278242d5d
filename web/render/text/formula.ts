import type { MarkdownIt as Markdown } from 'markdown-it';
import temml from 'temml';

/** All characters of the formulas, and the space: CSS takes no font without a space for the primary one. */
export const mathCharacters = new Set([' ']);

/** The italic form that MathML shows for a letter. The font needs both, because browsers measure the plain one. */
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
    // Negative spaces would need a style attribute.
    .renderToString(tex.replaceAll('\\!', ''), { displayMode: display, throwOnError: true })
    .replace(' style="display:block math;"', '')
    .replace(/ style="padding-left:[01]em;padding-right:0em;"/g, '')
    // After a comma with a space, a minus is a sign.
    .replace(/(?<=<mo separator="true">,<\/mo><mtext>\s<\/mtext>)<mo>−/g, '<mo form="prefix" stretchy="false">−')
    // Half a pixel beside a superscript.
    .replace(/ class="tml-\w+-pad"/g, '')
    // Browsers have these attributes in their own table of operators.
    .replace(/ (?:fence|separator)="true"| form="(?:prefix|postfix)"(?=[^>]*>[([{}\])])/g, '')
    .replace(/(?<=<mo form="prefix") stretchy="false"(?: lspace="0em" rspace="0em")?(?=>−)/g, '')
    // The font's prime is raised already; as a superscript it would be too high.
    .replace(/<msup>(<mi>f<\/mi>)(?:<mrow[^>]*>)?((?:<mo [^>]*>′<\/mo>)+)(?:<\/mrow>)?<\/msup>/g, (_, f, primes) => {
      const marks = primes.replace(/<[^>]*>/g, '');
      return `<mrow>${f}<mo lspace="0" rspace="0">${marks}</mo></mrow>`;
    })
    // <math> is a row by itself.
    .replace(/^(<math[^>]*>)<mrow>(.*)<\/mrow>(<\/math>)$/, (all, open, inside, close) => {
      let depth = 0;
      for (const [tag] of inside.matchAll(/<\/?mrow/g)) {
        depth += tag === '<mrow' ? 1 : -1;
        if (depth < 0) return all;
      }
      return open + inside + close;
    });
  if (/\sstyle=/.test(html))
    throw new Error(`the formula ${tex} needs a style attribute, which the page's CSP forbids`);
  const shown = html
    // Words use the text's font.
    .replace(/<mtext>.*?<\/mtext>/g, '')
    .replace(/(?<=<mi>)[^<](?=<\/mi>)/gu, (letter) => letter + italicForm(letter))
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  for (const character of shown) mathCharacters.add(character);
  if (html.includes('<msqrt>')) mathCharacters.add('√');
  return html;
}

/** A formula that may break before `\\bigl`, which must not be within braces. */
const breakable = (tex: string, display: boolean) =>
  tex
    .split(/(?=\\[bB]igl)/)
    .map((piece) => math(piece, display))
    .join('<wbr />');

/** A displayed formula, which may break after `, \\quad` too. */
export const displayedFormula = (tex: string) =>
  `<div class="formula">${tex
    .split(/(?<=,) \\quad /)
    .map((part) => breakable(part, true))
    .join('\u2003')}</div>`;

/** Teaches a Markdown renderer formulas in $…$ and in GitHub's $`…`$. */
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

const MATH_ELEMENT = '<math(?:(?!</math>).)*</math>';
const JAPANESE_CHARACTER = '[ぁ-ヿ一-鿿]';

/**
 * Typesets formulas within text. A thin space separates Japanese from a formula and hangs at the end of a line, as
 * text-autospace does for Latin. Lines may break next to a formula, but not between it and its punctuation.
 */
export const typeset = (html: string) =>
  html
    .replace(new RegExp(`(?<=${JAPANESE_CHARACTER}(?:</strong>)?)(?=<math)`, 'g'), '\u2009')
    .replace(new RegExp(`(?<=</math>)(?=${JAPANESE_CHARACTER})`, 'g'), '\u2009')
    .replace(new RegExp(`([(“（「]*)(${MATH_ELEMENT})([.,;:!?%)’”、。）」]*)`, 'g'), (all, before, formula, after) =>
      before || after ? `<span class="joined">${before}${formula}${after}</span>` : all,
    );
