import type { CatalogueEntry, CatalogueParameter } from 'kassei/catalogue';

export type Entry = CatalogueEntry;
export type Parameter = CatalogueParameter;
export type Values = Record<string, number | boolean>;

/** Start values of parameters without a default; others start in the middle of their slider. */
const START_VALUES: Readonly<Record<string, number>> = { slope: 0.25, threshold: 1, temperature: 1 };

export const startValue = ({ name, default: standard, slider: [from, to] }: Parameter) =>
  standard ?? START_VALUES[name] ?? (from + to) / 2;

/** The parameters with a control; the others tell the library how to read a flat array. */
export const movable = (entry: Entry) => entry.parameters.filter(({ type }) => type !== 'axis' && type !== 'mask');

/** The temperature of a row: a setting of the page, not a parameter of a function. */
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

/** Every parameter that a function's section may have a control for. */
export const adjustable = (entry: Entry) => [...movable(entry), temperature];

export const startValues = (entry: Entry): Values =>
  Object.fromEntries(adjustable(entry).map((p) => [p.name, startValue(p)]));

/** The function's options: one float stands for an array of one float. */
export const options = (entry: Entry, values: Values) =>
  Object.fromEntries(
    movable(entry).map(({ name, type }) => [
      name,
      type === 'floats' ? Float32Array.of(Number(values[name])) : values[name],
    ]),
  );

/** The detail of the event `kassei:values`, which a section dispatches when a parameter changes. */
export interface SettingsChange {
  name: Entry['name'];
  values: Values;
}

const allSettings = new Map<Entry, Values>();

/** The settings of a function on this page. The object is shared, so its holders see every change. */
export function valuesOf(entry: Entry): Values {
  const values = allSettings.get(entry) ?? startValues(entry);
  allSettings.set(entry, values);
  return values;
}
