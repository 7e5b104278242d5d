import en from './content/en/_live.json' with { type: 'json' };
import ja from './content/ja/_live.json' with { type: 'json' };

/** What the scripts say, in the page's two languages; the rest stands in the HTML (build/words.ts). */
export const words = { ja, en };
export type Language = keyof typeof words;
export type Words = typeof ja;

export const fill = (template: string, values: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** A number as it is read in a text: four significant digits, a true minus sign. */
export function format(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞').replace('-', '−');
  const tiny = value !== 0 && Math.abs(value) < 1e-4;
  return (tiny ? value.toExponential(2) : String(Number(value.toPrecision(digits)))).replaceAll('-', '−');
}

/** Changes the text of an element without elements: another text in place of it would cost the styles of the whole page. */
export function write(element: Element, text: string) {
  const { firstChild } = element;
  if (firstChild instanceof Text) firstChild.data = text;
  else element.append(text);
}
