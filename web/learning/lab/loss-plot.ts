import { Chart, LineController, LineElement, PointElement } from 'chart.js';
import { writeRows } from '../../dom/table-rows.ts';
import { type Axis, axisOver, niceStep } from '../../model/axis.ts';
import { fill } from '../../model/format.ts';
import { colour, type Dataset, linearScale, Plot } from '../../plot/chart.ts';
import type { Score } from '../engine/training.ts';
import { type LearningLabels, percent, short } from '../picture/labels.ts';

Chart.register(LineController, LineElement, PointElement);

interface Moment {
  steps: number;
  sides: Score[];
}

/** Points of a curve: beyond that, every second one is dropped. */
const MOST_MOMENTS = 240;
/** Rows of the table. */
const MOST_ROWS = 20;
const SIDE_STYLES = [
  { borderColor: 'value', borderDash: [] },
  { borderColor: 'slope', borderDash: [7, 5] },
];

/** Every n-th element, counted from the end so that the last one stays. */
const everyNth = <T>(all: T[], n: number) => all.filter((_, i) => (all.length - 1 - i) % n === 0);

/** The losses of both networks over the steps, as a plot and a table. */
export class LossPlot {
  #moments: Moment[] = [];
  readonly #plot;

  constructor(
    container: Element,
    readonly table: HTMLTableElement,
    readonly labels: LearningLabels,
  ) {
    this.#plot = new Plot(container, 'line');
  }

  clear() {
    this.#moments = [];
    this.#draw(this.labels.loss);
    writeRows(this.table.tBodies[0], []);
  }

  add(moment: Moment) {
    this.#moments.push(moment);
    if (this.#moments.length > MOST_MOMENTS) this.#moments = everyNth(this.#moments, 2);
  }

  draw([first, second]: string[]) {
    this.#draw(fill(this.labels.lossPlot, { first, second, steps: String(this.#steps) }));
  }

  get #steps() {
    return this.#moments.at(-1)?.steps ?? 0;
  }

  #draw(description: string) {
    const steps = this.#steps;
    const losses = (side: number) => this.#moments.map((moment) => ({ x: moment.steps, y: moment.sides[side].loss }));
    const datasets = SIDE_STYLES.map(
      ({ borderColor, borderDash }, side): Dataset => ({
        data: losses(side),
        borderColor: colour(borderColor),
        borderDash,
        borderWidth: 2.5,
        pointRadius: 0,
      }),
    );
    const all = datasets.flatMap(({ data }) => data.map(({ y }) => y));
    // ln 2 is the loss of a network that always answers one half; it scales the empty plot.
    const highest = axisOver(all.length ? all : [Math.LN2]);
    const horizontal: Axis = { min: 0, max: Math.max(steps, 1), step: niceStep(Math.max(steps, 5), 5) };
    this.#plot.draw(datasets, { x: linearScale(horizontal), y: linearScale({ ...highest, min: 0 }) }, description);
  }

  writeTable(names: string[]) {
    const heads = [
      this.labels.tableStep,
      ...[this.labels.tableLoss, this.labels.tableRight].flatMap((head) => names.map((name) => fill(head, { name }))),
    ];
    [...(this.table.tHead?.rows[0].cells ?? [])].forEach((cell, i) => {
      cell.textContent = heads[i];
    });
    const shown = everyNth(this.#moments, Math.ceil(this.#moments.length / MOST_ROWS));
    writeRows(
      this.table.tBodies[0],
      shown.map(({ steps, sides }) => [
        String(steps),
        ...sides.map(({ loss }) => short(loss)),
        ...sides.map(({ accuracy }) => percent(accuracy)),
      ]),
    );
  }
}
