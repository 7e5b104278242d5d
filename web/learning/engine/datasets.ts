import { normal, random } from './random.ts';

/** Points of the plane, x₁ and x₂ in turn, and the class of each: 1 or 0. */
export interface Points {
  x: Float32Array;
  classes: Float32Array;
}

/** Points lie between -REACH and REACH. */
export const REACH = 3;

const COUNT = 256;

/** How the place of a point comes about: from its class, a number from 0 to 1, and random ones. */
type Place = (first: boolean, along: number, next: () => number, noise: () => number) => [number, number];

const TURNS = 1.1;

const places = {
  spirals(first, along, _, noise) {
    const radius = 0.25 + 2.45 * along;
    const angle = 2 * Math.PI * TURNS * along + (first ? 0 : Math.PI);
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
} satisfies Record<string, Place>;

export type SetName = keyof typeof places;

export function makePoints(name: SetName, seed: number): Points {
  const next = random(seed);
  const noise = normal(next);
  const place: Place = places[name];
  const classes = Float32Array.from({ length: COUNT }, (_, i) => (i + 1) % 2);
  const x = new Float32Array(2 * COUNT);
  classes.forEach((of, i) => {
    x.set(place(of === 1, (2 * Math.floor(i / 2)) / COUNT, next, noise), 2 * i);
  });
  return { x, classes };
}
