import type { Float32, load } from 'kassei';
import { axisBetween, axisOver } from './axes.ts';
import { type Entry, options, type Values } from './parameters.ts';
import { fill, format, type Words } from './words.ts';

export type Kassei = Awaited<ReturnType<typeof load>>;
export type Point = { x: number; y: number };
export type Curves = { value: Point[]; slope: Point[] };
type Evaluate = (x: Float32, options?: object) => Float32Array;

const INTERVALS = 240;
/** A change across neighbouring floats that is larger than this is a jump of the function. */
const JUMP = 1e-3;

/** An activation whatever its options are: the library checks them. */
export const activation = (kassei: Kassei, { name }: Pick<Entry, 'name'>) =>
  kassei.get(name) as Evaluate & { grad: Evaluate };

export function at(kassei: Kassei, entry: Entry, values: Values, x: number[]) {
  const f = activation(kassei, entry);
  const input = Float32Array.from(x);
  const value = f(input, options(entry, values));
  const slope = f.grad(input, options(entry, values));
  return x.map((_, i) => ({ x: input[i], value: value[i], slope: slope[i] }));
}

/** f and f' over the range of the plot; exact corners, and a gap (NaN) wherever one of them jumps. */
export function sample(kassei: Kassei, entry: Entry, values: Values): Curves {
  const f = activation(kassei, entry);
  const given = options(entry, values);
  const value: Evaluate = (x) => f(x, given);
  const slope: Evaluate = (x) => f.grad(x, given);
  const [from, to] = entry.plot;
  const grid = Float32Array.from({ length: INTERVALS + 1 }, (_, i) => from + ((to - from) * i) / INTERVALS);
  const valueJumps = jumps(value, grid);
  const slopeJumps = jumps(slope, grid);
  const x = Float32Array.from(new Set([...grid, ...valueJumps.flat(), ...slopeJumps.flat()])).sort();
  return { value: curve(x, value(x), valueJumps), slope: curve(x, slope(x), slopeJumps) };
}

function curve(x: Float32Array, y: Float32Array, jumps: number[][]): Point[] {
  const lastBefore = new Set(jumps.map(([left]) => left));
  return Array.from(x).flatMap((x, i) =>
    lastBefore.has(x)
      ? [
          { x, y: y[i] },
          { x, y: Number.NaN },
        ]
      : [{ x, y: y[i] }],
  );
}

/** The neighbouring points between which the function jumps, found by halving all the grid's intervals together. */
function jumps(evaluate: Evaluate, grid: Float32Array): number[][] {
  const left = grid.slice(0, -1);
  const right = grid.slice(1);
  const atLeft = evaluate(left);
  const atRight = evaluate(right);
  for (let halving = 0; halving < 24; halving++) {
    const middle = left.map((x, i) => (x + right[i]) / 2);
    evaluate(middle).forEach((y, i) => {
      const inLeftHalf = Math.abs(y - atLeft[i]) > Math.abs(atRight[i] - y);
      (inLeftHalf ? right : left)[i] = middle[i];
      (inLeftHalf ? atRight : atLeft)[i] = y;
    });
  }
  return Array.from(left, (x, i) => [x, right[i]]).filter((_, i) => Math.abs(atRight[i] - atLeft[i]) > JUMP);
}

/** The vertical axis: fixed by the curves at the start, and larger, in whole steps, only when needed. */
export const verticalAxis = (...curves: Curves[]) =>
  axisOver(curves.flatMap(({ value, slope }) => [...value, ...slope].map((point) => point.y)));

export const horizontalAxis = ({ plot: [min, max] }: Entry) => axisBetween(min, max);

/** The plot in words, for those who do not see it. */
export function describe(words: Words, kassei: Kassei, entry: Entry, values: Values): string {
  const [from, to] = entry.plot;
  const points = at(kassei, entry, values, [from, 0, to]).map(({ x, value, slope }) =>
    fill(words.describeValue, { x: format(x), f: format(value), slope: format(slope) }),
  );
  return fill(words.describe, {
    name: entry.name,
    from: format(from),
    to: format(to),
    values: points.join(words.separator),
  });
}

export const reading = ({ x, value, slope }: { x: number; value: number; slope: number }) =>
  `x = ${format(x)}, f(x) = ${format(value)}, f′(x) = ${format(slope)}`;
