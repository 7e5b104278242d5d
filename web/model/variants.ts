import type { Framework } from 'kassei/catalogue';
import { at, type Kassei } from './curves.ts';
import { texNumber } from './format.ts';
import { type Entry, type Parameter, starts, type Values } from './settings.ts';

/** A function with other parameters, as it is written, and the frameworks' names for it. */
export interface Variant {
  label: string;
  values: Values;
  names: [framework: Framework, name: string][];
}

/** What is compared: variants of a function between two numbers. */
export interface Comparison {
  entry: Entry;
  variants: Variant[];
  largest: Difference;
}

export interface Difference {
  /** Places of the same size, from the left. */
  at: number[];
  size: number;
  /** The two variants that differ most, the one with the larger values first. */
  pair: [Variant, Variant];
}

function assigned({ keras }: Parameter, value: number | boolean) {
  return `${keras}\u00a0=\u00a0${typeof value === 'number' ? texNumber(value).replace('-', '−') : value}`;
}

/** By the parameters in which the variants differ. */
function labelled({ parameters }: Entry, variants: Omit<Variant, 'label'>[]): Variant[] {
  const differing = parameters.filter(({ name }) => new Set(variants.map(({ values }) => values[name])).size > 1);
  return variants.map((variant) => ({
    ...variant,
    label: differing.map((parameter) => assigned(parameter, variant.values[parameter.name])).join(', '),
  }));
}

/** The different defaults that the frameworks have, in order. */
function ofFrameworks(entry: Entry): Omit<Variant, 'label'>[] {
  const all = new Map<string, Omit<Variant, 'label'>>();
  for (const { framework, names, defaults } of entry.frameworks) {
    const values = { ...starts(entry), ...(defaults as Values) };
    const key = JSON.stringify(values);
    const variant = all.get(key) ?? { values, names: [] };
    variant.names.push(...names.map((name): [Framework, string] => [framework, name]));
    all.set(key, variant);
  }
  return [...all].sort(([a], [b]) => a.localeCompare(b)).map(([, variant]) => variant);
}

const given = (entry: Entry, text: string): Omit<Variant, 'label'>[] =>
  text.split('|').map((assignments) => ({
    values: {
      ...starts(entry),
      ...Object.fromEntries(assignments.split(',').map((one) => [one.split('=')[0].trim(), Number(one.split('=')[1])])),
    },
    names: [],
  }));

/** The sweep's step, which meets the corners. */
const STEP = 1 / 128;

/** The place where the values of the variants are farthest apart, or two that differ by no more than rounding. */
function largestDifference(kassei: Kassei, entry: Entry, variants: Variant[]): Difference {
  const [from, to] = entry.plot;
  const x = Array.from({ length: (to - from) / STEP + 1 }, (_, i) => from + i * STEP);
  const values = variants.map((variant) => at(kassei, entry, variant.values, x).map(({ value }) => value));
  const points = x.map((x, i) => {
    const here = values.map((y) => y[i]);
    const [high, low] = [Math.max(...here), Math.min(...here)];
    return {
      x,
      size: high - low,
      pair: [variants[here.indexOf(high)], variants[here.indexOf(low)]] as Difference['pair'],
    };
  });
  const largest = (half: typeof points) => half.reduce((most, point) => (point.size > most.size ? point : most));
  const sides = [largest(points.filter(({ x }) => x <= 0)), largest(points.filter(({ x }) => x >= 0))];
  const [left, right] = sides;
  if (Math.abs(left.size - right.size) < 1e-3 * left.size) return { ...left, at: [left.x, -left.x] };
  const { x: place, ...most } = largest(sides);
  return { ...most, at: [place] };
}

/** Of the variants that a text gives, such as `alpha=1 | alpha=2`, or else of the frameworks' different defaults. */
export function comparison(kassei: Kassei, whole: Entry, plot = whole.plot, text = ''): Comparison {
  const entry: Entry = { ...whole, plot };
  const variants = labelled(entry, text ? given(entry, text) : ofFrameworks(entry));
  return { entry, variants, largest: largestDifference(kassei, entry, variants) };
}
