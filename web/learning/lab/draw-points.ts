import type { Points } from '../engine/datasets.ts';
import { paths } from '../picture/plane-picture.ts';

/** Puts other points into pictures. */
export function drawPoints(fields: Element[], points: Points) {
  for (const [kind, path] of Object.entries(paths(points))) {
    for (const field of fields) field.querySelector(`.${kind}`)?.setAttribute('d', path);
  }
}
