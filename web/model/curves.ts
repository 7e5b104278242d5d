import type { Float32, load } from 'kassei';
import { axisBetween, axisOver, niceStep } from './axis.ts';
import { type Entry, options, type Values } from './settings.ts';

export type Kassei = Awaited<ReturnType<typeof load>>;
export type Point = { x: number; y: number };
export type Range = readonly [number, number];
/** An interval where the slope is 0 ("dead"), or nearly so ("faint"). */
export type Zone = { kind: 'dead' | 'faint'; from: number; to: number };
/** f and f', where they bend or jump, and where little or nothing of a gradient passes. */
export type Curves = { value: Point[]; slope: Point[]; kinks: Point[]; zones: Zone[] };
type Evaluate = (x: Float32, options?: object) => Float32Array;

const INTERVALS = 240;
/** A change across neighbouring floats that is larger than this, or than this part of a large value, is a jump. */
const JUMP = 1e-3;
/** A slope below this is faint: ten such layers leave 1e-13 of a gradient. */
export const FAINT = 0.05;

/** An activation whatever its options are: the library checks them. */
export const activation = (kassei: Kassei, { name }: Pick<Entry, 'name'>) =>
  kassei.get(name) as Evaluate & { grad: Evaluate };

/** f and f' as functions of x alone. */
function evaluators(kassei: Kassei, entry: Entry, values: Values): { value: Evaluate; slope: Evaluate } {
  const f = activation(kassei, entry);
  const given = options(entry, values);
  return { value: (x) => f(x, given), slope: (x) => f.grad(x, given) };
}

export function at(kassei: Kassei, entry: Entry, values: Values, x: number[]) {
  const f = evaluators(kassei, entry, values);
  const input = Float32Array.from(x);
  const value = f.value(input);
  const slope = f.slope(input);
  return x.map((_, i) => ({ x: input[i], value: value[i], slope: slope[i] }));
}

const gridOver = ([from, to]: Range) =>
  Float32Array.from({ length: INTERVALS + 1 }, (_, i) => from + ((to - from) * i) / INTERVALS);

/** The curves over a range; exact corners, and a gap (NaN) wherever one of them jumps. */
export function sample(kassei: Kassei, entry: Entry, values: Values, range: Range = entry.plot): Curves {
  const f = evaluators(kassei, entry, values);
  const grid = gridOver(range);
  const valueJumps = jumps(f.value, grid);
  const slopeJumps = jumps(f.slope, grid);
  const x = Float32Array.from(new Set([...grid, ...valueJumps.flat(), ...slopeJumps.flat()])).sort();
  const slopes = f.slope(x);
  return {
    value: curve(x, f.value(x), valueJumps),
    slope: curve(x, slopes, slopeJumps),
    kinks: corners(f.value, valueJumps, slopeJumps),
    zones: zones(x, slopes),
  };
}

/** Half the distance of the slopes whose difference gives f'': float32 tells them apart, and the error stays unseen. */
const reach = (x: number) => 0.005 * Math.max(1, Math.abs(x));

/** f'' at some points of the range as the central difference of f'. NaN across kinks. */
export function curvature(
  kassei: Kassei,
  entry: Entry,
  values: Values,
  range: Range,
  x: ArrayLike<number> = gridOver(range),
) {
  const { slope } = evaluators(kassei, entry, values);
  const bends = jumps(slope, gridOver([range[0] - reach(range[0]), range[1] + reach(range[1])]));
  const [left, right] = [-1, 1].map((side) => Float32Array.from(x, (x) => x + side * reach(x)));
  const [before, after] = [slope(left), slope(right)];
  return Array.from(x, (x, i): Point => {
    const across = bends.some(([start, end]) => start <= right[i] && end >= left[i]);
    return { x, y: across ? Number.NaN : (after[i] - before[i]) / (right[i] - left[i]) };
  });
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

/** The points of the function where its slope jumps, and both ends of its own jumps. */
function corners(value: Evaluate, valueJumps: number[][], slopeJumps: number[][]): Point[] {
  const bends = slopeJumps.map(([, right]) => right).filter((x) => !valueJumps.flat().includes(x));
  const x = Float32Array.from([...valueJumps.flat(), ...bends]);
  return Array.from(value(x), (y, i) => ({ x: x[i], y }));
}

function zones(x: Float32Array, slopes: Float32Array): Zone[] {
  const found: Zone[] = [];
  let last: Zone['kind'] | undefined;
  x.forEach((to, i) => {
    // A single 0 is of a curve that turns there.
    const dead = slopes[i] === 0 && (slopes[i - 1] === 0 || slopes[i + 1] === 0);
    const kind = dead ? 'dead' : Math.abs(slopes[i]) < FAINT ? 'faint' : undefined;
    const zone = found.at(-1);
    if (kind && kind === last && zone) zone.to = to;
    else if (kind) found.push({ kind, from: to, to });
    last = kind;
  });
  // Where a curve merely turns, its slope changes sign and is no smaller than it must be.
  const turns = ({ from, to }: Zone) => {
    const within = slopes.filter((_, i) => from <= x[i] && x[i] <= to);
    return within.some((slope) => slope < 0) && within.some((slope) => slope > 0);
  };
  return found.filter((zone) => zone.to > zone.from && !turns(zone));
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
  return Array.from(left, (x, i) => [x, right[i]]).filter((_, i) => {
    const [before, after] = [atLeft[i], atRight[i]];
    return Math.abs(after - before) > JUMP * Math.max(1, Math.min(Math.abs(before), Math.abs(after)));
  });
}

/** The vertical axis: fixed by the curves at the start, and larger, in whole steps, only when needed. */
export const verticalAxis = (...curves: Pick<Curves, 'value' | 'slope'>[]) =>
  axisOver(curves.flatMap(({ value, slope }) => [...value, ...slope].map((point) => point.y)));

export const horizontalAxis = ([min, max]: Range) => axisBetween(min, max);

/** The step of the cursor: a round one, so that it meets round numbers. */
export const stepOf = ([from, to]: Range) => niceStep(to - from, INTERVALS);
