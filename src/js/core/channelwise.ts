import type { KernelNumbers } from '../../../build/generated/kernels.ts';
import type { Transfer } from '../memory/transfer.ts';
import type { Activation, Float32 } from '../types.ts';
import { alternating, type Channels, channelsOf } from './channel-axes.ts';
import { checkArray, checkLength, checkOut, checkOverlap, lengthOfChecked } from './check.ts';
import { allow, checkKinks, copyOfArray, given, listedOptions } from './options.ts';
import { checkLayout, readShape } from './shape.ts';

type Options = { out?: Float32; upstream?: Float32; slope?: Float32 } & Record<string, unknown>;

/** The value function of an activation with slopes for channels, with `grad` and `gradSlope`. */
export function makeChannelwise(transfer: Transfer, activation: Activation<string, string>, kernels: KernelNumbers) {
  const where = `kassei.${activation.method}`;
  return Object.assign(make(transfer, where, activation, kernels, 'value'), {
    grad: make(transfer, `${where}.grad`, activation, kernels, 'grad'),
    gradSlope: make(transfer, `${where}.gradSlope`, activation, kernels, 'gradSlope'),
  });
}

function make(
  transfer: Transfer,
  where: string,
  activation: Activation<string, string>,
  kernels: KernelNumbers,
  what: 'value' | 'grad' | 'gradSlope',
) {
  const { module } = transfer;
  const { parameters } = activation;
  const { value, gradient, slopeSums, slopeGradient } = kernels;
  const kernel = { value, grad: gradient, gradSlope: slopeSums }[what] as number;
  const defaultAxis = Number(parameters.find(({ name }) => name === 'axis')?.default);
  const allowed = allow([
    'shape',
    ...parameters.map(({ name }) => name),
    ...(what === 'value' ? [] : ['upstream']),
    ...(what === 'grad' ? ['kinks'] : []),
    'out',
  ]);
  const { bit } = allowed;
  return (x: Float32, options?: Options): Float32 => {
    const all: Options = options === undefined ? {} : options;
    const listed = options === undefined ? 0 : listedOptions(where, options, allowed);
    const axes = given(all.axis, all, 'axis', bit.axis, listed);
    const axis = copyOfArray(axes, (axes as unknown[] | undefined)?.length) ?? axes;
    const slope = given(all.slope, all, 'slope', bit.slope, listed) as Float32;
    const upstream = given(all.upstream, all, 'upstream', bit.upstream, listed);
    const target = given(all.out, all, 'out', bit.out, listed);
    const kinks = given(all.kinks, all, 'kinks', bit.kinks, listed);
    const shape = readShape(where, given(all.shape, all, 'shape', bit.shape, listed));
    const [atZero] = (kinks === undefined ? [0] : checkKinks(where, kinks, activation, [OWN_SLOPE], 0)) as [number];
    const from = checkArray(where, 'x', x, module);
    const length = lengthOfChecked(x, from);
    const slopesFrom = checkArray(where, 'slope', slope, module);
    const slopes = lengthOfChecked(slope, slopesFrom);
    const along = (one: unknown) => checkLayout(where, shape, one, length, defaultAxis);
    const channels = channelsOf(where, axis, length, along);
    if (slopes !== 1 && slopes !== channels.all) {
      throw new RangeError(
        `${where}: slope must have length 1 or that of the ${typeof axis === 'object' ? 'axes' : 'axis'}, ${channels.all}, got ${slopes}${shape ? '' : '; give the shape'}`,
      );
    }
    let upstreamFrom = 0;
    if (upstream !== undefined || what === 'gradSlope') {
      upstreamFrom = checkArray(where, 'upstream', upstream, module);
      checkLength(where, 'upstream', lengthOfChecked(upstream as Float32, upstreamFrom), length);
    }
    const sums = what === 'gradSlope';
    const outLength = sums ? slopes : length;
    let to = 0;
    if (target !== undefined) {
      to = checkOut(where, target, outLength, module, x, from, upstream, upstreamFrom, !sums);
      checkOverlap(where, 'slope', slope, slopesFrom, target, to, sums);
    }
    const out = target ?? new Float32Array(outLength);
    const call = {
      kernel,
      x,
      from,
      upstream,
      upstreamFrom,
      slope,
      slopesFrom,
      out,
      to,
      length,
      atZero,
    };
    transfer.check();
    const shared = slopes === 1 ? alternating(length, 1, length) : channels;
    stream(transfer, where, call, shared, sums ? slopeGradient : undefined);
    return out;
  };
}

/** As `atZero`: f'(0) is the channel's slope. */
const OWN_SLOPE = Number.NaN;

/**
 * Runs a kernel chunk by chunk, and the kernel `last` over the sums that it leaves. Arrays whose address is 0 go through
 * the scratch, slopes through the scratch or a block.
 */
function stream(
  transfer: Transfer,
  where: string,
  call: {
    readonly kernel: number;
    readonly x: Float32;
    readonly from: number;
    readonly upstream: Float32 | undefined;
    readonly upstreamFrom: number;
    readonly slope: Float32;
    readonly slopesFrom: number;
    readonly out: Float32;
    readonly to: number;
    readonly length: number;
    readonly atZero: number;
  },
  { inner, length: channels, stretch, all, firstAt }: Channels,
  last: number | undefined,
): void {
  const sums = last !== undefined;
  const { module, chunk, scratch } = transfer;
  const { kernel, x, from, upstream, upstreamFrom, slope, slopesFrom, out, to, length, atZero } = call;
  const [inputs, factorsOf, outputs] = [
    transfer.viewOf(x, from),
    upstream && transfer.viewOf(upstream, upstreamFrom),
    transfer.viewOf(out, to),
  ];
  const slopesOf = transfer.viewOf(slope, slopesFrom);
  // The kernels count in 32 bit. No stretch is as long as this.
  const neighbours = Math.min(inner, 2 ** 31);
  // A channel has one sum in float64 where its neighbours are other channels, else one for each lane.
  const bytesOfSums = inner === 1 ? 8 : 4 * module.CHANNEL_SUMS;
  const run = (slopes: number, partial: number) => {
    if (slopes !== slopesFrom) transfer.copyIn(slopes, slopesOf(), 0, all);
    for (let start = 0, count = 0; start < length; start += count) {
      count = Math.min(chunk, stretch - (start % stretch));
      const first = firstAt(start);
      const source = from ? from + 4 * start : scratch[0];
      const factors = upstream ? (upstreamFrom ? upstreamFrom + 4 * start : scratch[1]) : 0;
      const target = to && !sums ? to + 4 * start : scratch[0];
      if (!from) transfer.copyIn(source, inputs(), start, count);
      if (factorsOf && !upstreamFrom) transfer.copyIn(factors, factorsOf(), start, count);
      const channel = Math.floor(start / inner) % channels;
      const offset = neighbours - Math.min(inner - (start % inner), neighbours);
      module.runChannels(
        kernel,
        source,
        factors,
        target,
        partial + first * bytesOfSums,
        slopes + 4 * first,
        channels,
        neighbours,
        channel,
        offset,
        count,
        atZero,
      );
      if (!sums && !to) transfer.copyOut(target, outputs(), start, count);
    }
  };
  if (!sums && (slopesFrom || all <= chunk)) {
    run(slopesFrom || scratch[2], 0);
    return;
  }
  const partials = sums ? module.CHANNEL_SUMS * all : 0;
  transfer.withBlocks(where, [all, partials], (slopes, partial) => {
    transfer.clear(partial, partials);
    run(slopes, partial);
    if (!sums) return;
    module.runChannels(last, 0, 0, slopes, partial, slopes, all, neighbours, 0, 0, 0, atZero);
    transfer.copyOut(slopes, outputs(), 0, all);
  });
}
