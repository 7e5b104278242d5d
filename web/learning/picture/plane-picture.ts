import { type Points, REACH } from '../engine/datasets.ts';
import { GRID } from '../engine/training.ts';

const along = (value: number) => (((value + REACH) / (2 * REACH)) * GRID).toFixed(1);

/**
 * The points of one class, as the path of an SVG: crosses, or dots that round caps make of almost nothing; of nothing
 * WebKit makes them as large as if they were scaled.
 */
function dots({ x, classes }: Points, of: number, shape: string) {
  return Array.from(classes, (is, i) => (is === of ? `M${along(x[2 * i])} ${along(-x[2 * i + 1])}${shape}` : '')).join(
    '',
  );
}

/** The paths of a picture, by their classes. */
export const paths = (points: Points) => ({
  crosses: dots(points, 0, 'm-.5-.5l1 1m0-1l-1 1'),
  dots: dots(points, 1, 'h.01'),
});

/** The plane with the points of both classes and the boundary that a network draws between them. */
export function field(points: Points, boundary: string, description: string) {
  const { crosses, dots } = paths(points);
  return `<svg viewBox="0 0 ${GRID} ${GRID}" role="img" aria-label="${description}"><path class="crosses" d="${crosses}"/><path class="dots" d="${dots}"/><path class="boundary" d="${boundary}"/><path class="aim" d=""/></svg>`;
}

/** A cross of hairlines through a place of the plane. */
export const aim = (x: number, y: number) => `M${along(x)} 0V${GRID}M0 ${along(-y)}H${GRID}`;
