import { type Axis, type Curves, type Entry, horizontalAxis, type Point, ticks, verticalAxis } from '../sample.ts';
import { format } from '../words.ts';

const round = (value: number) => Number(value.toFixed(1));

/** Drops the points that lie on the line through their neighbours, to a twentieth of a unit (Douglas and Peucker). */
function simplify(points: Point[]): Point[] {
  const first = points[0];
  const last = points[points.length - 1];
  const dx = last.x - first.x;
  const dy = last.y - first.y;
  const length = Math.hypot(dx, dy) || 1;
  const distances = points.map(({ x, y }) => Math.abs(dy * (x - first.x) - dx * (y - first.y)) / length);
  const farthest = distances.indexOf(Math.max(...distances));
  if (distances[farthest] < 0.05) return [first, last];
  return [...simplify(points.slice(0, farthest + 1)).slice(0, -1), ...simplify(points.slice(farthest))];
}

function drawing(entry: Entry, vertical: Axis, box: { left: number; top: number; right: number; bottom: number }) {
  const horizontal = horizontalAxis(entry);
  const x = (value: number) =>
    box.left + ((value - horizontal.min) / (horizontal.max - horizontal.min)) * (box.right - box.left);
  const y = (value: number) =>
    box.bottom - ((value - vertical.min) / (vertical.max - vertical.min)) * (box.bottom - box.top);
  const line = (kind: string, x1: number, y1: number, x2: number, y2: number) =>
    `<path class="${kind}" d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"/>`;
  return {
    x,
    y,
    vertical: (kind: string, at: number) => line(kind, x(at), box.top, x(at), box.bottom),
    horizontal: (kind: string, at: number) => line(kind, box.left, y(at), box.right, y(at)),
    curve(kind: string, points: Point[]) {
      const pieces: Point[][] = [[]];
      for (const point of points) {
        if (Number.isNaN(point.y)) pieces.push([]);
        else pieces[pieces.length - 1].push({ x: x(point.x), y: y(point.y) });
      }
      const path = pieces
        .map(
          (piece) =>
            `M${simplify(piece)
              .map((p) => `${round(p.x)} ${round(p.y)}`)
              .join('L')}`,
        )
        .join('');
      return `<path class="curve ${kind}" d="${path}"/>`;
    },
  };
}

export function largePlot(entry: Entry, curves: Curves, description: string): string {
  const vertical = verticalAxis(curves);
  const bottom = 362;
  const draw = drawing(entry, vertical, { left: 44, top: 8, right: 512, bottom });
  const xTicks = ticks(horizontalAxis(entry));
  const yTicks = ticks(vertical);
  return `<svg viewBox="0 0 520 390" role="img" aria-label="${description}">${[
    ...xTicks.map((tick) => draw.vertical(tick === 0 ? 'zero' : 'grid', tick)),
    ...yTicks.map((tick) => draw.horizontal(tick === 0 ? 'zero' : 'grid', tick)),
    ...xTicks.map((tick) => `<text class="x" x="${round(draw.x(tick))}" y="${bottom + 24}">${format(tick)}</text>`),
    ...yTicks.map((tick) => `<text class="y" x="36" y="${round(draw.y(tick)) + 4}">${format(tick)}</text>`),
    draw.curve('slope', curves.slope),
    draw.curve('value', curves.value),
  ].join('')}</svg>`;
}

export function smallPlot(entry: Entry, curves: Curves): string {
  const draw = drawing(entry, verticalAxis(curves), { left: 1, top: 1, right: 119, bottom: 83 });
  return `<svg viewBox="0 0 120 84" aria-hidden="true">${[
    draw.vertical('zero', 0),
    draw.horizontal('zero', 0),
    draw.curve('value', curves.value),
  ].join('')}</svg>`;
}
