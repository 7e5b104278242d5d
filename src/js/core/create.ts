import {
  type ActivationName,
  type ActivationsByMethod,
  type ActivationsByName,
  activations,
  aliasMethods,
  type MethodName,
} from '../../../build/generated/activations.ts';
import { kernels } from '../../../build/generated/kernels.ts';
import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { AllocatedArray } from '../memory/allocated-array.ts';
import { MAXIMUM_LENGTH, releaseBlock } from '../memory/blocks.ts';
import { Transfer } from '../memory/transfer.ts';
import type { Activation, Float32 } from '../types.ts';
import { makeChannelwise } from './channelwise.ts';
import { checkArray, lengthOfChecked } from './check.ts';
import { makeElementwise } from './elementwise.ts';
import { internals } from './internals.ts';
import { makeRowwise } from './rowwise.ts';
import { letters, show, suggest } from './show.ts';

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
   * An array in the library's memory, which the functions use without copying.
   * @param from The number of elements, which are 0: an integer from 0 to 2^30 - 2^17, in kassei/js about half of it. Or
   * an array, whose elements are copied.
   * @throws TypeError or RangeError for a wrong length or kind, RangeError if there is not enough memory.
   */
  allocate(from: number | Float32): AllocatedArray;
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
      const method = aliasMethods[name] ?? activation.method;
      byName.set(name, found);
      byMethod[method] = found;
      if (name === method) continue;
      const get = () => {
        throw new TypeError(`kassei: no method ${name}; write ${method}`);
      };
      Object.defineProperty(byMethod, name, { get });
    }
  }

  function get(name: unknown): unknown {
    const found = byName.get(name as string);
    if (found) return found;
    const names = [...byName.keys()];
    const meant = names.find((key) => typeof name === 'string' && letters(key) === letters(name));
    const advice = meant ? `write ${show(meant)}` : suggest(name, names);
    throw new RangeError(`kassei.get: no activation ${show(name)}; ${advice}`);
  }

  const kassei = Object.assign(byMethod, {
    get,
    activations,
    allocate: (from: unknown) => allocate(transfer, from),
    backend,
  });
  // Node and Deno would print every function, with the functions that it has.
  Object.defineProperty(kassei, Symbol.for('nodejs.util.inspect.custom'), { value: () => `Kassei (${backend})` });
  Object.defineProperty(kassei, Symbol.for('kassei'), { value: internals(transfer) });
  return Object.freeze(kassei) as unknown as Kassei;
}

function allocate(transfer: Transfer, from: unknown): AllocatedArray {
  const where = 'kassei.allocate';
  const { module } = transfer;
  if (typeof from === 'object' && from !== null) {
    const address = checkArray(where, 'an array', from, module);
    const source = transfer.viewOf(from as Float32, address);
    const array = allocateZeros(where, transfer, lengthOfChecked(from as Float32, address));
    array.view.set(source());
    return array;
  }
  if (!Number.isInteger(from) || (from as number) < 0 || (from as number) > MAXIMUM_LENGTH) {
    const message = `${where}: length must be an integer from 0 to ${MAXIMUM_LENGTH}, got ${show(from)}`;
    throw typeof from === 'number' ? new RangeError(message) : new TypeError(message);
  }
  return allocateZeros(where, transfer, from as number);
}

function allocateZeros(where: string, transfer: Transfer, length: number): AllocatedArray {
  const { module } = transfer;
  const { byteLength } = module.HEAPF32;
  const address = transfer.allocate(where, length);
  try {
    const array = new AllocatedArray(module, address, length + 0);
    // Memory that has just grown is zero.
    array.view.fill(0, 0, Math.max(0, (byteLength - address) / 4));
    return array;
  } catch (cause) {
    releaseBlock(module, address);
    throw new RangeError(`${where}: no array of length ${length} (${cause})`, { cause });
  }
}
