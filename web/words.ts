import en from './content/en/_page.json' with { type: 'json' };
import enPlot from './content/en/_plot.json' with { type: 'json' };
import ja from './content/ja/_page.json' with { type: 'json' };
import jaPlot from './content/ja/_plot.json' with { type: 'json' };

/** The texts of the page's frame, in the page's two languages. */
export const words = { ja: { ...ja, ...jaPlot }, en: { ...en, ...enPlot } };
export type Language = keyof typeof words;
export type Words = (typeof words)['ja'];

export const fill = (template: string, values: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** A number as it is read in a text: four significant digits, a true minus sign. */
export function format(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞').replace('-', '−');
  const tiny = value !== 0 && Math.abs(value) < 1e-4;
  return (tiny ? value.toExponential(2) : String(Number(value.toPrecision(digits)))).replaceAll('-', '−');
}
