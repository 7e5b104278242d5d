import type { AllocatedArray } from 'kassei';
import type { Kassei } from '../../model/curves.ts';
import { type ActivationChoice, bindActivation } from './activation-choice.ts';
import { backward, forward } from './matrix.ts';
import { normal, random } from './random.ts';

/** Units of each layer, and inputs sent through the stack. */
export const UNITS = 100;
export const INPUTS = 100;

/**
 * Keras' initialisers by their names; the variance of a weight is `gain` divided by the layer's inputs. Layers of equal
 * width make Glorot's variance the same as LeCun's.
 */
export const initialisations = {
  glorot_uniform: { gain: 1, uniform: true },
  he_normal: { gain: 2, uniform: false },
  lecun_normal: { gain: 1, uniform: false },
};
export type Initialisation = keyof typeof initialisations;

export interface StackSettings {
  choice: ActivationChoice;
  layers: number;
  /** An initialiser, or a factor for normal weights of variance 1 / UNITS. */
  weights: Initialisation | number;
  /** The bias of every unit. */
  bias: number;
  seed: number;
}

/** Statistics of the signal at one layer. */
export interface LayerSignal {
  /** The standard deviation of all outputs. */
  outputs: number;
  /** The standard deviation of a unit's outputs over the inputs: how well the layer still tells inputs apart. */
  difference: number;
  /** The standard deviation of the gradient with respect to the activation's inputs. */
  gradients: number;
  /** The share of units whose slope is exactly 0 for every input, so that they pass no gradient. */
  dead: number;
  /** The share of gradients that are exactly 0. */
  zeros: number;
  outputCounts: number[];
  gradientCounts: number[];
}

export interface Signal {
  layers: LayerSignal[];
  /** The range of the outputs' histograms. */
  outputs: [number, number];
  /** The range of the gradients' histograms: decimal logarithms of absolute values. */
  gradients: [number, number];
}

export const HISTOGRAM_BINS = 32;

function drawWeights(weights: StackSettings['weights'], next: () => number) {
  const { gain, uniform } =
    typeof weights === 'number' ? { gain: weights ** 2, uniform: false } : initialisations[weights];
  const deviation = Math.sqrt(gain / UNITS);
  const gauss = normal(next);
  // A uniform distribution on [-1, 1] has variance 1/3, hence the factor √3.
  const draw = uniform ? () => Math.sqrt(3) * (2 * next() - 1) : gauss;
  return Float32Array.from({ length: UNITS * UNITS }, () => deviation * draw());
}

/** Sends normal inputs forward through the layers, and a normal gradient back. */
export function sendSignal(kassei: Kassei, { choice, layers, weights, bias, seed }: StackSettings): Signal {
  const f = bindActivation(kassei, choice);
  const next = random(seed);
  const gauss = normal(next);
  const noise = () => Float32Array.from({ length: UNITS * INPUTS }, gauss);
  const matrices = Array.from({ length: layers }, () => drawWeights(weights, next));
  const allocated = () => Array.from({ length: layers }, () => kassei.allocate(UNITS * INPUTS));
  const [before, after] = [allocated(), allocated()];
  const [back, slopes] = [0, 1].map(() => kassei.allocate(UNITS * INPUTS));
  const biases = new Float32Array(UNITS).fill(bias);
  try {
    matrices.forEach((w, i) => {
      forward(i ? after[i - 1].view : noise(), w, biases, before[i].view);
      f.value(before[i], after[i]);
    });
    back.view.set(noise());
    const dead = before.map(() => 0);
    for (let i = layers - 1; i >= 0; i--) {
      dead[i] = deadShare(f.slope(before[i], slopes).view);
      f.grad(before[i], back);
      backward(before[i].view, matrices[i], back.view, UNITS);
    }
    return summarise(after, before, dead);
  } finally {
    for (const array of [...before, ...after, back, slopes]) array.free();
  }
}

function summarise(outputs: AllocatedArray[], gradients: AllocatedArray[], dead: number[]): Signal {
  const moments = outputs.map(({ view }) => unitStatistics(view));
  const outputSpan = finiteSpan(
    outputs.map(({ view }, i) => {
      // Four standard deviations around the mean keep outliers from flattening the histograms.
      const { mean, deviation } = moments[i];
      const [low, high] = extremes(view);
      return [Math.max(low, mean - 4 * deviation), Math.min(high, mean + 4 * deviation)];
    }),
  );
  const sizes = gradients.map(({ view }) => view.map((g) => Math.log10(Math.abs(g))));
  const gradientSpan = finiteSpan(sizes.map(extremes));
  return {
    layers: outputs.map(({ view }, i) => ({
      outputs: moments[i].deviation,
      difference: moments[i].difference,
      gradients: unitStatistics(gradients[i].view).deviation,
      dead: dead[i],
      zeros: share(gradients[i].view, (g) => g === 0),
      outputCounts: histogram(view, outputSpan),
      gradientCounts: histogram(sizes[i], gradientSpan),
    })),
    outputs: outputSpan,
    gradients: gradientSpan,
  };
}

const share = (values: Float32Array, is: (value: number) => boolean) =>
  values.reduce((count, value) => count + Number(is(value)), 0) / values.length;

/** The share of units whose slopes are all zero. Neighbouring slopes belong to different units. */
function deadShare(slopes: Float32Array) {
  const moved = new Set<number>();
  slopes.forEach((slope, i) => {
    if (slope !== 0) moved.add(i % UNITS);
  });
  return 1 - moved.size / UNITS;
}

/** Mean and standard deviation of all values, and the deviation of one unit's values over the inputs. */
function unitStatistics(values: Float32Array) {
  const means = new Float64Array(UNITS);
  for (let i = 0; i < values.length; i++) means[i % UNITS] += values[i] / INPUTS;
  const mean = means.reduce((sum, one) => sum + one / UNITS, 0);
  let all = 0;
  let within = 0;
  for (let i = 0; i < values.length; i++) {
    all += (values[i] - mean) ** 2;
    within += (values[i] - means[i % UNITS]) ** 2;
  }
  return { mean, deviation: Math.sqrt(all / values.length), difference: Math.sqrt(within / values.length) };
}

function extremes(values: Float32Array): [number, number] {
  const finite = values.filter(Number.isFinite);
  return [finite.reduce((a, b) => Math.min(a, b), Infinity), finite.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** The range of all finite ends; never empty, so that histograms may divide by its width. */
function finiteSpan(all: [number, number][]): [number, number] {
  const low = Math.min(...all.map(([from]) => from).filter(Number.isFinite));
  const high = Math.max(...all.map(([, to]) => to).filter(Number.isFinite));
  if (low > high) return [-1, 1];
  return low < high ? [low, high] : [low - 1, high + 1];
}

function histogram(values: Float32Array, [low, high]: [number, number]) {
  const bins = Array<number>(HISTOGRAM_BINS).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - low) / (high - low)) * HISTOGRAM_BINS);
    if (bin >= 0 && bin < HISTOGRAM_BINS) bins[bin]++;
    else if (value === high) bins[HISTOGRAM_BINS - 1]++;
  }
  return bins;
}
