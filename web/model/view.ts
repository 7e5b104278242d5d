import type { Range } from './curves.ts';

/** The part of the plane that a plot shows; without `y` the vertical axis fits the curves. */
export type View = { x: Range; y?: Range };

/** Limits of a view: beyond them a plot of float32 shows nothing new. */
const LARGEST_COORDINATE = 1e6;
const SMALLEST_WIDTH = 1e-3;

/** Limits a range to what can be shown. The point at the fraction `about` of the width keeps its place. */
function limited([from, to]: Range, about: number): Range {
  const width = Math.min(Math.max(to - from, SMALLEST_WIDTH), 2 * LARGEST_COORDINATE);
  const low = from + (to - from - width) * about;
  const start = Math.min(Math.max(low, -LARGEST_COORDINATE), LARGEST_COORDINATE - width);
  return [start, start + width];
}

/** The view after zooming by a factor around a point, given as fractions of width and height. */
export function zoomed({ x, y }: View, factor: number, [aboutX, aboutY]: Range = [0.5, 0.5]): View {
  const around = ([from, to]: Range, about: number): Range => {
    const fixed = from + (to - from) * about;
    return limited([fixed + (from - fixed) * factor, fixed + (to - fixed) * factor], about);
  };
  return { x: around(x, aboutX), y: y && around(y, aboutY) };
}

/** The view after moving by fractions of width and height. */
export function moved({ x, y }: View, [right, up]: Range): View {
  const along = ([from, to]: Range, by: number): Range => {
    const distance = (to - from) * by;
    return limited([from + distance, to + distance], 0.5);
  };
  return { x: along(x, right), y: y && along(y, up) };
}

export const isRange = (from: number, to: number) =>
  from >= -LARGEST_COORDINATE && to <= LARGEST_COORDINATE && to - from >= SMALLEST_WIDTH * 0.999;
