import type { MainModule } from '../../../build/wasm/kassei.mjs';

/** Elements in 4 GiB, the largest memory, less a page for the library itself. */
export const MAXIMUM_LENGTH = 2 ** 30 - 2 ** 14;

const reclaim = new FinalizationRegistry<() => void>((release) => release());

/** Keeps the memory of a view as long as the view, also when nothing else refers to the allocated array. */
const owners = new WeakMap<Float32Array, AllocatedArray>();

/** An array of float32 in the library's memory, made by `allocate`: the functions use it without copying. */
export class AllocatedArray {
  /** `free`, for `using`. Present where the engine has Symbol.dispose. */
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

  /** Number of elements. */
  get length(): number {
    return this.#length;
  }

  /**
   * The elements. The memory moves when it grows, so take the view anew after any `allocate`, and after calls that take memory
   * for a while: with rows longer than sixteen thousand elements, with more slopes than that, and `prelu.gradSlope`. The property
   * always gives a living one. While it is in use, keep it or the allocated array itself: a `subarray` of it alone does not keep
   * the memory.
   * @throws TypeError after `free`.
   */
  get view(): Float32Array<ArrayBuffer> {
    if (this.#address === 0) throw new TypeError('kassei: this allocated array has been freed');
    if (this.#view.buffer !== this.#module.HEAPF32.buffer) this.#view = this.#makeView();
    return this.#view;
  }

  /** Gives the memory back. Views of it must not be used any more. A second call does nothing. */
  free(): void {
    if (this.#address === 0) return;
    reclaim.unregister(this);
    this.#module.release(this.#address);
    this.#address = 0;
  }

  /** What `Object.prototype.toString` shows. */
  get [Symbol.toStringTag](): string {
    return 'AllocatedArray';
  }

  /** Where the elements are in the memory of `module`: 0 if freed, NaN if in another instance's, undefined for other values. @internal */
  static address(value: unknown, module: MainModule): number | undefined {
    if (typeof value !== 'object' || value === null || !(#module in value)) return undefined;
    return value.#module === module ? value.#address : Number.NaN;
  }
}

if (Symbol.dispose) {
  Object.defineProperty(AllocatedArray.prototype, Symbol.dispose, { value: AllocatedArray.prototype.free });
}
