import { list, show } from './show.ts';

/** An axis of an array: `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. */
export interface Layout {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/**
 * The lengths of a shape's axes, each read once, before the arrays are checked: reading may change them. Undefined if no
 * shape is given.
 */
export function readShape(where: string, shape: unknown): number[] | undefined {
  if (shape === undefined) return undefined;
  if (!Array.isArray(shape)) throw new TypeError(`${where}: shape must be an array of integers, got ${show(shape)}`);
  const sizes: number[] = [];
  for (let i = 0, rank = shape.length; i < rank; i++) {
    const size: unknown = shape[i];
    if (!(Number.isSafeInteger(size) && (size as number) > 0)) {
      const message = `${where}: shape must have axes of integer length from 1, got ${show(size)} for axis ${i}`;
      throw typeof size === 'number' ? new RangeError(message) : new TypeError(message);
    }
    sizes.push(size as number);
  }
  return sizes;
}

/** Checks an axis of a shape, by default the one axis of an array of this length. */
export function checkLayout(
  where: string,
  shape: readonly number[] | undefined,
  axis: unknown,
  length: number,
  defaultAxis: number,
): Layout {
  if (shape === undefined && length === 0) throw new RangeError(`${where}: x must not be empty`);
  const sizes = shape ?? [length];
  const rank = sizes.length;
  const product = sizes.reduce((total, size) => total * size, 1);
  if (product !== length) {
    throw new RangeError(
      `${where}: shape must have the length of x, ${length}, as its product, got ${list(sizes)} with ${product}`,
    );
  }
  if (rank === 0) throw new RangeError(`${where}: shape must have an axis, got []`);
  const given = axis === undefined ? defaultAxis : axis;
  if (!(Number.isInteger(given) && (given as number) >= -rank && (given as number) < rank)) {
    const allowed = `an integer from ${-rank} to ${rank - 1} for shape ${list(sizes)}`;
    const message = `${where}: axis must be ${allowed}, got ${show(given)}`;
    throw typeof given === 'number' ? new RangeError(message) : new TypeError(message);
  }
  const at = (given as number) < 0 ? (given as number) + rank : (given as number);
  const along = sizes[at] as number;
  let inner = 1;
  for (let i = at + 1; i < rank; i++) inner *= sizes[i] as number;
  return { outer: length / (along * inner), length: along, inner };
}
