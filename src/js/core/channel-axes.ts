import type { Layout } from './shape.ts';
import { list } from './show.ts';

/** The channels of an array: runs of neighbours that have a slope in common. */
export interface Channels {
  /** The number of neighbours in a run. */
  readonly inner: number;
  /** The number of channels that take turns in a stretch of the array. */
  readonly length: number;
  /** The number of elements of a stretch. */
  readonly stretch: number;
  /** The number of all channels. */
  readonly all: number;
  /** The number of the first channel in the stretch that this element begins. */
  readonly firstAt: (element: number) => number;
}

const none = () => 0;

/** Channels that take turns in the whole array. Made without lists, because calls along one axis may be short. */
export const alternating = (inner: number, length: number, stretch: number): Channels => ({
  inner,
  length,
  stretch,
  all: length,
  firstAt: none,
});

/**
 * The channels along an axis, along several, listed in the shape's order, or, for null, along all. `along` checks one
 * axis. Adjacent axes are like one; what comes before a gap decides which channels a stretch has.
 */
export function channelsOf(where: string, axis: unknown, total: number, along: (axis: unknown) => Layout): Channels {
  if (axis === null) return alternating(1, total, total);
  if (!Array.isArray(axis)) {
    const { inner, length } = along(axis);
    return alternating(inner, length, total);
  }
  const axes = axis.map(along);
  // Axes of length 1 are like none.
  const before = axes.filter(({ length }) => length !== 1).reverse();
  if (total && before.some(({ inner }, i) => i > 0 && inner <= (before[i - 1] as Layout).inner)) {
    throw new RangeError(`${where}: axis must list each axis once, in the shape's order, got ${list(axis)}`);
  }
  const all = before.reduce((product, { length }) => product * length, 1);
  let { inner, length } = before.shift() ?? { length: 1, inner: total };
  while (before[0]?.inner === inner * length) length *= (before.shift() as Layout).length;
  const firstAt = (element: number) => {
    let first = 0;
    let step = length;
    for (const outer of before) {
      first += (Math.floor(element / outer.inner) % outer.length) * step;
      step *= outer.length;
    }
    return first;
  };
  return { inner, length, stretch: before[0]?.inner ?? total, all, firstAt };
}
