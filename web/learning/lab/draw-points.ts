import type { Points } from '../engine/datasets.ts';
import { pointPaths } from '../picture/plane-picture.ts';

/** Replaces the points in pictures of the plane. */
export function drawPoints(pictures: Element[], points: Points) {
  for (const [kind, path] of Object.entries(pointPaths(points))) {
    for (const picture of pictures) picture.querySelector(`.${kind}`)?.setAttribute('d', path);
  }
}
