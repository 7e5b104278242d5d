import { niceStep, ticks } from '../../model/axis.ts';
import { format } from '../../model/format.ts';
import { type Box, horizontalLine, label, path, round, verticalLine } from '../../plot/marks.ts';
import { placeOn } from '../../plot/picture.ts';
import { powerOfTen, svg } from '../../plot/svg.ts';
import { HISTOGRAM_BINS, type LayerSignal, type Signal } from '../engine/signal.ts';
import { type LearningLabels, short } from './labels.ts';

const WIDTH = 520;
const PANEL_SIDES = { left: 62, right: 512 };
const PANEL_HEIGHT = 128;
/** The distance from one panel's top to the next one's. */
const PANEL_PITCH = 182;
/** The height of each of the two rows of shares below the gradients' histograms. */
const SHARE_HEIGHT = 18;

type LayerX = (layer: number) => number;

/** One sideways histogram for each layer, as one path. Bars point right; the longest takes the `room`. */
function histograms(kind: string, all: number[][], box: Box, x: LayerX, room: number) {
  const bin = (box.bottom - box.top) / HISTOGRAM_BINS;
  const paths = all.map((counts, layer) => {
    const most = Math.max(...counts);
    if (!most) return '';
    const first = counts.findIndex(Boolean);
    const last = counts.findLastIndex(Boolean);
    const steps = counts.slice(first, last + 1).map((count) => `H${round(x(layer) + (count / most) * room)}v${-bin}`);
    return `M${round(x(layer))} ${round(box.bottom - first * bin)}${steps.join('')}H${round(x(layer))}z`;
  });
  return path(`bar ${kind}`, paths.join(''));
}

/** Exponents of ten, at most about four so that their labels stay readable. */
const powerTicks = (low: number, high: number) =>
  ticks({ min: low, max: high, step: Math.max(1, niceStep(high - low, 4)) });

const labelledLines = (values: number[], name: (value: number) => string, y: (value: number) => number, box: Box) =>
  values.flatMap((value) => [
    horizontalLine('grid', y(value), box),
    label('y', box.left - 8, y(value) + 4, name(value)),
  ]);

const verticalScale = ([min, max]: [number, number], { top, bottom }: Box) => placeOn({ min, max }, bottom, top);

/** A line through the logarithms of positive finite numbers, broken at all others. */
function logarithmLine(kind: string, values: number[], x: LayerX, y: (value: number) => number) {
  let pen = 'M';
  const steps = values.map((value, layer) => {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${round(x(layer))} ${round(y(Math.log10(value)))}`;
    pen = 'L';
    return step;
  });
  return path(`curve ${kind}`, steps.join(''));
}

const curveKinds = { outputs: 'value', difference: 'difference', gradients: 'slope' } satisfies Partial<
  Record<keyof LayerSignal, string>
>;

/** Three panels, one below the other: histograms of outputs, histograms of gradients, standard deviations of both. */
export function signalPicture(signal: Signal, labels: LearningLabels, description: string): string {
  const { layers } = signal;
  const width = (PANEL_SIDES.right - PANEL_SIDES.left) / layers.length;
  const x: LayerX = (layer) => PANEL_SIDES.left + layer * width;
  const middle: LayerX = (layer) => x(layer) + width / 2;
  const room = width * 0.86;
  const [forward, back, sizes] = [0, 1, 2].map((i) => ({
    ...PANEL_SIDES,
    top: 28 + i * PANEL_PITCH,
    bottom: 28 + i * PANEL_PITCH + PANEL_HEIGHT,
  }));
  const title = ({ left, top }: Box, text: string) => label('title', left, top - 10, text);

  const each = <K extends keyof LayerSignal>(key: K) => layers.map((layer) => layer[key]);

  /** A row of bars below `top`, their lengths in proportion to the shares. */
  const shares = (kind: string, all: number[], top: number) => {
    const bar = (share: number, i: number) =>
      `M${round(x(i))} ${top + SHARE_HEIGHT - 3}h${round(share * room)}v${6 - SHARE_HEIGHT}H${round(x(i))}z`;
    return path(`bar ${kind}`, all.map((share, i) => (share ? bar(share, i) : '')).join(''));
  };

  const [low, high] = signal.outputs;
  const outputTicks = ticks({ min: low, max: high, step: niceStep(high - low) });
  const bins = { ...back, bottom: back.bottom - 2 * SHARE_HEIGHT };
  const logarithms = layers
    .flatMap((layer) => [layer.outputs, layer.difference, layer.gradients])
    .map(Math.log10)
    .filter(Number.isFinite);
  // The axis ends at powers of ten.
  const min = Math.floor(Math.min(0, ...logarithms));
  const max = Math.ceil(Math.max(0.1, ...logarithms));
  const yForward = verticalScale(signal.outputs, forward);
  const yBack = verticalScale(signal.gradients, bins);
  const ySizes = verticalScale([min, max], sizes);
  const numbered = ticks({ min: 1, max: layers.length, step: Math.max(1, niceStep(layers.length, 10)) });
  return svg(WIDTH, sizes.bottom + 46, description, [
    title(forward, labels.panelOutputs),
    ...labelledLines(outputTicks, (value) => (Math.abs(value) < 1e4 ? format(value) : short(value)), yForward, forward),
    histograms('value', each('outputCounts'), forward, x, room),
    title(back, labels.panelGradients),
    ...labelledLines(
      // Labels close to the bottom would meet the names of the rows of shares.
      powerTicks(...signal.gradients).filter((value) => yBack(value) < bins.bottom - SHARE_HEIGHT / 2),
      powerOfTen,
      yBack,
      bins,
    ),
    horizontalLine('zero', bins.bottom, back),
    horizontalLine('grid', bins.bottom + SHARE_HEIGHT, back),
    ...['0', labels.panelDead].map((name, i) =>
      label('y', back.left - 8, bins.bottom + (i + 0.5) * SHARE_HEIGHT + 4, name),
    ),
    histograms('slope', each('gradientCounts'), bins, x, room),
    shares('slope', each('zeros'), bins.bottom),
    shares('dead', each('dead'), bins.bottom + SHARE_HEIGHT),
    title(sizes, labels.panelSizes),
    ...labelledLines(powerTicks(min, max), powerOfTen, ySizes, sizes),
    ...Object.entries(curveKinds).map(([of, kind]) =>
      logarithmLine(kind, each(of as keyof typeof curveKinds), middle, ySizes),
    ),
    ...numbered.flatMap((number) => [
      ...[forward, back, sizes].map((box) =>
        verticalLine('grid', middle(number - 1), { ...box, top: box.bottom, bottom: box.bottom + 4 }),
      ),
      label('x', middle(number - 1), sizes.bottom + 20, String(number)),
    ]),
    label('x', (PANEL_SIDES.left + PANEL_SIDES.right) / 2, sizes.bottom + 40, labels.layerAxis),
  ]);
}
