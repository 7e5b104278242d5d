import { axisOver } from '../model/axis.ts';
import { evaluateAt, type Kassei, type Point, sample } from '../model/curves.ts';
import { format } from '../model/format.ts';
import type { Entry } from '../model/settings.ts';
import type { Comparison, Variant } from '../model/variants.ts';
import { curvePath, plotFrame } from './static-plot.ts';
import { label, round, svg } from './svg.ts';

const PLOT_BOX = { left: 44, top: 8, right: 512, bottom: 292 };

/** The box of a plot with small numbers, whose labels are wider. */
const WIDE_LABEL_BOX = { ...PLOT_BOX, left: 88 };

/** Differences below this part of the picture's height cannot be seen. */
const VISIBLE_SHARE = 0.02;

const dotMark = (kind: string, x: number, y: number) =>
  `<circle class="dot ${kind}" cx="${round(x)}" cy="${round(y)}" r="4"/>`;

/** CSS classes of the variants' lines. */
const LINE_KINDS = ['value', 'slope', 'third'];

/** Marks for both ends of a jump. The left end is the closed one, because all functions compare with `x > …`. */
const jumpEnds = (points: Point[], x: (value: number) => number, y: (value: number) => number) =>
  points.flatMap((point, i) =>
    Number.isNaN(point.y)
      ? [
          dotMark('closed', x(points[i - 1].x), y(points[i - 1].y)),
          dotMark('open', x(points[i + 1].x), y(points[i + 1].y)),
        ]
      : [],
  );

const curveOf = (kassei: Kassei, entry: Entry, { values }: Variant) => sample(kassei, entry, values).value;

/** Whether the difference can be seen between the curves. */
export function isDifferenceVisible(kassei: Kassei, { entry, variants, largest }: Comparison) {
  const { min, max } = axisOver(variants.flatMap((one) => curveOf(kassei, entry, one).map(({ y }) => y)));
  return largest.size > VISIBLE_SHARE * (max - min);
}

/** The variants' curves over each other, with labels and a mark for their largest difference. */
export function comparisonPlot(kassei: Kassei, compared: Comparison, description: string): string {
  const { entry, variants, largest } = compared;
  const curves = variants.map((one) => curveOf(kassei, entry, one));
  const { x, y, parts } = plotFrame(PLOT_BOX, entry.plot, axisOver(curves.flat().map((point) => point.y)));
  const [first, last] = [largest.at[0], largest.at.at(-1) as number];
  const value = (variant: Variant, place: number) => evaluateAt(kassei, entry, variant.values, [place])[0].value;
  const visible = isDifferenceVisible(kassei, compared);
  // Labels stand at the largest difference; nearer to the middle if that is at the edge, at 0 if it cannot be seen.
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
    ...parts,
    ...curves.map((points, i) => curvePath(LINE_KINDS[i], points, x, y)),
    ...(visible ? [...measures, reading] : []),
    ...curves.flatMap((points) => jumpEnds(points, x, y)),
    ...names,
  ]);
}

/** The difference of two variants as a curve, for variants whose own curves look the same. */
export function differencePlot(kassei: Kassei, { entry, largest }: Comparison, description: string): string {
  const [higher, lower] = largest.pair.map((one) => curveOf(kassei, entry, one));
  const points = higher.map((point, i) => ({ x: point.x, y: point.y - lower[i].y }));
  const { x, y, parts } = plotFrame(WIDE_LABEL_BOX, entry.plot, axisOver(points.map((point) => point.y)));
  const value = (place: number) => {
    const [high, low] = largest.pair.map((one) => evaluateAt(kassei, entry, one.values, [place])[0].value);
    return high - low;
  };
  return svg(520, 320, description, [
    ...parts,
    curvePath('value', points, x, y),
    ...largest.at.map((place) => dotMark('closed', x(place), y(value(place)))),
    ...largest.at.map((place) => label('above', x(place) - 9, y(value(place)) + 4, format(value(place), 3))),
  ]);
}
