import type { Activation, Parameter } from '../types.ts';
import { show } from './show.ts';

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';

const hasOwn = Object.prototype.hasOwnProperty;

/** Whether an object has a property, its own or inherited from anything but Object.prototype, of any realm. */
function has(options: object, name: string): boolean {
  for (let at = options; at !== null; at = Object.getPrototypeOf(at)) {
    if (hasOwn.call(at, name)) return at === options || !hasOwn.call(at, 'hasOwnProperty');
  }
  return false;
}

/** The names of the options that are given: those known, and all enumerable ones, which may be wrong. */
export function optionsOf(options: object, known: readonly string[]): Set<string> {
  const names = new Set(known.filter((name) => has(options, name)));
  for (const name in options) if (has(options, name)) names.add(name);
  return names;
}

/** The names of options that are no parameters of elementwise functions. */
const COMMON = ['shape', 'axis', 'mask', 'temperature', 'slope', 'upstream', 'kinks', 'out'] as const;

/** The options that a function takes: their names, and the bit of each, which is 0 for common ones that it has not. */
export interface Allowed {
  readonly names: readonly string[];
  readonly bits: ReadonlyMap<string, number>;
  readonly bit: Readonly<Record<(typeof COMMON)[number], number>>;
}

export function allow(names: readonly string[]): Allowed {
  const bits = new Map(names.map((name, i) => [name, 1 << i]));
  const bit = {} as Record<(typeof COMMON)[number], number>;
  for (const name of COMMON) bit[name] = bits.get(name) ?? 0;
  return { names, bits, bit };
}

/**
 * Checks that options are an object whose enumerable properties, inherited ones too, are allowed, and returns the bits
 * of those. Makes no garbage.
 */
export function listedOptions(where: string, options: unknown, { names, bits, bit }: Allowed): number {
  let listed = 0;
  let unknown: string | undefined;
  if (typeof options === 'object' && options !== null) {
    for (const name in options) {
      if (!hasOwn.call(options, name) && !has(options, name)) continue;
      const own = name === 'out' ? bit.out : bits.get(name);
      if (own) listed |= own;
      else unknown ??= name;
    }
  }
  // Asked last, because it takes as long as all of the others.
  if ((listed === 0 || unknown !== undefined) && !isPlainObject(options)) {
    throw new TypeError(`${where}: options must be an object, got ${show(options)}`);
  }
  if (unknown !== undefined) {
    throw new TypeError(`${where}: unknown option ${show(unknown)}, allowed are ${names.join(', ')}`);
  }
  return listed;
}

/**
 * An option's value as the caller has read it; undefined if the function has no such option, or if it is
 * Object.prototype's. Takes a fraction of the time of asking first whether it is there.
 */
export function given<T>(value: T, options: object, name: string, bit: number, listed: number): T | undefined {
  return value === undefined || bit & listed || (bit && has(options, name)) ? value : undefined;
}

/** A parameter's value as a number: 0 or 1 for a boolean, 0 for -0. */
export function checkParameter(where: string, parameter: Parameter, value: unknown): number {
  const { name, type, default: defaultValue, minimum, maximum, smallest = 0 } = parameter;
  if (value === undefined && defaultValue !== undefined) return Number(defaultValue);
  if (type === 'boolean') {
    if (typeof value === 'boolean') return Number(value);
    // As PyTorch spells it.
    const meant = value === 'tanh' || value === 'none' ? `; write ${value === 'tanh'}` : '';
    throw new TypeError(`${where}: ${name} must be true or false, got ${show(value)}${meant}`);
  }
  if (typeof value === 'number' && value >= minimum && value <= maximum && Math.abs(value) >= smallest)
    return value + 0;
  const symmetric = minimum === -maximum;
  const within = smallest ? `of absolute value ${smallest} to ${maximum}` : `within ±${maximum}`;
  const bounds = symmetric ? within : `from ${minimum} to ${maximum}`;
  const finite = Number.isFinite(value) ? `a finite number ${bounds}` : 'a finite number';
  const allowed = maximum === Infinity && symmetric ? 'a number' : symmetric ? finite : `a number ${bounds}`;
  const message = `${where}: ${name} must be ${allowed}, got ${show(value)}`;
  throw typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}

/** The slopes at the kinks, `own` for Kassei's own slope. `values` are the parameters' values in order. */
export function checkKinks(
  where: string,
  kinks: unknown,
  { kinks: count, parameters }: Activation<string, string>,
  values: readonly number[],
  own: number,
): number[] {
  const parameterNames = parameters
    .filter(({ type }) => type === 'number' || type === 'floats')
    .map(({ name }) => name);
  const allowed = ['a number', ...parameterNames.map(show), 'undefined'].join(', ').replace(/, (?=[^,]*$)/, ' or ');
  const entries = copyOfArray(kinks, count) ?? [];
  if (entries.length !== count) {
    const slopes = `${count} slope${count > 1 ? 's' : ''}`;
    throw new TypeError(`${where}: kinks must be an array of ${slopes}, each ${allowed}, got ${show(kinks)}`);
  }
  return entries.map((kink, i) => {
    if (kink === undefined) return own;
    if (typeof kink === 'number' && Math.abs(kink) <= MAX_FLOAT32) return kink;
    if (parameterNames.includes(kink as string))
      return values[parameters.findIndex(({ name }) => name === kink)] as number;
    throw new TypeError(`${where}: kinks[${i}] must be ${allowed}, got ${show(kink)}`);
  });
}

const MAX_FLOAT32 = 2 ** 128 - 2 ** 104;

/**
 * A copy of an array's elements, each read once, and not by its iterator; undefined for other values and other lengths.
 */
function copyOfArray(array: unknown, length: number): unknown[] | undefined {
  if (!Array.isArray(array) || array.length !== length) return undefined;
  return Array.from({ length }, (_, i) => array[i]);
}
