import type { Places, Transfer } from '../memory/transfer.ts';
import type { Activation, Float32 } from '../types.ts';
import { checkArray, checkLength, checkOut, checkOverlap, lengthOfChecked } from './check.ts';
import { allow, checkKinks, given, listedOptions } from './options.ts';
import { checkLayouts, checkShape, readNumbers, readShape } from './shape.ts';

type Options = { out?: Float32; upstream?: Float32; slope?: Float32 } & Record<string, unknown>;

/** The value function of an activation with slopes for channels, with `grad` and `gradSlope`. */
export function makeChannelwise(
  transfer: Transfer,
  activation: Activation<string, string>,
  kernels: readonly number[],
) {
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
  kernels: readonly number[],
  what: 'value' | 'grad' | 'gradSlope',
) {
  const { module } = transfer;
  const { parameters } = activation;
  const [value, gradient, slopeSums, slopeGradient] = kernels;
  const kernel = { value, grad: gradient, gradSlope: slopeSums }[what] as number;
  const defaultAxis = Number(parameters.find(({ type }) => type === 'axes')?.default);
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
    let axis = given(all.axis, all, 'axis', bit.axis, listed);
    if (axis === undefined) axis = defaultAxis;
    else if (Array.isArray(axis)) axis = readNumbers(axis);
    const slope = given(all.slope, all, 'slope', bit.slope, listed) as Float32;
    const upstream = given(all.upstream, all, 'upstream', bit.upstream, listed);
    const target = given(all.out, all, 'out', bit.out, listed);
    const kinks = given(all.kinks, all, 'kinks', bit.kinks, listed);
    const shape = readShape(where, given(all.shape, all, 'shape', bit.shape, listed));
    const [atZero] = (kinks === undefined ? [0] : checkKinks(where, kinks, activation, [OWN_SLOPE], 0)) as [number];
    const from = checkArray(where, 'x', x, module);
    const length = lengthOfChecked(x, from);
    const slopesFrom = checkArray(where, 'slope', slope, module);
    const channels = lengthOfChecked(slope, slopesFrom);
    const layout = checkLayouts(where, checkShape(where, shape, length), axis, length);
    if (channels !== 1 && channels !== layout.length) {
      throw new RangeError(
        `${where}: slope must have length 1 or that of the ${typeof axis === 'object' ? 'axes' : 'axis'}, ${layout.length}, got ${channels}${shape ? '' : '; give the shape'}`,
      );
    }
    let upstreamFrom = 0;
    if (upstream !== undefined || what === 'gradSlope') {
      upstreamFrom = checkArray(where, 'upstream', upstream, module);
      checkLength(where, 'upstream', lengthOfChecked(upstream as Float32, upstreamFrom), length);
    }
    const sums = what === 'gradSlope';
    const outLength = sums ? channels : length;
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
    const [inner, places] = channels === 1 ? [length] : [layout.inner, layout.places];
    stream(transfer, where, call, channels, inner, places, sums ? slopeGradient : undefined);
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
  channels: number,
  inner: number,
  places: Places | undefined,
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
  const run = (slopes: number, partial: number) => {
    if (slopes !== slopesFrom) transfer.copyIn(slopes, slopesOf(), 0, channels);
    for (let start = 0; start < length; start += chunk) {
      const count = Math.min(chunk, length - start);
      const source = from && !places ? from + 4 * start : scratch[0];
      const factors = upstream ? (upstreamFrom && !places ? upstreamFrom + 4 * start : scratch[1]) : 0;
      const target = to && !sums && !places ? to + 4 * start : scratch[0];
      if (source === scratch[0]) transfer.copyIn(source, inputs(), start, count, places);
      if (factorsOf && factors === scratch[1]) transfer.copyIn(factors, factorsOf(), start, count, places);
      const channel = Math.floor(start / inner) % channels;
      const offset = neighbours - Math.min(inner - (start % inner), neighbours);
      module.runChannels(
        kernel,
        source,
        factors,
        target,
        partial,
        slopes,
        channels,
        neighbours,
        channel,
        offset,
        count,
        atZero,
      );
      if (!sums && target === scratch[0]) transfer.copyOut(target, outputs(), start, count, places);
    }
  };
  if (!sums && (slopesFrom || channels <= chunk)) {
    run(slopesFrom || scratch[2], 0);
    return;
  }
  const partials = sums ? module.CHANNEL_SUMS * channels : 0;
  transfer.withBlocks(where, [channels, partials], (slopes, partial) => {
    transfer.clear(partial, partials);
    run(slopes, partial);
    if (!sums) return;
    module.runChannels(last, 0, 0, slopes, partial, slopes, channels, neighbours, 0, 0, 0, atZero);
    transfer.copyOut(slopes, outputs(), 0, channels);
  });
}
