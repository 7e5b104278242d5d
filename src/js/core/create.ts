import {
  type ActivationName,
  type ActivationsByMethod,
  type ActivationsByName,
  activations,
  type MethodName,
  methods,
} from '../../../build/generated/activations.ts';
import { kernels } from '../../../build/generated/kernels.ts';
import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { AllocatedArray, MAXIMUM_LENGTH } from '../memory/allocated-array.ts';
import { Transfer } from '../memory/transfer.ts';
import type { Activation } from '../types.ts';
import { makeChannelwise } from './channelwise.ts';
import { show } from './check.ts';
import { makeElementwise } from './elementwise.ts';
import { makeRowwise } from './rowwise.ts';

/** An instance of the library: a method for each activation, and the following members. */
export interface Kassei extends ActivationsByMethod {
  /**
   * The function with a Keras name or alias, such as 'hard_sigmoid'.
   * @param name One of `ActivationsByName`.
   * @throws RangeError for any other name.
   */
  get<Name extends keyof ActivationsByName>(name: Name): ActivationsByName[Name];
  /** Every activation, in the order of the catalogue. */
  readonly activations: readonly Activation<ActivationName, MethodName>[];
  /**
   * An array of `length` zeros in the library's memory, which the functions use without copying.
   * @param length The number of elements: an integer from 0 to 2^30 - 2^14.
   * @throws TypeError or RangeError for a wrong length, RangeError if there is not enough memory.
   */
  allocate(length: number): AllocatedArray;
  /**
   * The code that computes: 'wasm' is WebAssembly SIMD; 'js' is JavaScript compiled from the same C++, for engines
   * without WebAssembly SIMD. The results have the same bits; 'js' is slower.
   */
  readonly backend: 'wasm' | 'js';
}

const makers = { elementwise: makeElementwise, rowwise: makeRowwise, channelwise: makeChannelwise };

/** Wraps an instance of the compiled C++. */
export function create(module: MainModule, backend: 'wasm' | 'js'): Kassei {
  const transfer = new Transfer(module);
  const byName = new Map<string, unknown>();
  const byMethod: Record<string, unknown> = {};
  for (const activation of activations) {
    const { kind } = activation;
    const found = makers[kind](transfer, activation, kernels[activation.name]);
    Object.defineProperty(found, 'name', { value: activation.method });
    for (const [name, part] of Object.entries(found)) Object.defineProperty(part, 'name', { value: name });
    Object.freeze(found);
    for (const name of [activation.name, ...activation.aliases]) {
      byName.set(name, found);
      byMethod[methods[name] as string] = found;
    }
  }

  function get(name: unknown): unknown {
    const found = byName.get(name as string);
    if (found) return found;
    const meant = Object.keys(methods).find((key) => methods[key] === name);
    throw new RangeError(
      `kassei.get: no activation ${show(name)}; ${meant ? `write ${show(meant)}` : `there are ${[...byName.keys()].join(', ')}`}`,
    );
  }

  return Object.freeze({
    ...byMethod,
    get,
    activations,
    allocate: (length: number) => allocate(module, length),
    backend,
  }) as unknown as Kassei;
}

function allocate(module: MainModule, length: number): AllocatedArray {
  if (!Number.isInteger(length) || length < 0 || length > MAXIMUM_LENGTH) {
    const message = `kassei.allocate: length must be an integer from 0 to ${MAXIMUM_LENGTH}, got ${show(length)}`;
    throw typeof length === 'number' ? new RangeError(message) : new TypeError(message);
  }
  const address = module.allocateFloats(length);
  if (address === 0) throw new RangeError(`kassei.allocate: not enough memory for length ${length}`);
  const array = new AllocatedArray(module, address, length);
  array.view.fill(0);
  return array;
}
