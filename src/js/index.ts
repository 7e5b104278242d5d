/**
 * Neural-network activation functions and their gradients in WebAssembly SIMD.
 * @module kassei
 */
import {
  type ActivationName,
  type ActivationsByMethod,
  type ActivationsByName,
  activations,
  type MethodName,
  methods,
} from '../../build/generated/activations.ts';
import type { MainModule } from '../../build/wasm/kassei.mjs';
import { makeChannelwise } from './channelwise.ts';
import { checkOptions, show } from './check.ts';
import { makeElementwise } from './elementwise.ts';
import { AllocatedArray, MAXIMUM_LENGTH } from './memory.ts';
import { makeRowwise } from './rowwise.ts';
import { Transfer } from './transfer.ts';
import type { Activation, WasmSource } from './types.ts';
import { compile, compileSync, instantiate } from './wasm.ts';

export type * from './types.ts';
export type { ActivationName, ActivationsByMethod, ActivationsByName, AllocatedArray, MethodName };

/** An instance of the library: a method for each activation, and these. */
export interface Kassei extends ActivationsByMethod {
  /**
   * The function of a Keras name or alias, such as 'hard_sigmoid'.
   * @param name One of `ActivationsByName`.
   * @throws RangeError for any other name.
   */
  get<Name extends keyof ActivationsByName>(name: Name): ActivationsByName[Name];
  /** Every activation, in the order of the catalogue. */
  readonly activations: readonly Activation<ActivationName, MethodName>[];
  /**
   * An array of `length` zeros in the library's memory, which the functions use without copying.
   * @param length How many: an integer from 0 to 2^30 - 2^14.
   * @throws TypeError or RangeError for a wrong length, RangeError if there is not enough memory.
   */
  allocate(length: number): AllocatedArray;
}

/** Options of `load`. */
export interface LoadOptions {
  /** Where the WebAssembly comes from. Default: the package's own text, so that nothing is fetched. */
  wasm?: WasmSource;
}

let shared: Promise<Kassei> | undefined;

/**
 * Makes the library ready. Without options the same instance every time, also while it is being made; with options a new one.
 * @param options Where the WebAssembly comes from.
 * @throws Error if the engine lacks WebAssembly SIMD or the given WebAssembly cannot be had; the next call tries again.
 */
export async function load(options?: LoadOptions): Promise<Kassei> {
  if (options !== undefined) {
    checkOptions('kassei.load', options, new Set(['wasm']));
    return create(await compile(options.wasm as WasmSource | undefined));
  }
  shared ??= compile(undefined)
    .then(create)
    .catch((error) => {
      shared = undefined;
      throw error;
    });
  return shared;
}

/**
 * Makes a new instance at once, from the bytes of `kassei/kassei.wasm` or their compiled module.
 * @param wasm The bytes or the module.
 * @throws As `load` does.
 */
export function loadSync(wasm: ArrayBuffer | ArrayBufferView<ArrayBuffer> | WebAssembly.Module): Kassei {
  return create(compileSync(wasm));
}

const makers = { elementwise: makeElementwise, rowwise: makeRowwise, channelwise: makeChannelwise };

function create(compiled: WebAssembly.Module): Kassei {
  const module = instantiate(compiled);
  const transfer = new Transfer(module);
  const made = { elementwise: 0, rowwise: 0, channelwise: 0 };
  const byName = new Map<string, unknown>();
  const byMethod: Record<string, unknown> = {};
  for (const activation of activations) {
    const { kind } = activation;
    const found = makers[kind](transfer, activation, made[kind]++);
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

  return checkLanes(
    Object.freeze({
      ...byMethod,
      get,
      activations,
      allocate: (length: number) => allocate(module, length),
    }) as unknown as Kassei,
  );
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

/** Some engines accepted SIMD and computed wrong lanes: x / (1 + |x|) of these inputs is exact, and differs in every lane. */
function checkLanes(kassei: Kassei): Kassei {
  const x = Float32Array.of(0, 1, -1, 3, -3, 7, -7, 15, -15);
  if (kassei.softsign(x).every((y, i) => y * (1 + Math.abs(x[i] as number)) === x[i])) return kassei;
  throw new Error('kassei: this engine computes WebAssembly SIMD wrongly');
}
