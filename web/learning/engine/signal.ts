import type { AllocatedArray } from 'kassei';
import type { Kassei } from '../../model/curves.ts';
import { type Choice, chosen } from './activation-choice.ts';
import { backward, forward } from './matrix.ts';
import { normal, random } from './random.ts';

/** Units of every layer, and inputs that are sent through them. */
export const UNITS = 100;
export const INPUTS = 100;

/**
 * How Keras draws weights by these names: with a variance of `gain` divided by a layer's inputs. Where all layers have one
 * width, as here, Glorot's variance is LeCun's.
 */
export const initialisations = {
  glorot_uniform: { gain: 1, uniform: true },
  he_normal: { gain: 2, uniform: false },
  lecun_normal: { gain: 1, uniform: false },
};
export type Initialisation = keyof typeof initialisations;

export interface Stack {
  choice: Choice;
  layers: number;
  /** A rule, or the factor that normally distributed weights of variance 1 / UNITS are multiplied by. */
  weights: Initialisation | number;
  /** What is added to every weighted sum. */
  bias: number;
  seed: number;
}

/** The numbers of one layer. */
export interface Layer {
  /** The standard deviation of all outputs. */
  outputs: number;
  /** The standard deviation of one unit's outputs over the inputs: what is left of their difference. */
  difference: number;
  /** The standard deviation of the gradient for what goes into the activation. */
  gradients: number;
  /** The share of units whose slope is exactly 0 for every input: no gradient passes them. */
  dead: number;
  /** The share of gradients that are exactly 0. */
  zeros: number;
  outputCounts: number[];
  gradientCounts: number[];
}

export interface Signal {
  layers: Layer[];
  /** The span of the outputs' histograms. */
  outputs: [number, number];
  /** The span of the gradients' histograms, in powers of ten of their sizes. */
  gradients: [number, number];
}

export const BINS = 32;

function drawWeights(weights: Stack['weights'], next: () => number) {
  const { gain, uniform } =
    typeof weights === 'number' ? { gain: weights ** 2, uniform: false } : initialisations[weights];
  const deviation = Math.sqrt(gain / UNITS);
  const gauss = normal(next);
  // A uniform distribution from -1 to 1 has the variance 1/3.
  const one = uniform ? () => Math.sqrt(3) * (2 * next() - 1) : gauss;
  return Float32Array.from({ length: UNITS * UNITS }, () => deviation * one());
}

/** Sends normally distributed inputs forward through the layers, and a normally distributed gradient back. */
export function send(kassei: Kassei, { choice, layers, weights, bias, seed }: Stack): Signal {
  const f = chosen(kassei, choice);
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
      dead[i] = unmoved(f.slope(before[i], slopes).view);
      f.grad(before[i], back);
      backward(before[i].view, matrices[i], back.view, UNITS);
    }
    return describe(after, before, dead);
  } finally {
    for (const array of [...before, ...after, back, slopes]) array.free();
  }
}

function describe(outputs: AllocatedArray[], gradients: AllocatedArray[], dead: number[]): Signal {
  const moments = outputs.map(({ view }) => measure(view));
  const outputSpan = span(
    outputs.map(({ view }, i) => {
      // Four standard deviations around the mean, and no more than there is.
      const { mean, deviation } = moments[i];
      const [low, high] = extremes(view);
      return [Math.max(low, mean - 4 * deviation), Math.min(high, mean + 4 * deviation)];
    }),
  );
  const sizes = gradients.map(({ view }) => view.map((g) => Math.log10(Math.abs(g))));
  const gradientSpan = span(sizes.map(extremes));
  return {
    layers: outputs.map(({ view }, i) => ({
      outputs: moments[i].deviation,
      difference: moments[i].difference,
      gradients: measure(gradients[i].view).deviation,
      dead: dead[i],
      zeros: share(gradients[i].view, (g) => g === 0),
      outputCounts: counts(view, outputSpan),
      gradientCounts: counts(sizes[i], gradientSpan),
    })),
    outputs: outputSpan,
    gradients: gradientSpan,
  };
}

const share = (values: Float32Array, is: (value: number) => boolean) =>
  values.reduce((count, value) => count + Number(is(value)), 0) / values.length;

/** The share of units, which take turns in the slopes, that have only zeros. */
function unmoved(slopes: Float32Array) {
  const moved = new Set<number>();
  slopes.forEach((slope, i) => {
    if (slope !== 0) moved.add(i % UNITS);
  });
  return 1 - moved.size / UNITS;
}

/** Mean and standard deviation of all values, and the deviation of one unit's values over the inputs. */
function measure(values: Float32Array) {
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

/** From the lowest to the highest of what is finite, and never nothing. */
function span(all: [number, number][]): [number, number] {
  const low = Math.min(...all.map(([from]) => from).filter(Number.isFinite));
  const high = Math.max(...all.map(([, to]) => to).filter(Number.isFinite));
  if (low > high) return [-1, 1];
  return low < high ? [low, high] : [low - 1, high + 1];
}

function counts(values: Float32Array, [low, high]: [number, number]) {
  const bins = Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - low) / (high - low)) * BINS);
    if (bin >= 0 && bin < BINS) bins[bin]++;
    else if (value === high) bins[BINS - 1]++;
  }
  return bins;
}
