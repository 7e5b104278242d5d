/** Elements of the page's SVG pictures. `kind` is a CSS class. */

export type Box = { left: number; top: number; right: number; bottom: number };

export const round = (value: number) => Number(value.toFixed(1));
export const svg = (width: number, height: number, description: string, parts: string[]) =>
  `<svg viewBox="0 0 ${width} ${height}" ${description ? `role="img" aria-label="${description}"` : 'aria-hidden="true"'}>${parts.join('')}</svg>`;
export const label = (kind: string, x: number, y: number, text: string) =>
  `<text class="${kind}" x="${round(x)}" y="${round(y)}">${text}</text>`;
export const verticalLine = (kind: string, x: number, { top, bottom }: Box) =>
  `<path class="${kind}" d="M${round(x)} ${top}V${bottom}"/>`;
export const horizontalLine = (kind: string, y: number, { left, right }: Box) =>
  `<path class="${kind}" d="M${left} ${round(y)}H${right}"/>`;

export const swatch = (path: string, width: number) =>
  `<svg class="swatch" viewBox="0 0 ${width} 10" aria-hidden="true">${path}</svg>`;
export const lineSwatch = (kind: string) => swatch(`<path class="curve ${kind}" d="M0 5H32"/>`, 32);
export const barSwatch = (kind: string) => swatch(`<path class="bar ${kind}" d="M0 0H10V10H0z"/>`, 10);

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
export const powerOfTen = (exponent: number) =>
  Math.abs(exponent) < 3
    ? String(10 ** exponent)
    : `10${exponent < 0 ? '⁻' : ''}${Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
