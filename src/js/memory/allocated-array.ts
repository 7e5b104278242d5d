import type { MainModule } from '../../../build/wasm/kassei.mjs';

/** The number of elements in 4 GiB, the largest memory, minus 64 KiB for the library itself. */
export const MAXIMUM_LENGTH = 2 ** 30 - 2 ** 14;

const reclaim = new FinalizationRegistry<() => void>((release) => release());

/**
 * Keeps an allocated array, and thus its memory, alive as long as its view, even if nothing else refers to the array.
 */
const owners = new WeakMap<Float32Array, AllocatedArray>();

/** An array of float32 in the library's memory, made by `allocate`. The functions use it without copying. */
export class AllocatedArray {
  /** `free`, for `using`. Present if the engine has Symbol.dispose. */
  declare readonly [Symbol.dispose]: () => void;

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
    reclaim.register(this, () => module.release(address), this);
  }

  #makeView(): Float32Array<ArrayBuffer> {
    const view = new Float32Array(this.#module.HEAPF32.buffer, this.#address, this.#length);
    owners.set(view, this);
    return view;
  }

  /** The number of elements. */
  get length(): number {
    return this.#length;
  }

  /**
   * The elements. Growth of the memory detaches older views, and this property always returns a valid one. Read it
   * again after every `allocate`, and after calls that need temporary memory: those with rows, or blocks of
   * neighbouring rows, of more than 16 384 elements, those with more than 16 384 slopes, and `prelu.gradSlope`. Keep a
   * reference to the view or to the allocated array while the elements are in use: a `subarray` of the view does not
   * keep the memory.
   * @throws TypeError after `free`.
   */
  get view(): Float32Array<ArrayBuffer> {
    if (this.#address === 0) throw new TypeError('kassei: this allocated array has been freed');
    if (this.#view.buffer !== this.#module.HEAPF32.buffer) this.#view = this.#makeView();
    return this.#view;
  }

  /** Frees the memory. Its views must not be used afterwards. A second call does nothing. */
  free(): void {
    if (this.#address === 0) return;
    reclaim.unregister(this);
    this.#module.release(this.#address);
    this.#address = 0;
  }

  /** The name that `Object.prototype.toString` shows. */
  get [Symbol.toStringTag](): string {
    return 'AllocatedArray';
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

if (Symbol.dispose) {
  Object.defineProperty(AllocatedArray.prototype, Symbol.dispose, { value: AllocatedArray.prototype.free });
}
