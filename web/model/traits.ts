import { type Curves, evaluateAt, FAINT_SLOPE, type Kassei, sample } from './curves.ts';
import { type Entry, startValues } from './settings.ts';

/** An open interval; an end beyond the sweep is infinite. */
export type Interval = [from: number, to: number];

export interface Traits {
  /** Places where f jumps; `corners` are those where f' does not exist, jumps included. */
  jumps: number[];
  corners: number[];
  falls: Interval[];
  /** Intervals where f' is exactly 0; `saturated` are unbounded ones where f' is small and its limit 0. */
  dead: Interval[];
  saturated: Interval[];
  lowest: number;
  /** The mean of f for standard normal inputs; `share` is the part of those inputs that lies in some intervals. */
  mean: number;
  share: (intervals: Interval[]) => number;
}

/**
 * The sweep ends at 12, because slopes beyond may underflow to 0, which would make them dead. Its points are the
 * middles of the steps: corners, which are multiples of a step, fall between them, and sums have an error of a step
 * squared.
 */
const SWEEP_REACH = 12;
const SWEEP_STEP = 1 / 256;
const SWEEP = Array.from({ length: (2 * SWEEP_REACH) / SWEEP_STEP }, (_, i) => -SWEEP_REACH + (i + 0.5) * SWEEP_STEP);
const HALVINGS = 40;

const probability = (x: number) => (SWEEP_STEP * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

/** Positions of a curve's gaps: the last x before each jump. */
const gapPositions = (curve: Curves['value']) =>
  curve.filter(({ y }) => Number.isNaN(y)).map(({ x }) => Number(x.toFixed(4)) || 0);

/** The traits of a function of one number at the start values, derived from the package's results alone. */
export function traits(kassei: Kassei, entry: Entry): Traits {
  const evaluate = (x: number[]) => evaluateAt(kassei, entry, startValues(entry), x);
  const points = evaluate(SWEEP);
  const [left, right] = evaluate([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);

  const intervalsWhere = (holds: (slope: number) => boolean): Interval[] => {
    const edge = (outside: number, inside: number) => {
      for (let halving = 0; halving < HALVINGS; halving++) {
        const middle = (outside + inside) / 2;
        if (holds(evaluate([middle])[0].slope)) inside = middle;
        else outside = middle;
      }
      return inside;
    };
    const inside = points.map(({ slope }) => holds(slope));
    const first = (i: number) => (i === 0 ? Number.NEGATIVE_INFINITY : edge(SWEEP[i - 1], SWEEP[i]));
    const last = (i: number) => (i === SWEEP.length - 1 ? Number.POSITIVE_INFINITY : edge(SWEEP[i + 1], SWEEP[i]));
    const firsts = inside.flatMap((here, i) => (here && !inside[i - 1] ? [first(i)] : []));
    const lasts = inside.flatMap((here, i) => (here && !inside[i + 1] ? [last(i)] : []));
    return firsts.map((from, i) => [from, lasts[i]]);
  };

  const curves = sample(kassei, entry, startValues(entry));
  const jumps = gapPositions(curves.value);
  const dead = intervalsWhere((slope) => slope === 0);
  const small = intervalsWhere((slope) => Math.abs(slope) < FAINT_SLOPE);
  const within = (x: number, intervals: Interval[]) => intervals.some(([from, to]) => from < x && x < to);
  return {
    jumps,
    corners: [...new Set([...jumps, ...gapPositions(curves.slope)])].sort((a, b) => a - b),
    falls: intervalsWhere((slope) => slope < 0),
    dead,
    saturated: small.filter(
      ([from, to]) =>
        (left.slope === 0 && from === left.x && !dead.some((interval) => interval[0] === from)) ||
        (right.slope === 0 && to === right.x && !dead.some((interval) => interval[1] === to)),
    ),
    lowest: Math.min(left.value, right.value, ...points.map(({ value }) => value)),
    mean: sum(points.map(({ x, value }) => probability(x) * value)),
    share: (intervals) => sum(SWEEP.filter((x) => within(x, intervals)).map(probability)),
  };
}
