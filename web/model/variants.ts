import type { Framework } from 'kassei/catalogue';
import { evaluateAt, type Kassei } from './curves.ts';
import { texNumber } from './format.ts';
import { type Entry, type Parameter, startValues, type Values } from './settings.ts';

/** A function with certain parameters: its label in a picture, and the frameworks' names for it. */
export interface Variant {
  label: string;
  values: Values;
  names: [framework: Framework, name: string][];
}

/** Variants of a function over the range `entry.plot`, and their largest difference. */
export interface Comparison {
  entry: Entry;
  variants: Variant[];
  largest: Difference;
}

interface Difference {
  /** One place, or two opposite ones with differences equal up to rounding, from the left. */
  at: number[];
  size: number;
  /** The two variants that differ most, the one with the larger values first. */
  pair: [Variant, Variant];
}

function assigned({ keras }: Parameter, value: number | boolean) {
  return `${keras}\u00a0=\u00a0${typeof value === 'number' ? texNumber(value).replace('-', '−') : value}`;
}

/** Labels variants by the parameters in which they differ. */
function withLabels({ parameters }: Entry, variants: Omit<Variant, 'label'>[]): Variant[] {
  const differing = parameters.filter(({ name }) => new Set(variants.map(({ values }) => values[name])).size > 1);
  return variants.map((variant) => ({
    ...variant,
    label: differing.map((parameter) => assigned(parameter, variant.values[parameter.name])).join(', '),
  }));
}

/** The distinct defaults of the frameworks, in a fixed order. */
function frameworkDefaults(entry: Entry): Omit<Variant, 'label'>[] {
  const all = new Map<string, Omit<Variant, 'label'>>();
  for (const { framework, names, defaults } of entry.frameworks) {
    const values = { ...startValues(entry), ...(defaults as Values) };
    const key = JSON.stringify(values);
    const variant = all.get(key) ?? { values, names: [] };
    variant.names.push(...names.map((name): [Framework, string] => [framework, name]));
    all.set(key, variant);
  }
  return [...all].sort(([a], [b]) => a.localeCompare(b)).map(([, variant]) => variant);
}

const parseVariants = (entry: Entry, text: string): Omit<Variant, 'label'>[] =>
  text.split('|').map((assignments) => ({
    values: {
      ...startValues(entry),
      ...Object.fromEntries(assignments.split(',').map((one) => [one.split('=')[0].trim(), Number(one.split('=')[1])])),
    },
    names: [],
  }));

/** The step of the search; corners are multiples of it. */
const COMPARISON_STEP = 1 / 128;

/** The largest difference between any two of the variants. */
function largestDifference(kassei: Kassei, entry: Entry, variants: Variant[]): Difference {
  const [from, to] = entry.plot;
  const x = Array.from({ length: (to - from) / COMPARISON_STEP + 1 }, (_, i) => from + i * COMPARISON_STEP);
  const values = variants.map((variant) => evaluateAt(kassei, entry, variant.values, x).map(({ value }) => value));
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

/** Compares the variants of a text such as `alpha=1 | alpha=2`, or else the frameworks' defaults. */
export function compareVariants(kassei: Kassei, whole: Entry, plot = whole.plot, text = ''): Comparison {
  const entry: Entry = { ...whole, plot };
  const variants = withLabels(entry, text ? parseVariants(entry, text) : frameworkDefaults(entry));
  return { entry, variants, largest: largestDifference(kassei, entry, variants) };
}
