/** What the parameters are; the booleans among them are told apart by those who use them. */
export type Settings = Readonly<Record<string, number>>;

/** Lines that compute y from x; after the first, the layer of the framework that does the same, where it has one. */
export type Call = (values: Settings) => string | string[];

/** How one framework computes the functions, by Keras' names. */
export interface Platform {
  readonly title: string;
  /** The lines before the call, and x: the numbers as the language writes them. */
  setup(numbers: string, isRow: boolean, call: string): string[];
  readonly calls: Readonly<Record<string, Call>>;
}

type Part = string | number | boolean;

/** A template in which numbers and booleans become literals of a language. */
const literals =
  (show: (value: number | boolean) => string) =>
  (texts: TemplateStringsArray, ...parts: Part[]) =>
    texts.reduce((all, text, i) => {
      const part = parts[i - 1];
      return all + (typeof part === 'string' ? part : show(part)) + text;
    });

/** Python: with a point, since for ONNX 1 is an integer and 1.0 a number. */
export const py = literals((value) => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (!Number.isFinite(value)) return `float("${value < 0 ? '-' : ''}inf")`;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
});

export const js = literals(String);

/** Arguments by name: those that are given. */
export const named = (template: typeof py, separator: string, args: Arguments) =>
  Object.entries(args)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => template`${name}${separator}${value as Part}`)
    .join(', ');

type Arguments = Record<string, Part | undefined>;

/** Calls of a Python module's functions, with x and the arguments that are given. */
export const functions =
  (module: string) =>
  (name: string, args: Arguments = {}) =>
    `y = ${module}.${[`${name}(x`, named(py, '=', args)].filter(Boolean).join(', ')})`;

/** Layers of a Python module. */
export const layers =
  (module: string) =>
  (name: string, args: Arguments = {}) =>
    `layer = ${module}.${name}(${named(py, '=', args)})`;

/** The line that divides a row by the temperature, unless that is 1. */
export const divided = (temperature: number) => (temperature === 1 ? [] : [py`x = x / ${temperature}`]);

/** Whether a number is the sixth of Keras 3, PyTorch and JAX: people type 0.1667 for it. */
export const isSixth = (value: number) => Math.abs(value - 1 / 6) < 1e-4;

/** The arguments of relu that differ from the defaults. */
export const reluArguments = ({ negativeSlope: s, maxValue: m, threshold: t }: Settings, slope: string) => ({
  [slope]: s || undefined,
  max_value: Number.isFinite(m) ? m : undefined,
  threshold: t || undefined,
});

/** Where Keras' relu is another function: with a cap it never goes below 0, not even above a negative threshold. */
export const isBeyondKeras = ({ maxValue, threshold }: Settings) => Number.isFinite(maxValue) && threshold < 0;
