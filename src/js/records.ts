import type { ActivationName, Framework, MethodName } from '../../build/generated/activations.ts';
import type { Activation, Parameter } from './types.ts';

export type { Framework };

/** A parameter with its description. */
export interface CatalogueParameter extends Parameter {
  /** Its symbol, as TeX. */
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
  /** The range of x that is worth plotting. */
  readonly plot: readonly [number, number];
  /**
   * Bounds of the error with default parameters, final rounding included, in units in the last place of the exact
   * result: ulp(v) = 2^(max(floor(log2 |v|), -126) - 23). A row-wise gradient is measured in units in the last place of
   * the sum of its terms' sizes. The bound of sparsemax holds for results from 2^-28 up; the error of smaller ones is
   * at most 2^-51.
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
