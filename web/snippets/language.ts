/** The parameters' values. Booleans have the type number too; templates and conditions accept both. */
export type Settings = Readonly<Record<string, number>>;

/** Lines that compute y from x; a second one may be the framework's layer for the same function. */
type Call = (values: Settings) => string | string[];

/** A framework's code for the functions, by Keras' names. */
export interface Platform {
  readonly title: string;
  /** The lines before the call, with x from numbers in the language's notation. */
  setup(numbers: string, isRow: boolean, call: string): string[];
  readonly calls: Readonly<Record<string, Call>>;
}

type Part = string | number | boolean;

/** A template tag that writes numbers and booleans as literals of a language. */
const literals =
  (show: (value: number | boolean) => string) =>
  (texts: TemplateStringsArray, ...parts: Part[]) =>
    texts.reduce((all, text, i) => {
      const part = parts[i - 1];
      return all + (typeof part === 'string' ? part : show(part)) + text;
    });

/** Python literals. Whole numbers have a point, because ONNX takes 1 for an integer and 1.0 for a float. */
export const py = literals((value) => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (!Number.isFinite(value)) return `float("${value < 0 ? '-' : ''}inf")`;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
});

export const js = literals(String);

/** Named arguments, without undefined ones. */
export const named = (template: typeof py, separator: string, args: Arguments) =>
  Object.entries(args)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => template`${name}${separator}${value as Part}`)
    .join(', ');

type Arguments = Record<string, Part | undefined>;

/** Calls of a Python module's functions with x and named arguments. */
export const functions =
  (module: string) =>
  (name: string, args: Arguments = {}) =>
    `y = ${module}.${[`${name}(x`, named(py, '=', args)].filter(Boolean).join(', ')})`;

/** Layers of a Python module with named arguments. */
export const layers =
  (module: string) =>
  (name: string, args: Arguments = {}) =>
    `layer = ${module}.${name}(${named(py, '=', args)})`;

/** The line that divides a row by the temperature; none for 1. */
export const divided = (temperature: number) => (temperature === 1 ? [] : [py`x = x / ${temperature}`]);

/** Whether selu has its own constants, to a tolerance that takes typed ones. */
export const isSelu = ({ alpha, scale }: Settings) =>
  Math.abs(alpha - 1.6732632) < 1e-5 && Math.abs(scale - 1.050701) < 1e-5;

/** Whether linear returns x itself. */
export const isIdentity = ({ alpha, beta }: Settings) => alpha === 1 && beta === 0;

/** Whether hard shrinkage has no dead zone but a bias, which inputs below -threshold add. */
export const isShifted = ({ threshold, bias }: Settings) => threshold < 0 && bias !== 0;

/** Whether a number is the 1/6 of Keras 3, PyTorch and JAX, to a tolerance that takes a typed 0.1667. */
export const isSixth = (value: number) => Math.abs(value - 1 / 6) < 1e-4;

/** The arguments of relu that differ from the defaults. */
export const reluArguments = ({ negativeSlope: s, maxValue: m, threshold: t }: Settings, slope: string) => ({
  [slope]: s || undefined,
  max_value: Number.isFinite(m) ? m : undefined,
  threshold: t || undefined,
});

/** Whether Keras' relu differs: with a cap it stays at 0 or above, even between a negative threshold and 0. */
export const isBeyondKeras = ({ maxValue, threshold }: Settings) => Number.isFinite(maxValue) && threshold < 0;
