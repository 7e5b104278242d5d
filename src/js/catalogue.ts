/**
 * The full record of every activation, for pages and tools.
 * @module
 */
import type { ActivationName, MethodName } from '../../build/generated/activations.ts';
import { entries } from '../../build/generated/catalogue.ts';
import type { Activation, Parameter } from './types.ts';

/** A parameter with what a person needs to know of it. */
export interface CatalogueParameter extends Parameter {
  /** TeX. */
  readonly symbol: string;
  /** What it does, one phrase. */
  readonly text: string;
  /** The part of its range worth exploring. */
  readonly slider: readonly [number, number];
}

/** One activation. Formulas are TeX. */
export interface CatalogueEntry extends Activation<ActivationName, MethodName> {
  readonly title: string;
  /** Where it was proposed. */
  readonly source: string;
  /** f(x) and f'(x), the right-hand sides. */
  readonly formula: string;
  readonly derivative: string;
  /** The set of values, with default parameters. */
  readonly range: string;
  /** The limits of f at minus and plus infinity. */
  readonly limits: readonly [string, string];
  readonly parameters: readonly CatalogueParameter[];
  /** Where f' jumps, and what the gradient is there. */
  readonly kinks: readonly { readonly at: string; readonly slope: string }[];
  /** The range of x worth plotting. */
  readonly plot: readonly [number, number];
  /**
   * Largest error with default parameters, final rounding included, in units in the last place of the exact result:
   * ulp(v) = 2^(max(floor(log2 |v|), -126) - 23).
   */
  readonly error: { readonly value: number; readonly gradient: number };
}

export const catalogue: readonly CatalogueEntry[] = entries;
