import type { ActivationName, AllocatedArray } from 'kassei';
import type { Kassei } from '../../model/curves.ts';

/** An activation with its parameters. */
export interface Choice {
  name: ActivationName;
  options: object;
}

type Into = (x: AllocatedArray, options: { out: AllocatedArray; upstream?: AllocatedArray }) => AllocatedArray;

/** The chosen activation and its gradient, which write into arrays of the library's memory: nothing is copied. */
export function chosen(kassei: Kassei, { name, options }: Choice) {
  const f = kassei.get(name) as Into & { grad: Into };
  return {
    value: (x: AllocatedArray, out: AllocatedArray) => f(x, { ...options, out }),
    slope: (x: AllocatedArray, out: AllocatedArray) => f.grad(x, { ...options, out }),
    /** Puts the gradient of x in the place of x. */
    grad: (x: AllocatedArray, upstream: AllocatedArray) => f.grad(x, { ...options, upstream, out: x }),
  };
}
