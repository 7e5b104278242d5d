import { type Axis, axisBetween, ticks } from '../model/axis.ts';
import { type Curves, type Point, type Range, verticalAxis, type Zone } from '../model/curves.ts';
import { format } from '../model/format.ts';
import { type Bar, barNumber, inputAxis, isHalved, outputAxis, type Row } from '../model/row.ts';
import type { Entry } from '../model/settings.ts';
import { dashes } from './line-style.ts';
import { type Box, horizontalLine, label, round, svg, verticalLine } from './svg.ts';

const placeOn =
  ({ min, max }: Axis, from: number, to: number) =>
  (value: number) =>
    from + ((value - min) / (max - min)) * (to - from);

/** Drops points that are within 0.15 units of the line between kept ones (Douglas and Peucker). */
function simplify(points: Point[]): Point[] {
  const first = points[0];
  const last = points[points.length - 1];
  const dx = last.x - first.x;
  const dy = last.y - first.y;
  const length = Math.hypot(dx, dy) || 1;
  const distances = points.map(({ x, y }) => Math.abs(dy * (x - first.x) - dx * (y - first.y)) / length);
  const farthest = distances.indexOf(Math.max(...distances));
  if (distances[farthest] < 0.15) return [first, last];
  return [...simplify(points.slice(0, farthest + 1)).slice(0, -1), ...simplify(points.slice(farthest))];
}

/** A line through points, in relative steps, which take fewer characters than absolute ones. */
function linePath(points: Point[]) {
  const places = points.map(({ x, y }) => [round(x), round(y)]);
  const steps = places.slice(1).map((place, i) => place.map((value, axis) => round(value - places[i][axis])).join(' '));
  return `M${places[0].join(' ')}l${steps.join(' ')}`.replace(/(?<![\d.])0\./g, '.').replaceAll(' -', '-');
}

export function curvePath(kind: string, points: Point[], x: (value: number) => number, y: (value: number) => number) {
  const pieces: Point[][] = [[]];
  for (const point of points) {
    if (Number.isNaN(point.y)) pieces.push([]);
    else pieces[pieces.length - 1].push({ x: x(point.x), y: y(point.y) });
  }
  return `<path class="curve ${kind}" d="${pieces
    .filter((piece) => piece.length)
    .map((piece) => linePath(simplify(piece)))
    .join('')}"/>`;
}

/** A shaded zone; a dead one is hatched too. */
function zonePath({ kind, from, to }: Zone, x: (value: number) => number, box: Box) {
  const area = `d="M${round(x(from))} ${box.top}H${round(x(to))}V${box.bottom}H${round(x(from))}z"`;
  return `<path class="zone" ${area}/>${kind === 'dead' ? `<path ${area} fill="url(#hatch)"/>` : ''}`;
}

const kinkPath = ({ x, y }: Point) => `<path class="kink" d="M${round(x)} ${round(y - 5)}l5 5l-5 5l-5-5z"/>`;

/** Axes and numbers of a large plot, and functions from numbers to places in it. */
export function plotFrame(box: Box, range: Range, vertical: Axis) {
  const horizontal = axisBetween(...range);
  const x = placeOn(horizontal, box.left, box.right);
  const y = placeOn(vertical, box.bottom, box.top);
  const columns = ticks(horizontal);
  const parts = [
    ...columns.map((tick) => verticalLine(tick === 0 ? 'zero' : 'grid', x(tick), box)),
    ...horizontalGrid(vertical, y, box),
    ...columns.map((tick) => label('x', x(tick), box.bottom + 24, format(tick))),
  ];
  return { x, y, parts };
}

/** The horizontal lines of the grid with their numbers. */
function horizontalGrid(axis: Axis, y: (value: number) => number, box: Box) {
  return ticks(axis).flatMap((tick) => [
    horizontalLine(tick === 0 ? 'zero' : 'grid', y(tick), box),
    label('y', box.left - 8, y(tick) + 4, format(tick)),
  ]);
}

export function largePlot(entry: Entry, curves: Curves, description: string): string {
  const box = { left: 44, top: 8, right: 512, bottom: 362 };
  const { x, y, parts } = plotFrame(box, entry.plot, verticalAxis(curves));
  return svg(520, 390, description, [
    ...curves.zones.map((found) => zonePath(found, x, box)),
    ...parts,
    curvePath('slope', curves.slope, x, y),
    curvePath('value', curves.value, x, y),
    ...curves.kinks.map((point) => kinkPath({ x: x(point.x), y: y(point.y) })),
  ]);
}

/** Several functions over each other, with names at the lines' ends. */
export function overlayPlot(range: Range, functions: { name: string; curves: Curves }[], description: string): string {
  const box = { left: 44, top: 8, right: 444, bottom: 362 };
  const { x, y, parts } = plotFrame(box, range, verticalAxis(...functions.map(({ curves }) => curves)));
  const ends = functions
    .map(({ name, curves }, i) => ({ name, i, y: y((curves.value.at(-1) as Point).y) }))
    .sort((a, b) => a.y - b.y);
  ends.forEach((end, i) => {
    if (i > 0) end.y = Math.max(end.y, ends[i - 1].y + 19);
  });
  return svg(520, 390, description, [
    ...parts,
    ...functions.map(({ curves }, i) =>
      curvePath(`line-${i}`, curves.value, x, y).replace('/>', ` stroke-dasharray="${dashes[i].join(' ')}"/>`),
    ),
    ...functions.flatMap(({ curves }) => curves.kinks.map((point) => kinkPath({ x: x(point.x), y: y(point.y) }))),
    ...ends.map(({ name, i, y }) => label(`name line-${i}`, box.right + 6, y + 4, name)),
  ]);
}

export function smallPlot(entry: Entry, curves: Curves): string {
  const box = { left: 1, top: 1, right: 119, bottom: 83 };
  const x = placeOn(axisBetween(...entry.plot), box.left, box.right);
  const y = placeOn(verticalAxis(curves), box.bottom, box.top);
  return svg(120, 84, '', [
    verticalLine('zero', x(0), box),
    horizontalLine('zero', y(0), box),
    curvePath('value', curves.value, x, y),
  ]);
}

const barPath = (kind: string, x: number, width: number, y: number, zero: number) =>
  `<path class="bar ${kind}" d="M${round(x - width / 2)} ${round(zero)}V${round(y)}h${round(width)}V${round(zero)}z"/>`;

/** The two panels of a row, before and after, with each bar's CSS class, middle and width. */
function barPanels(entry: Entry, row: Row, boxes: { before: Box; after: Box }) {
  const places = row.inputs.length;
  const kinds = row.inputs.map((_, i) => (isHalved(row) && i >= row.outputs.length ? 'gate' : 'input'));
  const panel = (bars: Bar[], axis: Axis, box: Box, kind: (i: number) => string) => {
    const y = placeOn(axis, box.bottom, box.top);
    const width = (box.right - box.left) / places;
    const middle = (i: number) => box.left + (i + 0.5) * width;
    return { axis, box, y, bars: bars.map((bar, i) => ({ ...bar, kind: kind(i), x: middle(i), width: width * 0.64 })) };
  };
  return {
    before: panel(row.inputs, inputAxis, boxes.before, (i) => kinds[i]),
    after: panel(row.outputs, outputAxis(entry, row.outputs), boxes.after, () => 'value'),
  };
}

export function largeBars(entry: Entry, row: Row, description: string): string {
  const { before, after } = barPanels(entry, row, {
    before: { left: 44, top: 26, right: 512, bottom: 226 },
    after: { left: 44, top: 250, right: 512, bottom: 450 },
  });
  return svg(520, 480, description, [
    ...[before, after].flatMap(({ axis, box, y, bars }) => [
      ...horizontalGrid(axis, y, box),
      ...bars.flatMap(({ kind, x, width, value }) => [
        barPath(kind, x, width, y(value), y(0)),
        label('number', x, y(value) + (value < 0 ? 16 : -5), barNumber(value)),
      ]),
    ]),
    ...before.bars.map(({ name, x }) => label('x name', x, 16, name)),
    ...after.bars.map(({ name, x }) => label('x name', x, 472, name)),
  ]);
}

export function smallBars(entry: Entry, row: Row): string {
  const { before, after } = barPanels(entry, row, {
    before: { left: 1, top: 1, right: 119, bottom: 41 },
    after: { left: 1, top: 44, right: 119, bottom: 83 },
  });
  return svg(
    120,
    84,
    '',
    [before, after].flatMap(({ box, y, bars }) => [
      ...bars.map(({ kind, x, width, value }) => barPath(kind, x, width, y(value), y(0))),
      horizontalLine('zero', y(0), box),
    ]),
  );
}
