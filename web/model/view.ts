import type { Range } from './curves.ts';

/** The part of the plane that a plot shows. Without `y` the vertical axis fits the curves. */
export type View = { x: Range; y?: Range };

/** Beyond these a plot of float32 shows nothing more. */
const LARGEST = 1e6;
const SMALLEST = 1e-3;

/** A range within what can be shown; its width is limited around `about`, a fraction of it. */
function limited([from, to]: Range, about: number): Range {
  const width = Math.min(Math.max(to - from, SMALLEST), 2 * LARGEST);
  const low = from + (to - from - width) * about;
  const start = Math.min(Math.max(low, -LARGEST), LARGEST - width);
  return [start, start + width];
}

/** Closer or farther by a factor, around fractions of the width and height. */
export function zoomed({ x, y }: View, factor: number, [aboutX, aboutY]: Range = [0.5, 0.5]): View {
  const around = ([from, to]: Range, about: number): Range => {
    const fixed = from + (to - from) * about;
    return limited([fixed + (from - fixed) * factor, fixed + (to - fixed) * factor], about);
  };
  return { x: around(x, aboutX), y: y && around(y, aboutY) };
}

/** Moved by fractions of the width and height. */
export function moved({ x, y }: View, [right, up]: Range): View {
  const along = ([from, to]: Range, by: number): Range => {
    const distance = (to - from) * by;
    return limited([from + distance, to + distance], 0.5);
  };
  return { x: along(x, right), y: y && along(y, up) };
}

export const isRange = (from: number, to: number) => from >= -LARGEST && to <= LARGEST && to - from >= SMALLEST * 0.999;
