import type { Activation, Parameter } from '../types.ts';
import { show } from './show.ts';

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === '[object Object]';

/** Whether an object has a property, its own or inherited from anything but Object.prototype, of any realm. */
function has(options: object, name: string): boolean {
  const own = Object.prototype.hasOwnProperty;
  for (let at = options; at !== null; at = Object.getPrototypeOf(at)) {
    if (own.call(at, name)) return at === options || !own.call(at, 'hasOwnProperty');
  }
  return false;
}

/** The value that an option was read as; undefined if a program has added it to Object.prototype. */
export const given = <T>(options: object, name: string, value: T): T | undefined =>
  value === undefined || has(options, name) ? value : undefined;

/** An option, read once. */
export const optionOf = (options: object, name: string): unknown =>
  given(options, name, (options as Record<string, unknown>)[name]);

/** The names of the options that are given: those known, and all enumerable ones, which may be wrong. */
export function optionsOf(options: object, known: readonly string[]): Set<string> {
  const names = new Set(known.filter((name) => has(options, name)));
  for (const name in options) if (has(options, name)) names.add(name);
  return names;
}

/**
 * Checks that options are an object, and that its enumerable properties, inherited ones too, are allowed. Returns
 * whether anything but `out` may be given: reading what is missing takes longer than all else here.
 */
export function checkOptions(where: string, options: unknown, allowed: ReadonlySet<string>): boolean {
  const plain = typeof options === 'object' && options !== null && Object.getPrototypeOf(options) === Object.prototype;
  if (!plain && !isPlainObject(options)) {
    throw new TypeError(`${where}: options must be an object, got ${show(options)}`);
  }
  let count = 0;
  let others = !plain;
  for (const name in options as object) {
    count++;
    if (name !== 'out') others = true;
    if (!allowed.has(name) && has(options as object, name)) {
      throw new TypeError(`${where}: unknown option ${show(name)}, allowed are ${[...allowed].join(', ')}`);
    }
  }
  return others || Object.getOwnPropertyNames(options).length !== count;
}

/** For calls without options. */
export const NO_OPTIONS: Record<string, never> = Object.freeze(Object.create(null));

/** A parameter's value as a number: 0 or 1 for a boolean, 0 for -0. */
export function checkParameter(where: string, parameter: Parameter, value: unknown): number {
  const { name, type, default: defaultValue, minimum, maximum } = parameter;
  if (value === undefined && defaultValue !== undefined) return Number(defaultValue);
  if (type === 'boolean') {
    if (typeof value === 'boolean') return Number(value);
    // As PyTorch spells it.
    const meant = value === 'tanh' || value === 'none' ? `; write ${value === 'tanh'}` : '';
    throw new TypeError(`${where}: ${name} must be true or false, got ${show(value)}${meant}`);
  }
  if (typeof value === 'number' && value >= minimum && value <= maximum) return value + 0;
  const symmetric = minimum === -maximum;
  const bounds = symmetric ? `within ±${maximum}` : `from ${minimum} to ${maximum}`;
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
