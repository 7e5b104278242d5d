import { niceStep, ticks } from '../../model/axis.ts';
import { format } from '../../model/format.ts';
import { type Box, label, level, power, round, svg, upright } from '../../plot/svg.ts';
import { BINS, type Layer, type Signal } from '../engine/signal.ts';
import { type LearningLabels, short } from './labels.ts';

const WIDTH = 520;
const SIDE = { left: 62, right: 512 };
const HEIGHT = 128;
/** From one panel's top to the next one's. */
const PITCH = 182;
/** Each of the two rows below the gradients' histograms. */
const ROW = 18;

type Place = (layer: number) => number;

/** For each layer its histogram on its side: bars to the right, the longest as long as there is room. */
function histograms(all: number[][], box: Box, x: Place, room: number) {
  const bin = (box.bottom - box.top) / BINS;
  const paths = all.map((counts, layer) => {
    const most = Math.max(...counts);
    if (!most) return '';
    const first = counts.findIndex(Boolean);
    const last = counts.findLastIndex(Boolean);
    const steps = counts.slice(first, last + 1).map((count) => `H${round(x(layer) + (count / most) * room)}v${-bin}`);
    return `M${round(x(layer))} ${round(box.bottom - first * bin)}${steps.join('')}H${round(x(layer))}z`;
  });
  return paths.join('');
}

/** Powers of ten, few enough to be read. */
const powers = (low: number, high: number) =>
  ticks({ min: low, max: high, step: Math.max(1, niceStep(high - low, 4)) });

const levels = (values: number[], name: (value: number) => string, y: (value: number) => number, box: Box) =>
  values.flatMap((value) => [level('grid', y(value), box), label('y', box.left - 8, y(value) + 4, name(value))]);

const between = ([low, high]: [number, number], { top, bottom }: Box) => {
  return (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top);
};

/** A line through the logarithms of numbers; broken where there is none. */
function line(kind: string, values: number[], x: Place, y: (value: number) => number) {
  let pen = 'M';
  const path = values.map((value, layer) => {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${round(x(layer))} ${round(y(Math.log10(value)))}`;
    pen = 'L';
    return step;
  });
  return `<path class="curve ${kind}" d="${path.join('')}"/>`;
}

const lines = { outputs: 'value', difference: 'difference', gradients: 'slope' } satisfies Partial<
  Record<keyof Layer, string>
>;

/** Histograms of each layer's outputs and gradients, and their standard deviations, one below the other. */
export function panels(signal: Signal, labels: LearningLabels, description: string): string {
  const { layers } = signal;
  const width = (SIDE.right - SIDE.left) / layers.length;
  const x: Place = (layer) => SIDE.left + layer * width;
  const middle: Place = (layer) => x(layer) + width / 2;
  const room = width * 0.86;
  const [forward, back, sizes] = [0, 1, 2].map((i) => ({
    ...SIDE,
    top: 28 + i * PITCH,
    bottom: 28 + i * PITCH + HEIGHT,
  }));
  const title = ({ left, top }: Box, text: string) => label('title', left, top - 10, text);

  /** A row of bars, below `top`. */
  const shares = (all: number[], top: number) =>
    all
      .map((share, i) =>
        share ? `M${round(x(i))} ${top + ROW - 3}h${round(share * room)}v${6 - ROW}H${round(x(i))}z` : '',
      )
      .join('');

  const [low, high] = signal.outputs;
  const outputTicks = ticks({ min: low, max: high, step: niceStep(high - low) });
  const bins = { ...back, bottom: back.bottom - 2 * ROW };
  const logarithms = layers
    .flatMap((layer) => [layer.outputs, layer.difference, layer.gradients])
    .map(Math.log10)
    .filter(Number.isFinite);
  // From a power of ten to another one.
  const min = Math.floor(Math.min(0, ...logarithms));
  const max = Math.ceil(Math.max(0.1, ...logarithms));
  const yForward = between(signal.outputs, forward);
  const yBack = between(signal.gradients, bins);
  const ySizes = between([min, max], sizes);
  const numbered = ticks({ min: 1, max: layers.length, step: Math.max(1, niceStep(layers.length, 10)) });
  return svg(WIDTH, sizes.bottom + 46, description, [
    title(forward, labels.panelOutputs),
    ...levels(outputTicks, (value) => (Math.abs(value) < 1e4 ? format(value) : short(value)), yForward, forward),
    `<path class="bar value" d="${histograms(
      layers.map(({ outputCounts }) => outputCounts),
      forward,
      x,
      room,
    )}"/>`,
    title(back, labels.panelGradients),
    ...levels(
      // Where the rows have their names is none for a level.
      powers(...signal.gradients).filter((value) => yBack(value) < bins.bottom - ROW / 2),
      power,
      yBack,
      bins,
    ),
    level('zero', bins.bottom, back),
    level('grid', bins.bottom + ROW, back),
    ...['0', labels.panelDead].map((name, i) => label('y', back.left - 8, bins.bottom + (i + 0.5) * ROW + 4, name)),
    `<path class="bar slope" d="${histograms(
      layers.map(({ gradientCounts }) => gradientCounts),
      bins,
      x,
      room,
    )}"/>`,
    `<path class="bar slope" d="${shares(
      layers.map(({ zeros }) => zeros),
      bins.bottom,
    )}"/>`,
    `<path class="bar dead" d="${shares(
      layers.map(({ dead }) => dead),
      bins.bottom + ROW,
    )}"/>`,
    title(sizes, labels.panelSizes),
    ...levels(powers(min, max), power, ySizes, sizes),
    ...Object.entries(lines).map(([of, kind]) =>
      line(
        kind,
        layers.map((layer) => layer[of as keyof typeof lines]),
        middle,
        ySizes,
      ),
    ),
    ...numbered.flatMap((number) => [
      ...[forward, back, sizes].map((box) =>
        upright('grid', middle(number - 1), { ...box, top: box.bottom, bottom: box.bottom + 4 }),
      ),
      label('x', middle(number - 1), sizes.bottom + 20, String(number)),
    ]),
    label('x', (SIDE.left + SIDE.right) / 2, sizes.bottom + 40, labels.layerAxis),
  ]);
}
