import type { Point } from '../model/curves.ts';
import { type Box, type Mark, path, round } from './marks.ts';
import { barsIn, type Panel, type Picture, placesIn } from './picture.ts';

/** What of a content is within a box. */
function clipped({ left, top, right, bottom }: Box, content: string) {
  const [width, height] = [right - left, bottom - top];
  return `<svg x="${left}" y="${top}" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}">${content}</svg>`;
}

/** A mark as an element; what is one already stays. */
function paint(mark: Mark | string): string {
  if (typeof mark === 'string') return mark;
  if ('path' in mark && !mark.path) return '';
  const painted =
    'path' in mark
      ? `<path class="${mark.kind}" d="${mark.path}"/>`
      : `<text class="${mark.kind}" x="${mark.x}" y="${mark.y}"${mark.drop ? ` dy="${mark.drop}em"` : ''}>${mark.text}</text>`;
  return mark.clip ? clipped(mark.clip, painted) : painted;
}

export const svg = (width: number, height: number, description: string, marks: (Mark | string)[]) =>
  `<svg viewBox="0 0 ${width} ${height}" ${description ? `role="img" aria-label="${description}"` : 'aria-hidden="true"'}>${marks.map(paint).join('')}</svg>`;

/** Drops points that are within 0.25 units of the line between kept ones (Douglas and Peucker). */
function simplify(points: Point[]): Point[] {
  const first = points[0];
  const last = points[points.length - 1];
  const dx = last.x - first.x;
  const dy = last.y - first.y;
  const length = Math.hypot(dx, dy) || 1;
  const distances = points.map(({ x, y }) => Math.abs(dy * (x - first.x) - dx * (y - first.y)) / length);
  const farthest = distances.indexOf(Math.max(...distances));
  if (distances[farthest] < 0.25) return [first, last];
  return [...simplify(points.slice(0, farthest + 1)).slice(0, -1), ...simplify(points.slice(farthest))];
}

/** A line through points, in relative steps, which take fewer characters than absolute ones. */
function linePath(points: Point[]) {
  const places = points.map(({ x, y }) => [round(x), round(y)]);
  const steps = places.slice(1).map((place, i) => place.map((value, axis) => round(value - places[i][axis])).join(' '));
  return `M${places[0].join(' ')}l${steps.join(' ')}`.replace(/(?<![\d.])0\./g, '.').replaceAll(' -', '-');
}

/** A path through the finite points of a line. */
function curvePath(points: Point[], { x, y }: ReturnType<typeof placesIn>) {
  const pieces: Point[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point.y)) pieces[pieces.length - 1].push({ x: x(point.x), y: y(point.y) });
    else pieces.push([]);
  }
  return pieces
    .filter(({ length }) => length)
    .map((piece) => linePath(simplify(piece)))
    .join('');
}

/** The bars, and the lines as far as they are within the panel or close to it. */
function paintPanel(panel: Panel) {
  const bars = barsIn(panel).map(({ kind, x, y, zero, width }) =>
    path(`bar ${kind}`, `M${round(x - width / 2)} ${round(zero)}V${round(y)}h${round(width)}V${round(zero)}z`),
  );
  const places = placesIn(panel);
  const lines = (panel.lines ?? [])
    .filter(({ hidden, points }) => !hidden && points.length)
    .map(({ kind, points }) => path(kind, curvePath(points, places)));
  const content = [...bars, ...lines.reverse()].map(paint).join('');
  const { left, top, right, bottom } = panel.box;
  return panel.clip
    ? clipped({ left: left - 2, top: top - 2, right: right + 2, bottom: bottom + 2 }, content)
    : content;
}

export const paintSvg = ({ width, height, description, under, panels, over }: Picture) =>
  svg(width, height, description, [...under, ...panels.map(paintPanel), ...over]);

export const swatch = (path: string, width: number) =>
  `<svg class="swatch" viewBox="0 0 ${width} 10" aria-hidden="true">${path}</svg>`;
export const lineSwatch = (kind: string) => swatch(`<path class="curve ${kind}" d="M0 5H32"/>`, 32);
export const barSwatch = (kind: string) => swatch(`<path class="bar ${kind}" d="M0 0H10V10H0z"/>`, 10);

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
export const powerOfTen = (exponent: number) =>
  Math.abs(exponent) < 3
    ? String(10 ** exponent)
    : `10${exponent < 0 ? '⁻' : ''}${Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
