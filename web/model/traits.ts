import { at, type Curves, type Kassei, sample } from './curves.ts';
import { type Entry, starts } from './settings.ts';

/** Open at an end that the sweep does not see. */
export type Interval = [from: number, to: number];

export interface Traits {
  /** Where f jumps; where f' does not exist, jumps of f included. */
  jumps: number[];
  corners: number[];
  falls: Interval[];
  /** Where f' is exactly 0, and where it stays small without end because its limit is 0. */
  dead: Interval[];
  saturated: Interval[];
  lowest: number;
  /** The mean of f for inputs of a standard normal distribution, and how many of them lie in some intervals. */
  mean: number;
  share: (intervals: Interval[]) => number;
}

/**
 * The sweep: beyond 12, slopes may underflow to the 0 that only dead places have. It takes the middles of its steps, so that
 * corners, which are multiples of the step, fall between two of them and sums are exact to the square of the step.
 */
const REACH = 12;
const STEP = 1 / 256;
const GRID = Array.from({ length: (2 * REACH) / STEP }, (_, i) => -REACH + (i + 0.5) * STEP);
const HALVINGS = 40;

/** Where slopes are called small. */
export const SMALL = 0.05;

const chance = (x: number) => (STEP * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/** The plot's gaps: the last numbers before a jump. */
const gaps = (curve: Curves['value']) =>
  curve.filter(({ y }) => Number.isNaN(y)).map(({ x }) => Number(x.toFixed(4)) || 0);

/** A function of one number with the parameters that the page starts with, from what the package returns for it. */
export function traits(kassei: Kassei, entry: Entry): Traits {
  const evaluate = (x: number[]) => at(kassei, entry, starts(entry), x);
  const points = evaluate(GRID);
  const [left, right] = evaluate([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);

  const where = (holds: (slope: number) => boolean): Interval[] => {
    const edge = (outside: number, inside: number) => {
      for (let halving = 0; halving < HALVINGS; halving++) {
        const middle = (outside + inside) / 2;
        if (holds(evaluate([middle])[0].slope)) inside = middle;
        else outside = middle;
      }
      return inside;
    };
    const inside = points.map(({ slope }) => holds(slope));
    const first = (i: number) => (i === 0 ? Number.NEGATIVE_INFINITY : edge(GRID[i - 1], GRID[i]));
    const last = (i: number) => (i === GRID.length - 1 ? Number.POSITIVE_INFINITY : edge(GRID[i + 1], GRID[i]));
    const firsts = inside.flatMap((here, i) => (here && !inside[i - 1] ? [first(i)] : []));
    const lasts = inside.flatMap((here, i) => (here && !inside[i + 1] ? [last(i)] : []));
    return firsts.map((from, i) => [from, lasts[i]]);
  };

  const curves = sample(kassei, entry, starts(entry));
  const jumps = gaps(curves.value);
  const dead = where((slope) => slope === 0);
  const small = where((slope) => Math.abs(slope) < SMALL);
  const within = (x: number, intervals: Interval[]) => intervals.some(([from, to]) => from < x && x < to);
  return {
    jumps,
    corners: [...new Set([...jumps, ...gaps(curves.slope)])].sort((a, b) => a - b),
    falls: where((slope) => slope < 0),
    dead,
    saturated: small.filter(
      ([from, to]) =>
        (left.slope === 0 && from === left.x && !dead.some((interval) => interval[0] === from)) ||
        (right.slope === 0 && to === right.x && !dead.some((interval) => interval[1] === to)),
    ),
    lowest: Math.min(left.value, right.value, ...points.map(({ value }) => value)),
    mean: sum(points.map(({ x, value }) => chance(x) * value)),
    share: (intervals) => sum(GRID.filter((x) => within(x, intervals)).map(chance)),
  };
}
