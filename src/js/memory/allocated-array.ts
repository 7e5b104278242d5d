import type { MainModule } from '../../../build/wasm/kassei.mjs';
import { checkPresent, releaseBlock } from './blocks.ts';

/** Releases blocks whose array nothing refers to; undefined where the engine cannot tell. */
const reclaim = ((): FinalizationRegistry<() => void> | undefined => {
  try {
    const registry = new FinalizationRegistry<() => void>((release) => release());
    registry.register({}, () => {}, registry);
    registry.unregister(registry);
    return registry;
  } catch {
    return undefined;
  }
})();

/**
 * Keeps an allocated array, and thus its memory, alive as long as its view, even if nothing else refers to the array.
 */
const owners = new WeakMap<Float32Array, AllocatedArray>();

/**
 * An array of float32 in the library's memory, made by `allocate`. The functions use it without copying. It cannot be
 * sent to a worker or cloned: structuredClone throws, and would copy the whole memory of a view. Send a copy,
 * `Float32Array.from(array.view)`.
 */
export class AllocatedArray {
  /** `free`, for `using`. Present if the engine has Symbol.dispose. */
  declare readonly [Symbol.dispose]: () => void;

  /**
   * Frees the memory. Its views must not be used afterwards. A second call does nothing. Engines without
   * FinalizationRegistry free no memory by themselves.
   */
  // Of the array itself, because structuredClone refuses functions; it would otherwise make an empty object.
  readonly free: () => void = () => this.#free();

  readonly #module: MainModule;
  readonly #length: number;
  #address: number;
  #view: Float32Array<ArrayBuffer>;

  /** @internal */
  constructor(module: MainModule, address: number, length: number) {
    this.#module = module;
    this.#address = address;
    this.#length = length;
    this.#view = this.#makeView();
    reclaim?.register(this, () => releaseBlock(module, address), this);
  }

  static {
    if (Symbol.dispose) {
      Object.defineProperty(AllocatedArray.prototype, Symbol.dispose, {
        value(this: AllocatedArray) {
          this.#free();
        },
      });
    }
  }

  #makeView(): Float32Array<ArrayBuffer> {
    const view = new Float32Array(this.#module.HEAPF32.buffer, this.#address, this.#length);
    owners.set(view, this);
    return view;
  }

  #free(): void {
    if (this.#address === 0) return;
    reclaim?.unregister(this);
    releaseBlock(this.#module, this.#address);
    this.#address = 0;
  }

  /** The number of elements. */
  get length(): number {
    return this.#length;
  }

  /**
   * The elements. Growth of the memory detaches older views (in kassei/js only where the engine has structuredClone or
   * ArrayBuffer.prototype.transfer; elsewhere they keep old elements), and this property always returns a valid one.
   * Read it again after every `allocate`, and after calls that need temporary memory: those with rows, or blocks of
   * neighbouring rows, of more than 16 384 elements, those with more than 16 384 slopes, and `prelu.gradSlope`. Keep a
   * reference to the view or to the allocated array while the elements are in use: a `subarray` of the view does not
   * keep the memory.
   * @throws TypeError after `free`, or if the memory was transferred away.
   */
  get view(): Float32Array<ArrayBuffer> {
    return AllocatedArray.viewOf(this);
  }

  /** The elements in order. An iteration fails if the memory grows meanwhile. */
  [Symbol.iterator](): IterableIterator<number> {
    return AllocatedArray.viewOf(this).values();
  }

  /** @internal What Node and Deno print. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `AllocatedArray(${this.#length})${this.#address ? '' : ' freed'}`;
  }

  /** The name that `Object.prototype.toString` shows. */
  get [Symbol.toStringTag](): string {
    return 'AllocatedArray';
  }

  /**
   * The view of an allocated array, whatever properties it pretends.
   * @internal
   */
  static viewOf(array: AllocatedArray): Float32Array<ArrayBuffer> {
    if (array.#address === 0) throw new TypeError('kassei: this allocated array has been freed');
    checkPresent(array.#module);
    if (array.#view.buffer !== array.#module.HEAPF32.buffer) array.#view = array.#makeView();
    return array.#view;
  }

  /**
   * The length of an allocated array, whatever properties it pretends.
   * @internal
   */
  static lengthOf(array: AllocatedArray): number {
    return array.#length;
  }

  /**
   * The address of the elements in the memory of `module`: 0 if freed, NaN if in another instance's memory, undefined
   * for other values.
   * @internal
   */
  static address(value: unknown, module: MainModule): number | undefined {
    if (typeof value !== 'object' || value === null || !(#module in value)) return undefined;
    return value.#module === module ? value.#address : Number.NaN;
  }
}
