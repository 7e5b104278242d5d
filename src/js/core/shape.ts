import type { Places } from '../memory/transfer.ts';
import { list, show } from './show.ts';

/** The rows of an array: `outer` blocks of `inner` rows, each of `length` elements that are `inner` apart. */
export interface Layout {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  /** Where the elements of the rows are in the array, if they are not in the same places. */
  readonly places?: Places;
}

/**
 * An array's elements up to the first that is no number, each read once, before the arrays are checked: reading may
 * change them.
 */
export function readNumbers(array: readonly unknown[]): unknown[] {
  const copy: unknown[] = [];
  for (let i = 0, { length } = array; i < length; i++) {
    const element = array[i];
    copy.push(element);
    if (typeof element !== 'number') break;
  }
  return copy;
}

/** The lengths of a shape's axes, of which one may be -1. Undefined if no shape is given. */
export function readShape(where: string, shape: unknown): number[] | undefined {
  if (shape === undefined) return undefined;
  if (!Array.isArray(shape)) throw new TypeError(`${where}: shape must be an array of integers, got ${show(shape)}`);
  const sizes = readNumbers(shape) as number[];
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] as number;
    if (Number.isSafeInteger(size) && size >= -1) continue;
    const message = `${where}: shape must have integers from 0, or a -1, got ${show(size)} for axis ${i}`;
    throw typeof size === 'number' ? new RangeError(message) : new TypeError(message);
  }
  return sizes;
}

export const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);

/** The shape of an array of this length, with its -1 replaced; by default one axis. An array without axes has one of 1. */
export function checkShape(where: string, shape: readonly number[] | undefined, length: number): readonly number[] {
  if (shape === undefined) return [length];
  let known = 1;
  let open = 0;
  for (const size of shape) {
    if (size < 0) open++;
    else known *= size;
  }
  if (open === 0 && known === length) return shape.length ? shape : [1];
  const rest = length / known;
  if (open === 1 && known && Number.isInteger(rest)) return shape.map((size) => (size < 0 ? rest : size));
  throw new RangeError(
    `${where}: shape must have the length of x, ${length}, as its product, and at most one -1, beside no 0, got ${list(shape)} with ${known}`,
  );
}

/** The place of an axis in the shape. */
function checkAxis(where: string, sizes: readonly number[], axis: unknown, or: string): number {
  const rank = sizes.length;
  const at = axis as number;
  if (Number.isInteger(axis) && at >= -rank && at < rank) return at < 0 ? at + rank : at;
  const allowed = `an integer from ${-rank} to ${rank - 1}${or} for shape ${list(sizes)}`;
  const message = `${where}: axis must be ${allowed}, got ${show(axis)}`;
  throw typeof axis === 'number' ? new RangeError(message) : new TypeError(message);
}

const rows = (elements: number, length: number, inner: number): Layout => ({
  outer: elements && elements / (length * inner),
  length,
  inner,
});

/** The rows along an axis of a shape, whose product is `length`. */
export function checkLayout(where: string, sizes: readonly number[], axis: unknown, length: number, or = ''): Layout {
  const at = checkAxis(where, sizes, axis, or);
  let inner = 1;
  for (let i = at + 1; i < sizes.length; i++) inner *= sizes[i] as number;
  return rows(length, sizes[at] as number, inner);
}

/** The rows along an axis, a list of axes or, for null, all. */
export function checkLayouts(where: string, sizes: readonly number[], axes: unknown, length: number): Layout {
  if (axes === null) return rows(length, length, 1);
  const or = ', a list of these or null';
  if (!Array.isArray(axes)) return checkLayout(where, sizes, axes, length, or);
  const chosen = axes.map((axis) => checkAxis(where, sizes, axis, or)).sort((a, b) => a - b);
  if (!chosen.length || new Set(chosen).size < chosen.length) {
    throw new RangeError(`${where}: axis must list at least one axis and none twice, got ${list(axes)}`);
  }
  const after = (axis: number) => product(sizes.slice(axis + 1));
  const along = product(chosen.map((axis) => sizes[axis] as number));
  const inner = after(chosen[chosen.length - 1] as number);
  // Neighbouring axes are like one.
  if (after((chosen[0] as number) - 1) === along * inner) return rows(length, along, inner);
  const others = [...sizes.keys()].filter((axis) => !chosen.includes(axis));
  const parts = [...others, ...chosen].map((axis) => [sizes[axis] as number, after(axis)] as const).reverse();
  const places: Places = (start) => {
    let [at, rest] = [0, start];
    const counts = parts.map(([size, stride]) => {
      const here = rest % size;
      at += here * stride;
      rest = (rest - here) / size;
      return here;
    });
    return () => {
      const found = at;
      for (let i = 0; i < parts.length; i++) {
        const [size, stride] = parts[i] as readonly [number, number];
        at += stride;
        if (++(counts[i] as number) < size) break;
        at -= size * stride;
        counts[i] = 0;
      }
      return found;
    };
  };
  return { ...rows(length, along, 1), places };
}
