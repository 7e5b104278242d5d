import type { Kassei } from '../../model/curves.ts';
import type { Choice } from './activation-choice.ts';
import { contour } from './contour.ts';
import { type Points, REACH } from './datasets.ts';
import { initial, Network, Passage, type Shape } from './network.ts';
import { random } from './random.ts';

/** What a training starts from. */
export interface Setting {
  points: Points;
  shape: Shape;
  seed: number;
  pair: Choice[];
}

/** How far one of the two networks is. */
export interface Side {
  loss: number;
  /** The share of points that are on their side of the boundary. */
  accuracy: number;
}

export interface Picture {
  /** For each place of the grid the probability of the first class, 0 to 255. */
  grid: Uint8ClampedArray<ArrayBuffer>;
  /** The boundary, as the path of an SVG. */
  boundary: string;
}

const BATCH = 32;
/** Places of the grid along each axis. */
export const GRID = 48;

/** The middles of the grid's cells, from the upper left corner, row after row. */
const grid = Float32Array.from({ length: 2 * GRID * GRID }, (_, i) => {
  const cell = i >> 1;
  const along = ((i % 2 ? GRID - 1 - Math.floor(cell / GRID) : cell % GRID) + 0.5) / GRID;
  return REACH * (2 * along - 1);
});

/** Every number below `count` once, in an order from the random numbers (Fisher and Yates). */
function shuffled(count: number, next: () => number) {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * next());
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Two networks that differ in their activation alone: the same weights at the start, the same points in the same batches. */
export class Training {
  steps = 0;
  readonly networks: Network[];
  readonly #points;
  readonly #passages;
  readonly #next;
  readonly #batch = { x: new Float32Array(2 * BATCH), classes: new Float32Array(BATCH) };
  #order: number[] = [];

  constructor(
    readonly kassei: Kassei,
    { points, shape, seed, pair }: Setting,
  ) {
    const start = initial(shape, seed);
    this.networks = pair.map((choice) => new Network(kassei, choice, shape, start.slice()));
    this.#points = points;
    this.#next = random(~seed);
    const passage = (count: number) => new Passage(kassei, shape, count);
    this.#passages = { batch: passage(BATCH), all: passage(points.classes.length), grid: passage(GRID * GRID) };
  }

  /** The points of the next step; when each has had its turn, they begin again in another order. */
  #draw() {
    const { x, classes } = this.#points;
    for (let i = 0; i < BATCH; i++) {
      if (!this.#order.length) this.#order = shuffled(classes.length, this.#next);
      const point = this.#order.pop() as number;
      this.#batch.x.set(x.subarray(2 * point, 2 * point + 2), 2 * i);
      this.#batch.classes[i] = classes[point];
    }
    return this.#batch;
  }

  advance(steps: number, rate: number) {
    const { batch } = this.#passages;
    for (let i = 0; i < steps; i++, this.steps++) {
      const { x, classes } = this.#draw();
      for (const network of this.networks) {
        network.forward(x, batch);
        network.backward(x, classes, batch);
        network.step(rate);
      }
    }
  }

  /** How far both are, over all points. */
  sides(): Side[] {
    const { x, classes } = this.#points;
    const { all } = this.#passages;
    return this.networks.map((network) => {
      network.forward(x, all);
      const right = all.logits.view.reduce((count, logit, i) => count + Number(logit > 0 === classes[i] > 0), 0);
      return { loss: network.loss(classes, all), accuracy: right / classes.length };
    });
  }

  pictures(): Picture[] {
    const { grid: passage } = this.#passages;
    return this.networks.map((network) => {
      network.forward(grid, passage);
      const boundary = contour(passage.logits.view, GRID);
      const probabilities = this.kassei.sigmoid(passage.logits, { out: passage.logits }).view;
      return { grid: Uint8ClampedArray.from(probabilities, (p) => 255 * p), boundary };
    });
  }

  free() {
    for (const passage of Object.values(this.#passages)) passage.free();
  }
}
