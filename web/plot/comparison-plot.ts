import { evaluateAt, type Kassei, type Point, sample, verticalAxis } from '../model/curves.ts';
import { format } from '../model/format.ts';
import type { Entry } from '../model/settings.ts';
import type { Comparison, Variant } from '../model/variants.ts';
import { dots, label, type Mark, path, round } from './marks.ts';
import { frame, type Picture, type Places } from './picture.ts';

/** Differences below this part of the picture's height cannot be seen. */
const VISIBLE_SHARE = 0.02;

/** CSS classes of the variants' lines. */
const LINE_KINDS = ['curve value', 'curve slope', 'curve third'];

/** Marks for both ends of a jump. The left end is the closed one, because all functions compare with `x > …`. */
function jumpEnds(points: Point[], { x, y }: Places) {
  const end = (kind: string, at: Point) => dots(`dot ${kind}`, [[x(at.x), y(at.y)]]);
  return points.flatMap((point, i) =>
    Number.isNaN(point.y) ? [end('closed', points[i - 1]), end('open', points[i + 1])] : [],
  );
}

const curveOf = (kassei: Kassei, entry: Entry, { values }: Variant) => sample(kassei, entry, values).value;

/** Whether the difference can be seen between the curves. */
export function isDifferenceVisible(kassei: Kassei, { entry, variants, largest }: Comparison) {
  const { min, max } = verticalAxis(variants.map((one) => curveOf(kassei, entry, one)));
  return largest.size > VISIBLE_SHARE * (max - min);
}

/** A picture of curves over the entry's range. */
function pictureOf(entry: Entry, curves: Point[][], description: string, marks: (places: Places) => Mark[]): Picture {
  const { panel, places, axes } = frame(entry.plot, verticalAxis(curves), 320);
  const lines = curves.map((points, i) => ({ kind: LINE_KINDS[i], points })).reverse();
  return { width: 520, height: 320, description, under: axes, panels: [{ ...panel, lines }], over: marks(places) };
}

/** The variants' curves over each other, with labels and a mark for their largest difference. */
export function comparisonPlot(kassei: Kassei, compared: Comparison, description: string): Picture {
  const { entry, variants, largest } = compared;
  const curves = variants.map((one) => curveOf(kassei, entry, one));
  const [first, last] = [largest.at[0], largest.at.at(-1) as number];
  const value = (variant: Variant, place: number) => evaluateAt(kassei, entry, variant.values, [place])[0].value;
  const visible = isDifferenceVisible(kassei, compared);
  // Labels stand at the largest difference; nearer to the middle if that is at the edge, at 0 if it cannot be seen.
  const place = last === entry.plot[0] ? 0.35 * last : visible ? last : 0;
  const lowest = variants.reduce((low, one) => (value(one, place) < value(low, place) ? one : low));
  return pictureOf(entry, curves, description, (places) => {
    const { x, y } = places;
    const names = variants.map((one) =>
      one === lowest
        ? label('below', x(place) + 8, y(value(one, place)) + 20, one.label)
        : label('above', x(place) - 8, y(value(one, place)) - 8, one.label),
    );
    const measures = largest.at.map((place) => {
      const [high, low] = largest.pair.map((one) => round(y(value(one, place))));
      return path('measure', `M${round(x(place) - 5)} ${high}h10m-5 0V${low}m-5 0h10`);
    });
    const [high, low] = largest.pair.map((one) => y(value(one, first)));
    const size = format(largest.size, 3);
    const reading =
      largest.at.length > 1
        ? label('above', x(first) - 8, high - 6, size)
        : label('below', x(first) + 9, (high + low) / 2 + 4, size);
    return [
      ...(visible ? [...measures, reading] : []),
      ...curves.flatMap((points) => jumpEnds(points, places)),
      ...names,
    ];
  });
}

/** The difference of two variants as a curve, for variants whose own curves look the same. */
export function differencePlot(kassei: Kassei, { entry, largest }: Comparison, description: string): Picture {
  const [higher, lower] = largest.pair.map((one) => curveOf(kassei, entry, one));
  const points = higher.map(({ x, y }, i) => ({ x, y: y - lower[i].y }));
  return pictureOf(entry, [points], description, ({ x, y }) =>
    largest.at.flatMap((place) => {
      const [high, low] = largest.pair.map((one) => evaluateAt(kassei, entry, one.values, [place])[0].value);
      return [
        dots('dot closed', [[x(place), y(high - low)]]),
        label('above', x(place) - 9, y(high - low) + 4, format(high - low, 3)),
      ];
    }),
  );
}
