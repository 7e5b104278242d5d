import type { Float32, load } from 'kassei';
import { axisOver, niceStep } from './axis.ts';
import { type Entry, options, type Values } from './settings.ts';

export type Kassei = Awaited<ReturnType<typeof load>>;
export type Point = { x: number; y: number };
export type Range = readonly [number, number];
/** An interval where the slope is 0 ("dead") or below FAINT_SLOPE ("faint"). */
export type Zone = { kind: 'dead' | 'faint'; from: number; to: number };
/** f and f', the kinks and jumps of f, and the zones in which little or no gradient passes. */
export type Curves = { value: Point[]; slope: Point[]; kinks: Point[]; zones: Zone[] };
type EvaluateArray = (x: Float32, options?: object) => Float32Array;

/** Intervals of a plot's grid: one for about two units of the static plot's width. */
const GRID_INTERVALS = 240;
/** A larger change between neighbouring floats is a jump; for values above 1 it is relative. */
const JUMP_SIZE = 1e-3;
/** Slopes below are faint: ten layers with this slope leave 1e-13 of a gradient. */
export const FAINT_SLOPE = 0.05;

/** An activation with options of any type; the library checks them at run time. */
export const activation = (kassei: Kassei, { name }: Pick<Entry, 'name'>) =>
  kassei.get(name) as EvaluateArray & { grad: EvaluateArray };

/** f and f' with their parameters bound. */
function evaluators(kassei: Kassei, entry: Entry, values: Values): { value: EvaluateArray; slope: EvaluateArray } {
  const f = activation(kassei, entry);
  const given = options(entry, values);
  return { value: (x) => f(x, given), slope: (x) => f.grad(x, given) };
}

export function evaluateAt(kassei: Kassei, entry: Entry, values: Values, x: number[]) {
  const f = evaluators(kassei, entry, values);
  const input = Float32Array.from(x);
  const value = f.value(input);
  const slope = f.slope(input);
  return x.map((_, i) => ({ x: input[i], value: value[i], slope: slope[i] }));
}

const gridOver = ([from, to]: Range) =>
  Float32Array.from({ length: GRID_INTERVALS + 1 }, (_, i) => from + ((to - from) * i) / GRID_INTERVALS);

/** The curves over a range, with exact kinks and a gap (NaN) at every jump. */
export function sample(kassei: Kassei, entry: Entry, values: Values, range: Range = entry.plot): Curves {
  const f = evaluators(kassei, entry, values);
  const grid = gridOver(range);
  const valueJumps = findJumps(f.value, grid);
  const slopeJumps = findJumps(f.slope, grid);
  const x = Float32Array.from(new Set([...grid, ...valueJumps.flat(), ...slopeJumps.flat()])).sort();
  const slopes = f.slope(x);
  return {
    value: withGaps(x, f.value(x), valueJumps),
    slope: withGaps(x, slopes, slopeJumps),
    kinks: findKinks(f.value, valueJumps, slopeJumps),
    zones: findZones(x, slopes),
  };
}

/** Half the step of the difference quotient for f'': large enough for float32, too small for an error one could see. */
const curvatureReach = (x: number) => 0.005 * Math.max(1, Math.abs(x));

/** f'' at points of the range, as the central difference of f'; NaN across kinks. */
export function curvature(
  kassei: Kassei,
  entry: Entry,
  values: Values,
  range: Range,
  x: ArrayLike<number> = gridOver(range),
) {
  const { slope } = evaluators(kassei, entry, values);
  const bends = findJumps(slope, gridOver([range[0] - curvatureReach(range[0]), range[1] + curvatureReach(range[1])]));
  const [left, right] = [-1, 1].map((side) => Float32Array.from(x, (x) => x + side * curvatureReach(x)));
  const [before, after] = [slope(left), slope(right)];
  return Array.from(x, (x, i): Point => {
    const across = bends.some(([start, end]) => start <= right[i] && end >= left[i]);
    return { x, y: across ? Number.NaN : (after[i] - before[i]) / (right[i] - left[i]) };
  });
}

function withGaps(x: Float32Array, y: Float32Array, jumps: number[][]): Point[] {
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

/** The points where the slope jumps, and both ends of the function's own jumps. */
function findKinks(value: EvaluateArray, valueJumps: number[][], slopeJumps: number[][]): Point[] {
  const bends = slopeJumps.map(([, right]) => right).filter((x) => !valueJumps.flat().includes(x));
  const x = Float32Array.from([...valueJumps.flat(), ...bends]);
  return Array.from(value(x), (y, i) => ({ x: x[i], y }));
}

function findZones(x: Float32Array, slopes: Float32Array): Zone[] {
  const found: Zone[] = [];
  let last: Zone['kind'] | undefined;
  x.forEach((to, i) => {
    // One isolated zero slope is an extremum, not a dead zone.
    const dead = slopes[i] === 0 && (slopes[i - 1] === 0 || slopes[i + 1] === 0);
    const kind = dead ? 'dead' : Math.abs(slopes[i]) < FAINT_SLOPE ? 'faint' : undefined;
    const zone = found.at(-1);
    if (kind && kind === last && zone) zone.to = to;
    else if (kind) found.push({ kind, from: to, to });
    last = kind;
  });
  // Around an extremum the slope changes sign; small slopes there are no faint zone.
  const turns = ({ from, to }: Zone) => {
    const within = slopes.filter((_, i) => from <= x[i] && x[i] <= to);
    return within.some((slope) => slope < 0) && within.some((slope) => slope > 0);
  };
  return found.filter((zone) => zone.to > zone.from && !turns(zone));
}

/** Neighbouring floats between which the function jumps, found by bisecting all intervals of the grid at once. */
function findJumps(evaluate: EvaluateArray, grid: Float32Array): number[][] {
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
    return Math.abs(after - before) > JUMP_SIZE * Math.max(1, Math.min(Math.abs(before), Math.abs(after)));
  });
}

/** The vertical axis of a plot with these curves. Callers add the curves at the start, so that it never shrinks. */
export const verticalAxis = (curves: Point[][]) => axisOver(curves.flat().map(({ y }) => y));

/** The cursor's step; a round one, so that the cursor meets round numbers. */
export const cursorStep = ([from, to]: Range) => niceStep(to - from, GRID_INTERVALS);
