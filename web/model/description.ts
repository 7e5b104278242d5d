import { evaluateAt, type Kassei, type Range } from './curves.ts';
import { fill, format } from './format.ts';
import type { Entry, Values } from './settings.ts';

/** Templates of a plot's description. */
interface DescriptionLabels {
  describe: string;
  describeValue: string;
  separator: string;
}

/** A text for assistive technology that describes a plot. */
export function describePlot(
  labels: DescriptionLabels,
  kassei: Kassei,
  entry: Entry,
  values: Values,
  range: Range = entry.plot,
): string {
  const [from, to] = range;
  const points = evaluateAt(kassei, entry, values, [from, ...(from < 0 && to > 0 ? [0] : []), to]).map(
    ({ x, value, slope }) => fill(labels.describeValue, { x: format(x), f: format(value), slope: format(slope) }),
  );
  return fill(labels.describe, {
    name: entry.name,
    from: format(from),
    to: format(to),
    values: points.join(labels.separator),
  });
}

type Reading = { x: number; value: number; slope: number };

export const formatReading = ({ x, value, slope }: Reading, digits?: number) =>
  `x = ${format(x, digits)}, f(x) = ${format(value, digits)}, f′(x) = ${format(slope, digits)}`;

/** The readings of several functions at one x: one line each, with tabs between the columns. */
export const formatReadings = (here: (Reading & { name: string })[], digits?: number) =>
  here.length
    ? [
        `x = ${format(here[0].x, digits)}`,
        ...here.map(
          ({ name, value, slope }) => `${name}:\tf = ${format(value, digits)},\tf′ = ${format(slope, digits)}`,
        ),
      ].join('\n')
    : '';
