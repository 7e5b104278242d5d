import type { ActivationName, AllocatedArray } from 'kassei';
import type { Kassei } from '../../model/curves.ts';

/** An activation with its parameters. */
export interface ActivationChoice {
  name: ActivationName;
  options: object;
}

type WriteInto = (x: AllocatedArray, options: { out: AllocatedArray; upstream?: AllocatedArray }) => AllocatedArray;

/** The chosen activation and its gradient. Both write into the library's memory, so nothing is copied. */
export function bindActivation(kassei: Kassei, { name, options }: ActivationChoice) {
  const f = kassei.get(name) as WriteInto & { grad: WriteInto };
  return {
    value: (x: AllocatedArray, out: AllocatedArray) => f(x, { ...options, out }),
    slope: (x: AllocatedArray, out: AllocatedArray) => f.grad(x, { ...options, out }),
    /** Overwrites x with its gradient. */
    grad: (x: AllocatedArray, upstream: AllocatedArray) => f.grad(x, { ...options, upstream, out: x }),
  };
}
