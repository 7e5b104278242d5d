import type { Kassei } from '../../model/curves.ts';
import type { ActivationChoice } from './activation-choice.ts';
import { contour } from './contour.ts';
import { PLANE_REACH, type Points } from './datasets.ts';
import { initialParameters, LayerBuffers, Network, type Shape } from './network.ts';
import { random } from './random.ts';

/** The start of a training. */
export interface TrainingSettings {
  points: Points;
  shape: Shape;
  seed: number;
  pair: ActivationChoice[];
}

/** The progress of one of the two networks. */
export interface Score {
  loss: number;
  /** The share of points on the right side of the boundary. */
  accuracy: number;
}

interface PlanePicture {
  /** The probability of the first class in each cell, scaled to 0 … 255. */
  grid: Uint8ClampedArray<ArrayBuffer>;
  /** The boundary between the classes as an SVG path. */
  boundary: string;
}

/** Points of one step. */
const BATCH_SIZE = 32;
/** Cells of the pictures' grid along each axis. */
export const GRID_SIZE = 48;

/** The centres of the grid's cells, row by row from the upper left corner. */
const gridPoints = Float32Array.from({ length: 2 * GRID_SIZE * GRID_SIZE }, (_, i) => {
  const cell = i >> 1;
  const along = ((i % 2 ? GRID_SIZE - 1 - Math.floor(cell / GRID_SIZE) : cell % GRID_SIZE) + 0.5) / GRID_SIZE;
  return PLANE_REACH * (2 * along - 1);
});

/** The numbers below `count` in random order (Fisher–Yates). */
function shuffled(count: number, next: () => number) {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * next());
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Two networks that differ in their activation alone: initial weights and batches are the same. */
export class Training {
  steps = 0;
  readonly networks: Network[];
  readonly #points;
  readonly #buffers;
  readonly #random;
  readonly #batch = { x: new Float32Array(2 * BATCH_SIZE), classes: new Float32Array(BATCH_SIZE) };
  #order: number[] = [];

  constructor(
    readonly kassei: Kassei,
    { points, shape, seed, pair }: TrainingSettings,
  ) {
    const start = initialParameters(shape, seed);
    this.networks = pair.map((choice) => new Network(kassei, choice, shape, start.slice()));
    this.#points = points;
    this.#random = random(~seed);
    const allocate = (count: number) => new LayerBuffers(kassei, shape, count);
    this.#buffers = {
      batch: allocate(BATCH_SIZE),
      all: allocate(points.classes.length),
      grid: allocate(GRID_SIZE * GRID_SIZE),
    };
  }

  /** The points of the next step. Each epoch uses every point once, in a new order. */
  #nextBatch() {
    const { x, classes } = this.#points;
    for (let i = 0; i < BATCH_SIZE; i++) {
      if (!this.#order.length) this.#order = shuffled(classes.length, this.#random);
      const point = this.#order.pop() as number;
      this.#batch.x.set(x.subarray(2 * point, 2 * point + 2), 2 * i);
      this.#batch.classes[i] = classes[point];
    }
    return this.#batch;
  }

  advance(steps: number, rate: number) {
    const { batch } = this.#buffers;
    for (let i = 0; i < steps; i++, this.steps++) {
      const { x, classes } = this.#nextBatch();
      for (const network of this.networks) {
        network.forward(x, batch);
        network.backward(x, classes, batch);
        network.step(rate);
      }
    }
  }

  /** The scores of both networks over all points. */
  sides(): Score[] {
    const { x, classes } = this.#points;
    const { all } = this.#buffers;
    return this.networks.map((network) => {
      network.forward(x, all);
      const right = all.logits.view.reduce((count, logit, i) => count + Number(logit > 0 === classes[i] > 0), 0);
      return { loss: network.loss(classes, all), accuracy: right / classes.length };
    });
  }

  pictures(): PlanePicture[] {
    const { grid: buffers } = this.#buffers;
    return this.networks.map((network) => {
      network.forward(gridPoints, buffers);
      const boundary = contour(buffers.logits.view, GRID_SIZE);
      const probabilities = this.kassei.sigmoid(buffers.logits, { out: buffers.logits }).view;
      return { grid: Uint8ClampedArray.from(probabilities, (p) => 255 * p), boundary };
    });
  }

  free() {
    for (const buffers of Object.values(this.#buffers)) buffers.free();
  }
}
