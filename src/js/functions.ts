import type { MainModule } from '../../build/wasm/kassei.mjs';
import { checkArray, checkLength, checkOptions, checkOverlap, checkParameter, lengthOfChecked } from './check.ts';
import type { Activation, Float32, Parameter } from './types.ts';

type Options = { out?: Float32; upstream?: Float32 } & Record<string, unknown>;

/** Up to here copying in a loop is faster than making a view of the scratch. */
const SHORT = 64;

/** Makes the functions of an instance: they check, bring arrays outside the library's memory through its scratch, and run kernels. */
export class Functions {
  readonly #module: MainModule;
  readonly #chunk: number;
  readonly #addresses: readonly number[];
  #heap: Float32Array;

  constructor(module: MainModule) {
    this.#module = module;
    this.#chunk = module.scratchLength();
    this.#addresses = [module.scratchAddress(0), module.scratchAddress(1)];
    this.#heap = module.HEAPF32;
  }

  /** The value function of an activation with its gradient as `grad`; `index` is its place in the list. */
  make(activation: Activation<string, string>, index: number) {
    const { method, parameters } = activation;
    const value = this.#function(`kassei.${method}`, 2 * index, parameters, false);
    const grad = this.#function(`kassei.${method}.grad`, 2 * index + 1, parameters, true);
    Object.defineProperty(value, 'name', { value: method });
    Object.defineProperty(grad, 'name', { value: 'grad' });
    return Object.freeze(Object.assign(value, { grad }));
  }

  #function(where: string, kernel: number, parameters: readonly Parameter[], gradient: boolean) {
    const module = this.#module;
    const allowed = new Set([...parameters.map(({ name }) => name), ...(gradient ? ['upstream'] : []), 'out']);
    const [first, second, third] = parameters;
    const [p0, q0, r0] = [0, 1, 2].map((i) => parameters[i]?.default ?? 0) as [number, number, number];
    return (x: Float32, options?: Options): Float32 => {
      let p = p0;
      let q = q0;
      let r = r0;
      let upstream: Float32 | undefined;
      let out: Float32 | undefined;
      // Options first, each read once: a getter among them could change the arrays.
      if (options !== undefined) {
        checkOptions(where, options, allowed);
        if (first) p = checkParameter(where, first, options[first.name]);
        if (second) q = checkParameter(where, second, options[second.name]);
        if (third) r = checkParameter(where, third, options[third.name]);
        if (gradient) upstream = options.upstream;
        out = options.out;
      }
      const from = checkArray(where, 'x', x, module);
      const length = lengthOfChecked(x, from);
      let upstreamFrom = 0;
      if (upstream !== undefined) {
        upstreamFrom = checkArray(where, 'upstream', upstream, module);
        checkLength(where, 'upstream', lengthOfChecked(upstream, upstreamFrom), length);
      }
      let to = 0;
      if (out !== undefined) {
        to = checkArray(where, 'out', out, module);
        checkLength(where, 'out', lengthOfChecked(out, to), length);
        checkOverlap(where, 'x', x, from, out, to, true);
        if (upstream) checkOverlap(where, 'upstream', upstream, upstreamFrom, out, to, false);
      }
      out ??= new Float32Array(length);
      if (from && to && (upstreamFrom || !upstream)) module.runKernel(kernel, from, upstreamFrom, to, length, p, q, r);
      else this.#stream(kernel, x, from, upstream, upstreamFrom, out, to, length, p, q, r);
      return out;
    };
  }

  /** Runs a kernel chunk by chunk; the arrays whose address is 0 go through the scratch. */
  #stream(
    kernel: number,
    x: Float32,
    from: number,
    upstream: Float32 | undefined,
    upstreamFrom: number,
    out: Float32,
    to: number,
    length: number,
    p: number,
    q: number,
    r: number,
  ): void {
    if (this.#heap.length === 0) this.#heap = this.#module.HEAPF32;
    const [scratch, upstreamScratch] = this.#addresses as [number, number];
    for (let start = 0; start < length; start += this.#chunk) {
      const count = Math.min(this.#chunk, length - start);
      if (!from) this.#fill(scratch, x as Float32Array, start, count);
      if (upstream && !upstreamFrom) this.#fill(upstreamScratch, upstream as Float32Array, start, count);
      this.#module.runKernel(
        kernel,
        from ? from + 4 * start : scratch,
        upstream ? (upstreamFrom ? upstreamFrom + 4 * start : upstreamScratch) : 0,
        to ? to + 4 * start : scratch,
        count,
        p,
        q,
        r,
      );
      if (!to) this.#drain(scratch, out as Float32Array, start, count);
    }
  }

  #fill(address: number, array: Float32Array, start: number, length: number): void {
    const heap = this.#heap;
    const at = address / 4;
    if (length <= SHORT) for (let i = 0; i < length; i++) heap[at + i] = array[start + i] as number;
    else heap.set(new Float32Array(array.buffer, array.byteOffset + 4 * start, length), at);
  }

  #drain(address: number, array: Float32Array, start: number, length: number): void {
    const heap = this.#heap;
    const at = address / 4;
    if (length <= SHORT) for (let i = 0; i < length; i++) array[start + i] = heap[at + i] as number;
    else array.set(heap.subarray(at, at + length), start);
  }
}
