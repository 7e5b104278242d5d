export type Box = { left: number; top: number; right: number; bottom: number };

/** A path or a text of a picture. `kind` is a CSS class: the style sheet says how the mark looks, on the canvas too. */
export type Mark = { kind: string; clip?: Box } & (
  | { path: string }
  | { text: string; x: number; y: number; drop: number }
);

export const round = (value: number) => Number(value.toFixed(1));

export const path = (kind: string, path: string): Mark => ({ kind, path });
/** A text whose baseline is `drop` times its size below y. */
export function label(kind: string, x: number, y: number, text: string, drop = 0): Mark {
  return { kind, x: round(x), y: round(y), text, drop };
}
/** The drop that centres figures on their place. */
export const CENTRED = 0.35;

export const verticalLine = (kind: string, x: number, { top, bottom }: Box) =>
  path(kind, `M${round(x)} ${top}V${bottom}`);
export const horizontalLine = (kind: string, y: number, { left, right }: Box) =>
  path(kind, `M${left} ${round(y)}H${right}`);

/** Marks of one kind in one path. */
const each = (shape: (x: number, y: number) => string) => (kind: string, places: (readonly [number, number])[]) =>
  path(kind, places.map(([x, y]) => shape(round(x), round(y))).join(''));

export const dots = each((x, y) => `M${round(x - 4)} ${y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`);
export const kinks = each((x, y) => `M${x} ${round(y - 5)}l5 5l-5 5l-5-5z`);

/** A shaded zone between two places; a dead one is hatched too, by the dashes of a line across, as wide as the box. */
export function zone(from: number, to: number, { top, bottom }: Box, dead: boolean): Mark[] {
  const [left, right] = [Math.round(from), Math.round(to)];
  const shade = path('zone', `M${left} ${top}H${right}V${bottom}H${left}z`);
  const hatch = path('hatch', `M${left} ${top}l900 900`);
  return dead ? [shade, { ...hatch, clip: { left, right, top, bottom } }] : [shade];
}
