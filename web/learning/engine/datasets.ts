import { normal, random } from './random.ts';

/** Points of the plane: x₁ and x₂ alternate in `x`; each class is 1 or 0. */
export interface Points {
  x: Float32Array;
  classes: Float32Array;
}

/** Both coordinates of a point lie between -PLANE_REACH and PLANE_REACH. */
export const PLANE_REACH = 3;

const POINT_COUNT = 256;

/** Draws a point's coordinates from its class, its position along the shape (0 to 1) and random numbers. */
type PointAt = (first: boolean, along: number, next: () => number, noise: () => number) => [number, number];

const SPIRAL_TURNS = 1.1;

const generators = {
  spirals(first, along, _, noise) {
    const radius = 0.25 + 2.45 * along;
    const angle = 2 * Math.PI * SPIRAL_TURNS * along + (first ? 0 : Math.PI);
    return [radius * Math.sin(angle) + 0.07 * noise(), radius * Math.cos(angle) + 0.07 * noise()];
  },
  circles(first, along, next, noise) {
    const radius = first ? 1.1 * Math.sqrt(next()) : 2.1 + 0.18 * noise();
    return [radius * Math.cos(2 * Math.PI * along), radius * Math.sin(2 * Math.PI * along)];
  },
  xor(first, along, next) {
    const away = () => 0.15 + 2.55 * next();
    const side = along < 0.5 ? 1 : -1;
    return [side * away(), (first ? side : -side) * away()];
  },
} satisfies Record<string, PointAt>;

export type DatasetName = keyof typeof generators;

export function makePoints(name: DatasetName, seed: number): Points {
  const next = random(seed);
  const noise = normal(next);
  const place: PointAt = generators[name];
  const classes = Float32Array.from({ length: POINT_COUNT }, (_, i) => (i + 1) % 2);
  const x = new Float32Array(2 * POINT_COUNT);
  classes.forEach((of, i) => {
    x.set(place(of === 1, (2 * Math.floor(i / 2)) / POINT_COUNT, next, noise), 2 * i);
  });
  return { x, classes };
}
