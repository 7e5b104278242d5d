import type { ActivationName, Framework, MethodName } from '../../build/generated/activations.ts';
import type { Activation, Parameter } from './types.ts';

export type { Framework };

/** A parameter with what a person needs to know of it. */
export interface CatalogueParameter extends Parameter {
  /** TeX. */
  readonly symbol: string;
  /** What it does, one phrase. */
  readonly text: string;
  /** The part of its range worth exploring. */
  readonly slider: readonly [number, number];
}

/** What a framework calls an activation, and where it differs. */
export interface FrameworkRecord {
  /** Its short name, the argument of `like`. */
  readonly framework: Framework;
  /** Its spellings, the usual one first. */
  readonly names: readonly string[];
  /** Defaults that differ from Kassei's; null where the framework wants the parameter to be given. */
  readonly defaults: Readonly<Record<string, number | boolean | null>>;
  /** Slopes at the kinks: a number, the name of a parameter whose value it is, null for Kassei's. Empty if none differs. */
  readonly kinks: readonly (number | string | null)[];
}

/** A point where the derivative jumps. */
export interface Kink {
  /** The x. */
  readonly at: string;
  /** The gradient there, unless the option `kinks` asks for another. */
  readonly slope: string;
}

/** Bounds that no result exceeds: 0 is exact, 0.5 correctly rounded. */
export interface ErrorBounds {
  /** Of f(x). */
  readonly value: number;
  /** Of the gradient. */
  readonly gradient: number;
}

/** One activation. Formulas are TeX. */
export interface CatalogueEntry extends Omit<Activation<ActivationName, MethodName>, 'kinks'> {
  /** What it is called in text, its name written out. */
  readonly title: string;
  /** What it is most like. */
  readonly family: 'rectifiers' | 'exponential' | 'sigmoid-like' | 'gated' | 'shrinkage' | 'row-wise';
  /** Where it was proposed. */
  readonly source: string;
  /** The right-hand side of f(x) = or, row-wise, of y = or y_i =. */
  readonly formula: string;
  /** The right-hand side of f'(x) = or, row-wise, the vector-Jacobian product from the gradient g of the outputs. */
  readonly derivative: string;
  /** The set of values, with default parameters. */
  readonly range: string;
  /** The limits of f at minus and plus infinity; empty for row-wise functions. */
  readonly limits: readonly [string, string];
  /** Its options besides `shape`, `upstream`, `kinks` and `out`. */
  readonly parameters: readonly CatalogueParameter[];
  /** Where f' jumps, and what the gradient is there, both in the parameters' symbols. */
  readonly kinks: readonly Kink[];
  /** The range of x worth plotting. */
  readonly plot: readonly [number, number];
  /**
   * Largest error with default parameters, final rounding included, in units in the last place of the exact result:
   * ulp(v) = 2^(max(floor(log2 |v|), -126) - 23). For a row-wise gradient, of the sum of the terms' sizes;
   * for sparsemax, of results from 2^-28 up, and 2^-51 for smaller ones.
   */
  readonly error: ErrorBounds;
  /** The frameworks that have it. */
  readonly frameworks: readonly FrameworkRecord[];
}

/** What a spelling of a framework stands for. */
export interface Spelling {
  /** Kassei's method. */
  readonly method: string;
  /** Its family in the catalogue. */
  readonly family: string;
  /** Defaults that differ from Kassei's; null where the framework wants the parameter to be given. */
  readonly defaults: Readonly<Record<string, number | boolean | null>>;
  /** Slopes at the kinks, as `FrameworkRecord` has them. */
  readonly kinks: readonly (number | string | null)[];
}
