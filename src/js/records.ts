import type { ActivationName, Framework, MethodName } from '../../build/generated/activations.ts';
import type { Activation, Parameter } from './types.ts';

export type { Framework };

/** A parameter with its description. */
export interface CatalogueParameter extends Parameter {
  /** Its symbol, as TeX; empty if the formula has none for it, or its name. */
  readonly symbol: string;
  /** Its effect, one phrase. */
  readonly text: string;
  /** The part of its range that is worth exploring. */
  readonly slider: readonly [number, number];
}

/** A framework's names for an activation, and its differences from Kassei. */
export interface FrameworkRecord {
  /** The framework's short name, the argument of `like`. */
  readonly framework: Framework;
  /** The framework's spellings, the usual one first. */
  readonly names: readonly string[];
  /** Defaults that differ from Kassei's; null where the framework wants the parameter to be given. */
  readonly defaults: Readonly<Record<string, number | boolean | null>>;
  /**
   * The slope at each kink: a number, the name of the parameter whose value the slope is, or null for Kassei's. Empty
   * if none differs.
   */
  readonly kinks: readonly (number | string | null)[];
}

/** A point where the derivative jumps. */
export interface Kink {
  /** Its place, the x. */
  readonly at: string;
  /** The gradient at this place, unless the option `kinks` gives another. */
  readonly slope: string;
}

/** A number in a condition: a constant, or a multiple of a parameter. */
export type Quantity = number | Multiple;

/** A multiple of a parameter. */
export interface Multiple {
  /** The parameter's name, camelCase. */
  readonly parameter: string;
  /** What it is multiplied by. */
  readonly factor: number;
}

/**
 * A piece of a piecewise function. It is in force where low < scale x + offset < high, the ends included if so said, and
 * no piece before it is. An end that is null does not matter.
 */
export interface Case {
  /** What x is multiplied by. */
  readonly scale: Quantity;
  /** What is added to that. */
  readonly offset: Quantity;
  /** The lower end. */
  readonly low: Quantity | null;
  /** The upper end. */
  readonly high: Quantity | null;
  /** Whether the lower end belongs to the piece. */
  readonly includesLow: boolean;
  /** Whether the upper end belongs to the piece. */
  readonly includesHigh: boolean;
}

/** A kink of a function with default parameters. */
export interface KinkAtDefaults {
  /** Its place. */
  readonly x: number;
  /** The gradient there. */
  readonly gradient: number;
}

/** What a function with default parameters is like, computed by the library. */
export interface AtDefaults {
  /** The least and the greatest value, or the limits that the values tend to. */
  readonly range: readonly [number, number];
  /** The limits of f at minus and plus infinity; null for row-wise functions. */
  readonly limits: readonly [number, number] | null;
  /** Each of the record's `kinks`; null if f has no such kink with default parameters. */
  readonly kinks: readonly (KinkAtDefaults | null)[];
}

/** Bounds that no error exceeds: 0 means exact, 0.5 correctly rounded. */
export interface ErrorBounds {
  /** The bound for f(x). */
  readonly value: number;
  /** The bound for the gradient. */
  readonly gradient: number;
}

/** The record of one activation. Formulas are TeX. */
export interface CatalogueEntry extends Omit<Activation<ActivationName, MethodName>, 'kinks'> {
  /** Its name, written out. */
  readonly title: string;
  /** Its group of similar activations. */
  readonly family: 'rectifiers' | 'exponential' | 'sigmoid-like' | 'gated' | 'shrinkage' | 'row-wise';
  /** The publication that proposed it. */
  readonly source: string;
  /** The right-hand side of f(x) = or, row-wise, of y = or y_i =. */
  readonly formula: string;
  /** The pieces of f in the order of the formula's cases; empty for a function of one piece. */
  readonly cases: readonly Case[];
  /** The right-hand side of f'(x) = or, row-wise, the vector-Jacobian product from the gradient g of the outputs. */
  readonly derivative: string;
  /** The set of values with default parameters. */
  readonly range: string;
  /** The limits of f at minus and plus infinity; empty for row-wise functions. */
  readonly limits: readonly [string, string];
  /** Its options besides `shape`, `upstream`, `kinks` and `out`. */
  readonly parameters: readonly CatalogueParameter[];
  /** The points where f' jumps, and the gradients at these points, both in the parameters' symbols. */
  readonly kinks: readonly Kink[];
  /** Numbers with default parameters; null if a parameter has no default. */
  readonly atDefaults: AtDefaults | null;
  /** The range of x that is worth plotting. */
  readonly plot: readonly [number, number];
  /**
   * Bounds of the error with default parameters, final rounding included, in units in the last place of the exact
   * result: ulp(v) = 2^(max(floor(log2 |v|), -126) - 23). An elementwise gradient is f'(x); its product with `upstream`
   * may be off by twice the bound and 1, unless f'(x) is subnormal or infinite. A row-wise gradient is measured in units
   * in the last place of the sum of its terms' sizes. The bound of sparsemax holds for results from 2^-28 up; the error
   * of smaller ones is at most 2^-51.
   */
  readonly error: ErrorBounds;
  /** The frameworks that have it. */
  readonly frameworks: readonly FrameworkRecord[];
}

/** The meaning of a framework's spelling. */
export interface Spelling {
  /** Kassei's method. */
  readonly method: string;
  /** Its family in the catalogue. */
  readonly family: string;
  /** Defaults that differ from Kassei's; null where the framework wants the parameter to be given. */
  readonly defaults: Readonly<Record<string, number | boolean | null>>;
  /** The slopes at the kinks, as in `FrameworkRecord`. */
  readonly kinks: readonly (number | string | null)[];
}
