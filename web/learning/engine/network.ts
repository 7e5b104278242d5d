import type { AllocatedArray } from 'kassei';
import type { Kassei } from '../../model/curves.ts';
import { type Choice, chosen } from './activation-choice.ts';
import { accumulate, backward, forward } from './matrix.ts';
import { random } from './random.ts';

/** How many hidden layers, and how many units in each. */
export interface Shape {
  layers: number;
  width: number;
}

/** Two numbers in, one out: the logarithm of the odds that a point is of the first class. */
const sizes = ({ layers, width }: Shape) => [2, ...Array<number>(layers).fill(width), 1];

const spans = (shape: Shape) => {
  const all = sizes(shape);
  return all.slice(1).map((to, i) => ({ from: all[i], to }));
};

/** The layers' weights and biases, as parts of one array of all of them. */
function parts(all: Float32Array, shape: Shape) {
  let at = 0;
  const take = (length: number) => {
    at += length;
    return all.subarray(at - length, at);
  };
  return spans(shape).map(({ from, to }) => ({ w: take(from * to), b: take(to) }));
}

/** Glorot's uniformly distributed weights, which Keras' Dense layers start with, and biases of 0. */
export function initial(shape: Shape, seed: number): Float32Array {
  const next = random(seed);
  const layers = spans(shape);
  const all = new Float32Array(layers.reduce((sum, { from, to }) => sum + (from + 1) * to, 0));
  parts(all, shape).forEach(({ w }, i) => {
    const limit = Math.sqrt(6 / (layers[i].from + layers[i].to));
    for (let k = 0; k < w.length; k++) w[k] = limit * (2 * next() - 1);
  });
  return all;
}

/** What a number of points need on their way through a network: for each layer what goes into its activation, and what comes out. */
export class Passage {
  readonly before: AllocatedArray[];
  readonly after: AllocatedArray[];

  constructor(kassei: Kassei, shape: Shape, points: number) {
    const arrays = () => spans(shape).map(({ to }) => kassei.allocate(points * to));
    this.before = arrays();
    this.after = arrays();
  }

  /** The network's output. */
  get logits() {
    return this.before[this.before.length - 1];
  }

  free() {
    for (const array of [...this.before, ...this.after]) array.free();
  }
}

const DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const TINY = 1e-8;

/** A network of dense layers that tells two classes apart. */
export class Network {
  readonly #f;
  readonly #layers;
  readonly #gradients;
  readonly gradient;
  /** Adam's running means of the gradient and of its square. */
  readonly #mean;
  readonly #square;
  #steps = 0;

  constructor(
    readonly kassei: Kassei,
    choice: Choice,
    shape: Shape,
    readonly parameters: Float32Array,
  ) {
    this.#f = chosen(kassei, choice);
    this.gradient = new Float32Array(parameters.length);
    this.#mean = new Float32Array(parameters.length);
    this.#square = new Float32Array(parameters.length);
    this.#layers = parts(parameters, shape);
    this.#gradients = parts(this.gradient, shape);
  }

  /** Computes the logits of the points x. */
  forward(x: Float32Array, { before, after }: Passage) {
    let input = x;
    this.#layers.forEach(({ w, b }, i) => {
      forward(input, w, b, before[i].view);
      if (i === this.#layers.length - 1) return;
      this.#f.value(before[i], after[i]);
      input = after[i].view;
    });
  }

  /** The mean cross-entropy of the points last passed forward, whose classes are 1 and 0. */
  loss(classes: Float32Array, { logits, after }: Passage) {
    const bent = this.kassei.softplus(logits, { out: after[after.length - 1] }).view;
    return logits.view.reduce((sum, logit, i) => sum + bent[i] - classes[i] * logit, 0) / classes.length;
  }

  /** Computes the gradient of that loss for all weights and biases. */
  backward(x: Float32Array, classes: Float32Array, { before, after, logits }: Passage) {
    const last = this.#layers.length - 1;
    const difference = this.kassei.sigmoid(logits, { out: logits }).view;
    for (let i = 0; i < classes.length; i++) difference[i] = (difference[i] - classes[i]) / classes.length;
    for (let i = last; i >= 0; i--) {
      const dy = before[i].view;
      const { w, b } = this.#gradients[i];
      accumulate(i ? after[i - 1].view : x, dy, w, b);
      if (i === 0) return;
      // The outputs of the layer below are not needed any more: their gradient takes their place.
      backward(dy, this.#layers[i].w, after[i - 1].view, b.length);
      this.#f.grad(before[i - 1], after[i - 1]);
    }
  }

  /** One step down the gradient, by Adam (Kingma and Ba, 2015). */
  step(rate: number) {
    this.#steps++;
    const scale = (rate * Math.sqrt(1 - SQUARE_DECAY ** this.#steps)) / (1 - DECAY ** this.#steps);
    this.gradient.forEach((g, i) => {
      this.#mean[i] += (1 - DECAY) * (g - this.#mean[i]);
      this.#square[i] += (1 - SQUARE_DECAY) * (g * g - this.#square[i]);
      this.parameters[i] -= (scale * this.#mean[i]) / (Math.sqrt(this.#square[i]) + TINY);
    });
  }
}
