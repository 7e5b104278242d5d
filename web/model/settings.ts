import type { CatalogueEntry, CatalogueParameter } from 'kassei/catalogue';

export type Entry = CatalogueEntry;
export type Parameter = CatalogueParameter;
export type Values = Readonly<Record<string, number | boolean>>;

/** Start values of parameters without a default; others start in the middle of their slider. */
const START_VALUES: Readonly<Record<string, number>> = { slope: 0.25, threshold: 1 };

export const startValue = ({ name, default: standard, slider: [from, to] }: Parameter) =>
  standard ?? START_VALUES[name] ?? (from + to) / 2;

/** The parameters with a control; the others tell the library how to read a flat array. */
export const movable = (entry: Entry) =>
  entry.parameters.filter(({ type }) => !['axis', 'axes', 'mask'].includes(type));

export const startValues = (entry: Entry): Values =>
  Object.fromEntries(movable(entry).map((p) => [p.name, startValue(p)]));

/** The function's options: one float stands for an array of one float. */
export const options = (entry: Entry, values: Values) =>
  Object.fromEntries(
    movable(entry).map(({ name, type }) => [
      name,
      type === 'floats' ? Float32Array.of(Number(values[name])) : values[name],
    ]),
  );

/** A page's parameters as moved: in one place, because several plots and the code show the same function. */
export class SettingsStore {
  readonly #moved = new Map<Entry, Values>();
  readonly #listeners: ((changed: Entry) => void)[] = [];

  /** A function's values as they are now. Later changes make others, and leave these as they are. */
  get(entry: Entry): Values {
    return this.#moved.get(entry) ?? startValues(entry);
  }

  set(entry: Entry, name: string, value: number | boolean) {
    const values = this.get(entry);
    if (values[name] === value) return;
    this.#moved.set(entry, { ...values, [name]: value });
    for (const listener of this.#listeners) listener(entry);
  }

  /** Calls `listener` with the function after each change of a function's values. */
  subscribe(listener: (changed: Entry) => void) {
    this.#listeners.push(listener);
  }
}
