import type { AllocatedArray } from 'kassei';
import type { Kassei } from '../../model/curves.ts';
import { type ActivationChoice, bindActivation } from './activation-choice.ts';
import { accumulate, backward, forward } from './matrix.ts';
import { random } from './random.ts';

/** The number of hidden layers, and the units of each. */
export interface Shape {
  layers: number;
  width: number;
}

/** Inputs and outputs of each layer. Two coordinates go in; out comes the logarithm of the odds of the first class. */
const connections = ({ layers, width }: Shape) => {
  const sizes = [2, ...Array<number>(layers).fill(width), 1];
  return sizes.slice(1).map((to, i) => ({ from: sizes[i], to }));
};

/** Views of each layer's weights and biases in the array of all parameters. */
function splitByLayer(all: Float32Array, shape: Shape) {
  let at = 0;
  const take = (length: number) => {
    at += length;
    return all.subarray(at - length, at);
  };
  return connections(shape).map(({ from, to }) => ({ w: take(from * to), b: take(to) }));
}

/** Glorot's uniform weights and zero biases, the defaults of Keras' Dense layers. */
export function initialParameters(shape: Shape, seed: number): Float32Array {
  const next = random(seed);
  const layers = connections(shape);
  const all = new Float32Array(layers.reduce((sum, { from, to }) => sum + (from + 1) * to, 0));
  splitByLayer(all, shape).forEach(({ w }, i) => {
    const limit = Math.sqrt(6 / (layers[i].from + layers[i].to));
    for (let k = 0; k < w.length; k++) w[k] = limit * (2 * next() - 1);
  });
  return all;
}

/** Memory for a batch of points: for each layer the activation's inputs (`before`) and outputs (`after`). */
export class LayerBuffers {
  readonly before: AllocatedArray[];
  readonly after: AllocatedArray[];

  constructor(kassei: Kassei, shape: Shape, points: number) {
    const arrays = () => connections(shape).map(({ to }) => kassei.allocate(points * to));
    this.before = arrays();
    this.after = arrays();
  }

  get logits() {
    return this.before[this.before.length - 1];
  }

  free() {
    for (const array of [...this.before, ...this.after]) array.free();
  }
}

/** Adam's β₁, β₂ and ε, as in Kingma and Ba (2015). */
const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const EPSILON = 1e-8;

/** A classifier of dense layers for two classes. */
export class Network {
  readonly #f;
  readonly #layers;
  readonly #gradients;
  readonly gradient;
  /** Adam's running mean of the gradient; `#square` is that of its square. */
  readonly #mean;
  readonly #square;
  #steps = 0;

  constructor(
    readonly kassei: Kassei,
    choice: ActivationChoice,
    shape: Shape,
    readonly parameters: Float32Array,
  ) {
    this.#f = bindActivation(kassei, choice);
    this.gradient = new Float32Array(parameters.length);
    this.#mean = new Float32Array(parameters.length);
    this.#square = new Float32Array(parameters.length);
    this.#layers = splitByLayer(parameters, shape);
    this.#gradients = splitByLayer(this.gradient, shape);
  }

  /** Writes the logits of the points x into `logits`. */
  forward(x: Float32Array, { before, after }: LayerBuffers) {
    let input = x;
    this.#layers.forEach(({ w, b }, i) => {
      forward(input, w, b, before[i].view);
      if (i === this.#layers.length - 1) return;
      this.#f.value(before[i], after[i]);
      input = after[i].view;
    });
  }

  /** The mean cross-entropy of the last forward pass. */
  loss(classes: Float32Array, { logits, after }: LayerBuffers) {
    const softplus = this.kassei.softplus(logits, { out: after[after.length - 1] }).view;
    return logits.view.reduce((sum, logit, i) => sum + softplus[i] - classes[i] * logit, 0) / classes.length;
  }

  /** Writes the gradient of the loss into `gradient`; the buffers' contents are overwritten. */
  backward(x: Float32Array, classes: Float32Array, { before, after, logits }: LayerBuffers) {
    const last = this.#layers.length - 1;
    const difference = this.kassei.sigmoid(logits, { out: logits }).view;
    for (let i = 0; i < classes.length; i++) difference[i] = (difference[i] - classes[i]) / classes.length;
    for (let i = last; i >= 0; i--) {
      const dy = before[i].view;
      const { w, b } = this.#gradients[i];
      accumulate(i ? after[i - 1].view : x, dy, w, b);
      if (i === 0) return;
      // The lower layer's outputs have served their purpose; their gradient reuses the memory.
      backward(dy, this.#layers[i].w, after[i - 1].view, b.length);
      this.#f.grad(before[i - 1], after[i - 1]);
    }
  }

  /** One step of Adam. */
  step(rate: number) {
    this.#steps++;
    const scale = (rate * Math.sqrt(1 - SQUARE_DECAY ** this.#steps)) / (1 - MEAN_DECAY ** this.#steps);
    this.gradient.forEach((g, i) => {
      this.#mean[i] += (1 - MEAN_DECAY) * (g - this.#mean[i]);
      this.#square[i] += (1 - SQUARE_DECAY) * (g * g - this.#square[i]);
      this.parameters[i] -= (scale * this.#mean[i]) / (Math.sqrt(this.#square[i]) + EPSILON);
    });
  }
}
