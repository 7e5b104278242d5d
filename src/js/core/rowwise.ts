import type { Transfer } from '../memory/transfer.ts';
import { bufferOf, copyOf } from '../memory/typed-array.ts';
import type { Activation, Float32, Parameter } from '../types.ts';
import { checkArray, checkMask, checkOut, checkOverlap, lengthOfChecked } from './check.ts';
import { allow, checkParameter, given, listedOptions } from './options.ts';
import { checkLayout, checkLayouts, checkShape, type Layout, readNumbers, readShape } from './shape.ts';

type Options = { out?: Float32; upstream?: Float32; slope?: Float32 } & Record<string, unknown>;

/** The value function of a row-wise activation, with its gradient as `grad`. */
export function makeRowwise(
  transfer: Transfer,
  activation: Activation<string, string>,
  [value, gradient, masked = 0]: readonly number[],
) {
  const where = `kassei.${activation.method}`;
  return Object.assign(make(transfer, where, value as number, masked, activation, false), {
    grad: make(transfer, `${where}.grad`, gradient as number, 0, activation, true),
  });
}

function make(
  transfer: Transfer,
  where: string,
  kernel: number,
  masked: number,
  { halves, parameters }: Activation<string, string>,
  gradient: boolean,
) {
  const { module } = transfer;
  const [temperatureParameter, axisParameter] = ['temperature', 'axis'].map((name) =>
    parameters.find((parameter) => parameter.name === name),
  );
  const check = axisParameter?.type === 'axes' ? checkLayouts : checkLayout;
  const allowed = allow(['shape', ...parameters.map(({ name }) => name), ...(gradient ? ['upstream'] : []), 'out']);
  const { bit } = allowed;
  return (x: Float32, options?: Options): Float32 => {
    const all: Options = options === undefined ? {} : options;
    const listed = options === undefined ? 0 : listedOptions(where, options, allowed);
    let axis = given(all.axis, all, 'axis', bit.axis, listed);
    if (axis === undefined) axis = axisParameter?.default;
    else if (Array.isArray(axis)) axis = readNumbers(axis);
    const mask = given(all.mask, all, 'mask', bit.mask, listed);
    const upstream = given(all.upstream, all, 'upstream', bit.upstream, listed);
    let out = given(all.out, all, 'out', bit.out, listed);
    const t = given(all.temperature, all, 'temperature', bit.temperature, listed);
    const temperature = t === undefined ? 1 : checkParameter(where, temperatureParameter as Parameter, t);
    const shape = readShape(where, given(all.shape, all, 'shape', bit.shape, listed));
    const from = checkArray(where, 'x', x, module);
    const length = lengthOfChecked(x, from);
    const sizes = checkShape(where, shape, length);
    const layout = check(where, sizes, axis, length);
    if (halves && layout.length % 2) {
      throw new RangeError(`${where}: the axis must have an even length, got ${layout.length}`);
    }
    if (mask !== undefined) checkMask(where, mask, sizes);
    const valueLength = halves ? length / 2 : length;
    let upstreamFrom = 0;
    if (gradient) {
      upstreamFrom = checkArray(where, 'upstream', upstream, module);
      const got = lengthOfChecked(upstream as Float32, upstreamFrom);
      if (got !== valueLength) {
        throw new RangeError(`${where}: upstream must have the length of the value, ${valueLength}, got ${got}`);
      }
    }
    const outLength = gradient ? length : valueLength;
    let to = 0;
    if (out !== undefined) {
      to = checkOut(where, out, outLength, module, x, from, upstream, upstreamFrom, outLength === length);
      if (mask) checkOverlap(where, 'mask', mask as Uint8Array, 0, out, to, false);
    } else {
      out = new Float32Array(outLength);
    }
    if (length === 0) return out;
    transfer.check();
    transfer.parameters[0] = temperature;
    if (from && to && (upstreamFrom || !gradient) && !mask && !layout.places) {
      module.runRows(kernel, from, upstreamFrom, to, layout.outer, layout.length, layout.inner);
    } else {
      stream(
        transfer,
        where,
        kernel,
        x,
        from,
        upstream,
        upstreamFrom,
        out,
        to,
        layout,
        {
          upstream: valueLength / layout.outer,
          out: outLength / layout.outer,
        },
        mask as Uint8Array | undefined,
        masked,
      );
    }
    return out;
  };
}

/**
 * Runs a kernel over as many blocks of rows at a time as the scratch holds. A larger block goes through its own memory.
 */
function stream(
  transfer: Transfer,
  where: string,
  kernel: number,
  x: Float32,
  from: number,
  upstream: Float32 | undefined,
  upstreamFrom: number,
  out: Float32,
  to: number,
  { outer, length, inner, places }: Layout,
  blocks: { readonly upstream: number; readonly out: number },
  givenMask: Uint8Array | undefined,
  masked: number,
): void {
  const { module, chunk, scratch } = transfer;
  const block = length * inner;
  const together = Math.max(1, Math.floor(chunk / block));
  // A mask in the library's memory would be lost when the memory grows.
  const mask = givenMask && (bufferOf.call(givenMask) === module.HEAPF32.buffer ? copyOf(givenMask) : givenMask);
  const direct = mask === undefined && !places;
  const [inputs, factorsOf, outputs] = [
    transfer.viewOf(x, from),
    upstream && transfer.viewOf(upstream, upstreamFrom),
    transfer.viewOf(out, to),
  ];

  const run = (work: number, factors: number) => {
    for (let start = 0; start < outer; start += together) {
      const count = Math.min(together, outer - start);
      const source = from && direct ? from + 4 * start * block : work;
      const upstreamSource =
        upstreamFrom && direct ? upstreamFrom + 4 * start * blocks.upstream : upstream ? factors : 0;
      const target = to && direct ? to + 4 * start * blocks.out : work;
      if (source === work) transfer.copyIn(work, inputs(), start * block, count * block, places);
      if (factorsOf && upstreamSource === factors) {
        transfer.copyIn(factors, factorsOf(), start * blocks.upstream, count * blocks.upstream, places);
      }
      if (mask) {
        transfer.fillMasked(work, mask, start * block, count * block, Number.NEGATIVE_INFINITY, places);
        if (upstream) transfer.fillMasked(factors, mask, start * block, count * block, 0, places);
      }
      module.runRows(kernel, source, upstreamSource, target, count, length, inner);
      if (mask) transfer.fillMasked(target, mask, start * block, count * block, masked, places);
      if (target === work) transfer.copyOut(work, outputs(), start * blocks.out, count * blocks.out, places);
    }
  };

  if (block <= chunk) run(scratch[0], scratch[1]);
  else transfer.withBlocks(where, [block, upstream ? blocks.upstream : 0], run);
}
