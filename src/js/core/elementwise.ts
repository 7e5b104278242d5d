import { hasParameter } from '../../../build/generated/activations.ts';
import type { Transfer } from '../memory/transfer.ts';
import type { Activation, Float32 } from '../types.ts';
import { checkArray, checkLength, checkOut, lengthOfChecked } from './check.ts';
import { allow, checkKinks, checkParameter, given, listedOptions } from './options.ts';

// Named, because reading by a name in a variable takes longer.
type Options = { out?: Float32; upstream?: Float32; kinks?: unknown } & Record<string, unknown>;

/** The value function of an elementwise activation, with its gradient as `grad`. */
export function makeElementwise(
  transfer: Transfer,
  activation: Activation<string, string>,
  kernels: readonly number[],
) {
  const where = `kassei.${activation.method}`;
  return Object.assign(make(transfer, where, activation, kernels, false), {
    grad: make(transfer, `${where}.grad`, activation, kernels, true),
  });
}

function make(
  transfer: Transfer,
  where: string,
  activation: Activation<string, string>,
  kernels: readonly number[],
  gradient: boolean,
) {
  const { module } = transfer;
  const { parameters } = activation;
  const [valueKernel, gradientKernel, withKinks] = kernels as [number, number, number?];
  const kernel = gradient ? gradientKernel : valueKernel;
  const required = parameters.some((parameter) => parameter.default === undefined);
  // All of them, as C++ asserts (`kMaxParameters`), in variables: an array would make a call with options a third slower.
  const [first, second, third] = parameters;
  const p0 = Number(first?.default);
  const q0 = Number(second?.default);
  const r0 = Number(third?.default);
  const allowed = allow([
    ...parameters.map(({ name }) => name),
    ...(gradient ? ['upstream'] : []),
    ...(gradient && activation.kinks > 0 ? ['kinks'] : []),
    'out',
  ]);
  const { bit } = allowed;
  return (x: Float32, options?: Options): Float32 => {
    let p = p0;
    let q = q0;
    let r = r0;
    let upstream: Float32 | undefined;
    let out: Float32 | undefined;
    let kinks: number[] | undefined;
    // Options come first, and each is read once: a getter could change the arrays.
    if (options !== undefined || required) {
      const all: Options = options === undefined ? {} : options;
      const listed = listedOptions(where, all, allowed);
      // Reading by a name in a variable takes as long as the rest of a call.
      if (required || hasParameter(all)) {
        if (first) p = checkParameter(where, first, given(all[first.name], all, first.name, 1, listed));
        if (second) q = checkParameter(where, second, given(all[second.name], all, second.name, 2, listed));
        if (third) r = checkParameter(where, third, given(all[third.name], all, third.name, 4, listed));
      }
      if (gradient) {
        upstream = given(all.upstream, all, 'upstream', bit.upstream, listed);
        const slopes = given(all.kinks, all, 'kinks', bit.kinks, listed);
        if (slopes !== undefined) kinks = checkKinks(where, slopes, activation, [p, q, r], Number.NaN);
      }
      out = given(all.out, all, 'out', bit.out, listed);
    }
    const from = checkArray(where, 'x', x, module);
    const length = lengthOfChecked(x, from);
    let upstreamFrom = 0;
    if (upstream !== undefined) {
      upstreamFrom = checkArray(where, 'upstream', upstream, module);
      checkLength(where, 'upstream', lengthOfChecked(upstream, upstreamFrom), length);
    }
    let to = 0;
    if (out !== undefined) to = checkOut(where, out, length, module, x, from, upstream, upstreamFrom);
    else out = new Float32Array(length);
    transfer.check();
    const values = transfer.parameters;
    if (first) values[0] = p;
    if (second) values[1] = q;
    if (third) values[2] = r;
    if (from && to && (upstreamFrom || !upstream) && !kinks) module.runKernel(kernel, from, upstreamFrom, to, length);
    else
      stream(transfer, kinks ? (withKinks as number) : kernel, x, from, upstream, upstreamFrom, out, to, length, kinks);
    return out;
  };
}

/** Runs a kernel, or a gradient with kinks, chunk by chunk. Arrays whose address is 0 go through the scratch. */
function stream(
  transfer: Transfer,
  kernel: number,
  x: Float32,
  from: number,
  upstream: Float32 | undefined,
  upstreamFrom: number,
  out: Float32,
  to: number,
  length: number,
  kinks: readonly number[] | undefined,
): void {
  const { module, chunk, scratch } = transfer;
  for (let start = 0; start < length; start += chunk) {
    const count = Math.min(chunk, length - start);
    const source = from ? from + 4 * start : scratch[0];
    const target = to ? to + 4 * start : scratch[0];
    const factors = upstream ? (upstreamFrom ? upstreamFrom + 4 * start : scratch[1]) : 0;
    if (!from) transfer.copyIn(source, x as Float32Array, start, count);
    if (upstream && !upstreamFrom) transfer.copyIn(factors, upstream as Float32Array, start, count);
    if (kinks) {
      const [slope, other] = kinks as [number, number];
      module.runWithKinks(kernel, source, factors, target, count, slope, other);
    } else {
      module.runKernel(kernel, source, factors, target, count);
    }
    if (!to) transfer.copyOut(target, out as Float32Array, start, count);
  }
}
