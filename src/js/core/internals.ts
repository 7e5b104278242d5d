import type { Transfer } from '../memory/transfer.ts';
import { checkArray, checkOverlap, lengthOfChecked } from './check.ts';
import { allow, given, listedOptions } from './options.ts';
import { show } from './show.ts';

const OUT = allow(['out']);

/** What kassei/float16, a bundle of its own, needs of an instance. */
export const internals = (transfer: Transfer) => ({
  /** Must be another one after each change of this object. */
  version: 1,
  transfer,
  checkArray,
  checkOverlap,
  lengthOfChecked,
  show,
  /** The `out` of options that have no other. */
  outOf(where: string, options: { readonly out?: unknown } | undefined): unknown {
    if (options === undefined) return undefined;
    const listed = listedOptions(where, options, OUT);
    return given(options.out, options, 'out', 1, listed);
  },
});

export type Internals = ReturnType<typeof internals>;
