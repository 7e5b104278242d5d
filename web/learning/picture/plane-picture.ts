import { PLANE_REACH, type Points } from '../engine/datasets.ts';
import { GRID_SIZE } from '../engine/training.ts';

const toGrid = (value: number) => (((value + PLANE_REACH) / (2 * PLANE_REACH)) * GRID_SIZE).toFixed(1);

/**
 * The points of one class as an SVG path: crosses, or dots, which are round caps on strokes of almost no length. WebKit
 * enlarges the caps of strokes without any length, as if they were scaled.
 */
function pointPath({ x, classes }: Points, of: number, shape: string) {
  return Array.from(classes, (is, i) =>
    is === of ? `M${toGrid(x[2 * i])} ${toGrid(-x[2 * i + 1])}${shape}` : '',
  ).join('');
}

/** The paths of all points by their CSS classes. */
export const pointPaths = (points: Points) => ({
  crosses: pointPath(points, 0, 'm-.5-.5l1 1m0-1l-1 1'),
  dots: pointPath(points, 1, 'h.01'),
});

/** The plane with the points of both classes and a network's boundary between them. */
export function planePicture(points: Points, boundary: string, description: string) {
  const { crosses, dots } = pointPaths(points);
  return `<svg viewBox="0 0 ${GRID_SIZE} ${GRID_SIZE}" role="img" aria-label="${description}"><path class="crosses" d="${crosses}"/><path class="dots" d="${dots}"/><path class="boundary" d="${boundary}"/><path class="aim" d=""/></svg>`;
}

/** Hairlines that cross at a place of the plane. */
export const crosshair = (x: number, y: number) => `M${toGrid(x)} 0V${GRID_SIZE}M0 ${toGrid(-y)}H${GRID_SIZE}`;
