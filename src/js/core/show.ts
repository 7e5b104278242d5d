import { AllocatedArray } from '../memory/allocated-array.ts';
import { brandOf, lengthOf } from '../memory/typed-array.ts';

/** The longest text of a value in a message. */
const LONGEST = 60;

/** A long text, cut. */
export const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** The numbers of a shape. */
export const list = (items: readonly unknown[]) =>
  items.length > 8 ? `[${items.slice(0, 8).join(', ')}, … ${items.length} in all]` : `[${items.join(', ')}]`;

/** A value as text for an error message. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value));
  if (typeof value === 'bigint') return cut(`${value}n`);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return cut(String(value));
  const typed = brandOf.call(value);
  if (typed) return `${typed} of length ${lengthOf.call(value)}`;
  try {
    if (Array.isArray(value)) return `Array of length ${value.length}`;
    const name = Object.prototype.toString.call(value).slice(8, -1);
    return name === 'Object' ? 'an object' : cut(name);
  } catch {
    return 'an object';
  }
}

/** Arrays that often hold the bits of floats. */
const BITS: Readonly<Record<string, string>> = {
  Uint16Array: 'float16 bits are new Float16Array(x',
  Uint8Array: 'the bytes of float32 are new Float32Array(Uint8Array.from(x)',
};

/** The way from a value that is no Float32Array to one. */
export function advice(value: unknown): string {
  if (typeof value === 'number') return `; write Float32Array.of(${value})`;
  const convert = '; convert it with Float32Array.from(...)';
  const name = brandOf.call(value);
  if (name?.startsWith('Big')) return '; convert it with Float32Array.from(..., Number)';
  const bits = name && BITS[name];
  if (bits) return `; ${bits}.buffer); for integers,${convert.slice(1)}`;
  if (name) return convert;
  try {
    if (value instanceof AllocatedArray) return ', wrapped in a proxy; pass the array itself';
    if (Array.isArray(value)) {
      return value.some((item) => typeof item === 'object')
        ? '; write Float32Array.from(x.flat(Infinity)), and give its shape'
        : convert;
    }
    const { data, dataSync, then } = value as Record<string, unknown>;
    if (then) return '; await it';
    if (dataSync) return '; pass await x.data() and x.shape';
    if (data) return '; pass x.data, and x.dims as shape';
    if ('byteLength' in (value as object)) return '; make a Float32Array of its buffer';
  } catch {
    // A property that cannot be read gives no advice.
  }
  return '';
}

/** The number of letters to change, add or remove to turn one word into the other (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const exchanged = (row[j] as number) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** A name's letters, as far as spellings agree. */
export const letters = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The names that are a slip of the pen away, else all of them, for a message. */
export function suggest(given: unknown, names: readonly string[]): string {
  const word = typeof given === 'string' ? letters(given.slice(0, LONGEST)) : '';
  const near = names.filter((name) => distance(word, letters(name)) <= word.length / 5);
  return near[0] ? `did you mean ${show(near[0])}?` : `there are ${names.join(', ')}`;
}
