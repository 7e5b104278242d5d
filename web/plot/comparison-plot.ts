import { axisBetween, axisOver, ticks } from '../model/axis.ts';
import { evaluateAt, type Kassei, type Point, sample } from '../model/curves.ts';
import { format } from '../model/format.ts';
import type { Entry } from '../model/settings.ts';
import type { Comparison, Variant } from '../model/variants.ts';
import { along, curve, levels } from './static-plot.ts';
import { label, round, svg, upright } from './svg.ts';

const BOX = { left: 44, top: 8, right: 512, bottom: 292 };

/** Small numbers take more room. */
const SMALL_NUMBERS = { ...BOX, left: 88 };

/** A difference smaller than this part of the picture cannot be seen in it. */
const VISIBLE = 0.02;

const dot = (kind: string, x: number, y: number) =>
  `<circle class="dot ${kind}" cx="${round(x)}" cy="${round(y)}" r="4"/>`;

/** The frame of a plot, and the scales to draw in it. */
function frame({ plot: [from, to] }: Entry, values: number[], box = BOX) {
  const horizontal = axisBetween(from, to);
  const vertical = axisOver(values);
  const x = along(horizontal, box.left, box.right);
  const y = along(vertical, box.bottom, box.top);
  const columns = ticks(horizontal);
  const grid = [
    ...columns.map((tick) => upright(tick === 0 ? 'zero' : 'grid', x(tick), box)),
    ...levels(vertical, y, box),
    ...columns.map((tick) => label('x', x(tick), box.bottom + 24, format(tick))),
  ];
  return { x, y, grid, span: vertical.max - vertical.min };
}

/** The line patterns, which the style sheet has. */
const KINDS = ['value', 'slope', 'third'];

/** Where a curve jumps: the end that belongs to it, which is the left one as all comparisons are `x > …`, and the open one. */
const ends = (points: Point[], x: (value: number) => number, y: (value: number) => number) =>
  points.flatMap((point, i) =>
    Number.isNaN(point.y)
      ? [dot('closed', x(points[i - 1].x), y(points[i - 1].y)), dot('open', x(points[i + 1].x), y(points[i + 1].y))]
      : [],
  );

const curveOf = (kassei: Kassei, entry: Entry, { values }: Variant) => sample(kassei, entry, values).value;

/** Whether the overlaid curves show their difference. */
export const isVisible = (kassei: Kassei, { entry, variants, largest }: Comparison) =>
  largest.size >
  VISIBLE *
    frame(
      entry,
      variants.flatMap((one) => curveOf(kassei, entry, one).map(({ y }) => y)),
    ).span;

/** The variants over each other, each with its label, and the largest difference as a measure between two of them. */
export function overlay(kassei: Kassei, compared: Comparison, description: string): string {
  const { entry, variants, largest } = compared;
  const curves = variants.map((one) => curveOf(kassei, entry, one));
  const { x, y, grid } = frame(
    entry,
    curves.flat().map((point) => point.y),
  );
  const [first, last] = [largest.at[0], largest.at.at(-1) as number];
  const value = (variant: Variant, place: number) => evaluateAt(kassei, entry, variant.values, [place])[0].value;
  const visible = isVisible(kassei, compared);
  // Where the largest difference is at the edge, the names stand nearer to the middle; where it is not seen, at 0.
  const place = last === entry.plot[0] ? 0.35 * last : visible ? last : 0;
  const lowest = variants.reduce((low, one) => (value(one, place) < value(low, place) ? one : low));
  const names = variants.map((one) => {
    const below = one === lowest;
    return label(
      below ? 'below' : 'above',
      x(place) + (below ? 8 : -8),
      y(value(one, place)) + (below ? 20 : -8),
      one.label,
    );
  });
  const measures = largest.at.map((place) => {
    const [high, low] = largest.pair.map((one) => round(y(value(one, place))));
    return `<path class="measure" d="M${round(x(place) - 5)} ${high}h10m-5 0V${low}m-5 0h10"/>`;
  });
  const [high, low] = largest.pair.map((one) => y(value(one, first)));
  const size = format(largest.size, 3);
  const reading =
    largest.at.length > 1
      ? label('above', x(first) - 8, high - 6, size)
      : label('below', x(first) + 9, (high + low) / 2 + 4, size);
  return svg(520, 320, description, [
    ...grid,
    ...curves.map((points, i) => curve(KINDS[i], points, x, y)),
    ...(visible ? [...measures, reading] : []),
    ...curves.flatMap((points) => ends(points, x, y)),
    ...names,
  ]);
}

/** The difference of two variants, where their curves would lie on each other. */
export function differencePlot(kassei: Kassei, { entry, largest }: Comparison, description: string): string {
  const [higher, lower] = largest.pair.map((one) => curveOf(kassei, entry, one));
  const points = higher.map((point, i) => ({ x: point.x, y: point.y - lower[i].y }));
  const { x, y, grid } = frame(
    entry,
    points.map((point) => point.y),
    SMALL_NUMBERS,
  );
  const value = (place: number) => {
    const [high, low] = largest.pair.map((one) => evaluateAt(kassei, entry, one.values, [place])[0].value);
    return high - low;
  };
  return svg(520, 320, description, [
    ...grid,
    curve('value', points, x, y),
    ...largest.at.map((place) => dot('closed', x(place), y(value(place)))),
    ...largest.at.map((place) => label('above', x(place) - 9, y(value(place)) + 4, format(value(place), 3))),
  ]);
}
