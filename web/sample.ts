import type { load } from 'kassei';
import type { catalogue } from 'kassei/catalogue';
import { fill, format, type Words } from './words.ts';

export type Kassei = Awaited<ReturnType<typeof load>>;
export type Entry = (typeof catalogue)[number];
export type Point = { x: number; y: number };
export type Curves = { value: Point[]; slope: Point[] };
export type Parameters = Record<string, number>;
type Evaluate = (x: Float32Array) => Float32Array;

const INTERVALS = 240;
/** A change across neighbouring floats that is larger than this is a jump of the function. */
const JUMP = 1e-3;

export const defaults = (entry: Entry): Parameters =>
  Object.fromEntries(entry.parameters.map((p) => [p.name, p.default]));

export function at(kassei: Kassei, entry: Entry, parameters: Parameters, x: number[]) {
  const activation = kassei.get(entry.name);
  const input = Float32Array.from(x);
  const value = activation(input, parameters);
  const slope = activation.grad(input, parameters);
  return x.map((_, i) => ({ x: input[i], value: value[i], slope: slope[i] }));
}

/** f and f' over the range of the plot; exact corners, and a gap (NaN) wherever one of them jumps. */
export function sample(kassei: Kassei, entry: Entry, parameters: Parameters): Curves {
  const activation = kassei.get(entry.name);
  const value: Evaluate = (x) => activation(x, parameters);
  const slope: Evaluate = (x) => activation.grad(x, parameters);
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

/** The vertical axis: fixed by the curves at the default parameters, and larger, in whole steps, only when needed. */
export function verticalAxis(...curves: Curves[]) {
  const y = [
    0,
    ...curves.flatMap(({ value, slope }) => [...value, ...slope].map((point) => point.y)).filter(Number.isFinite),
  ];
  const low = y.reduce((a, b) => Math.min(a, b));
  const high = y.reduce((a, b) => Math.max(a, b));
  const step = niceStep(high - low);
  const half = step / 2;
  const margin = (high - low) * 0.04;
  return { min: Math.floor((low - margin) / half) * half, max: Math.ceil((high + margin) / half) * half, step };
}

export const horizontalAxis = ({ plot: [min, max] }: Entry) => ({ min, max, step: niceStep(max - min) });
export type Axis = ReturnType<typeof verticalAxis>;

function niceStep(span: number) {
  const rough = (span || 1) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
}

export function ticks({ min, max, step }: Axis): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The plot in words, for those who do not see it. */
export function describe(words: Words, kassei: Kassei, entry: Entry, parameters: Parameters): string {
  const [from, to] = entry.plot;
  const values = at(kassei, entry, parameters, [from, 0, to]).map(({ x, value, slope }) =>
    fill(words.describeValue, { x: format(x), f: format(value), slope: format(slope) }),
  );
  return fill(words.describe, {
    name: entry.name,
    from: format(from),
    to: format(to),
    values: values.join(words.separator),
  });
}

export const reading = ({ x, value, slope }: { x: number; value: number; slope: number }) =>
  `x = ${format(x)}, f(x) = ${format(value)}, f′(x) = ${format(slope)}`;
