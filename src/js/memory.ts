import type { MainModule } from '../../build/wasm/kassei.mjs';

const reclaim = new FinalizationRegistry<() => void>((release) => release());

/** An array of float32 in the library's memory, made by `allocate`: the functions use it without copying. */
export class AllocatedArray {
  /** Number of elements. */
  readonly length: number;
  #module: MainModule;
  #address: number;
  #view: Float32Array<ArrayBuffer>;

  /** `free`, for `using`. Present where the engine has Symbol.dispose. */
  declare readonly [Symbol.dispose]: () => void;

  /** @internal */
  constructor(module: MainModule, address: number, length: number) {
    this.#module = module;
    this.#address = address;
    this.length = length;
    this.#view = this.#look();
    reclaim.register(this, () => module.release(address), this);
  }

  #look(): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#module.HEAPF32.buffer, this.#address, this.length);
  }

  /**
   * The elements. The memory moves when it grows, so take the view anew after any `allocate`; the property always gives a living one.
   * @throws TypeError after `free`.
   */
  get view(): Float32Array<ArrayBuffer> {
    if (this.#address === 0) throw new TypeError('kassei: this allocated array has been freed');
    if (this.#view.buffer !== this.#module.HEAPF32.buffer) this.#view = this.#look();
    return this.#view;
  }

  /** Gives the memory back. Views of it must not be used any more. A second call does nothing. */
  free(): void {
    if (this.#address === 0) return;
    reclaim.unregister(this);
    this.#module.release(this.#address);
    this.#address = 0;
  }

  /** The address in the memory of `module`: 0 if freed, undefined if it belongs to another instance or is no allocated array. @internal */
  static address(value: unknown, module: MainModule): number | undefined {
    return typeof value === 'object' && value !== null && #module in value && value.#module === module
      ? value.#address
      : undefined;
  }
}

if (Symbol.dispose) {
  Object.defineProperty(AllocatedArray.prototype, Symbol.dispose, { value: AllocatedArray.prototype.free });
}
