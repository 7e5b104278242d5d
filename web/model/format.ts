export const fill = (template: string, values: Record<string, string>) =>
  template.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** A number for a text: four significant digits unless told otherwise, and a true minus sign. */
export function format(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞').replace('-', '−');
  const tiny = value !== 0 && Math.abs(value) < 1e-4;
  return (tiny ? value.toExponential(2) : String(Number(value.toPrecision(digits)))).replaceAll('-', '−');
}

/** A number in TeX in its shortest form: 1/3 rather than 0.3333. */
export function texNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '\\infty' : '-\\infty';
  if (String(value).length > 6 && Number.isInteger(1 / value)) return `1/${1 / value}`;
  const [digits, exponent] = String(Number(value.toPrecision(4))).split('e+');
  return exponent ? `${digits}\\times10^{${exponent}}` : digits;
}
