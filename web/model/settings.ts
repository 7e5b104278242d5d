import type { CatalogueEntry, CatalogueParameter } from 'kassei/catalogue';

export type Entry = CatalogueEntry;
export type Parameter = CatalogueParameter;
export type Values = Record<string, number | boolean>;

/** Where the page starts with a parameter that must be given; any other one starts in the middle of its slider. */
const STARTS: Readonly<Record<string, number>> = { slope: 0.25, threshold: 1, temperature: 1 };

export const start = ({ name, default: standard, slider: [from, to] }: Parameter) =>
  standard ?? STARTS[name] ?? (from + to) / 2;

/** The parameters that can be moved; the others say how a flat array is read. */
export const movable = (entry: Entry) => entry.parameters.filter(({ type }) => type !== 'axis' && type !== 'mask');

export const starts = (entry: Entry): Values => Object.fromEntries(movable(entry).map((p) => [p.name, start(p)]));

/** No parameter of a function: the inputs of a row are divided by it first. */
export const temperature: Parameter = {
  name: 'temperature',
  keras: 'temperature',
  type: 'number',
  symbol: 'T',
  text: 'what all inputs are divided by first',
  minimum: 0.1,
  maximum: 5,
  slider: [0.1, 5],
};

/** What has a control on the page, where the function's section has one for it. */
export const adjustable = (entry: Entry) => [...movable(entry), temperature];

/** The parameters as the function takes them. */
export const options = (entry: Entry, values: Values) =>
  Object.fromEntries(
    movable(entry).map(({ name, type }) => [
      name,
      type === 'floats' ? Float32Array.of(Number(values[name])) : values[name],
    ]),
  );

/** What a function's section tells whenever its parameters change. */
export interface SettingsChange {
  name: Entry['name'];
  values: Values;
}

const set = new Map<Entry, Values>();

/** The parameters of a function as they are set on this page; whoever has the object sees them change. */
export function valuesOf(entry: Entry): Values {
  const values = set.get(entry) ?? { ...starts(entry), [temperature.name]: start(temperature) };
  set.set(entry, values);
  return values;
}
