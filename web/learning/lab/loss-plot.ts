import { Chart, LineController, LineElement, PointElement } from 'chart.js';
import { writeRows } from '../../dom/table-rows.ts';
import { type Axis, axisOver, niceStep } from '../../model/axis.ts';
import { fill } from '../../model/format.ts';
import { colour, type Dataset, Plot, scale } from '../../plot/chart.ts';
import type { Side } from '../engine/training.ts';
import { type LearningLabels, percent, short } from '../picture/labels.ts';

Chart.register(LineController, LineElement, PointElement);

interface Moment {
  steps: number;
  sides: Side[];
}

/** Points of a curve: when there are more, every second one goes. */
const MOST = 240;
const ROWS = 20;
const STYLES = [
  { borderColor: 'value', borderDash: [] },
  { borderColor: 'slope', borderDash: [7, 5] },
];

/** Every n-th of them, counted so that the last one stays. */
const thinned = <T>(all: T[], n: number) => all.filter((_, i) => (all.length - 1 - i) % n === 0);

/** The losses of both networks over the steps: a plot and a table. */
export class Losses {
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
    if (this.#moments.length > MOST) this.#moments = thinned(this.#moments, 2);
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
    const datasets = STYLES.map(
      ({ borderColor, borderDash }, side): Dataset => ({
        data: losses(side),
        borderColor: colour(borderColor),
        borderDash,
        borderWidth: 2.5,
        pointRadius: 0,
      }),
    );
    const all = datasets.flatMap(({ data }) => data.map(({ y }) => y));
    // With nothing to show, as if there were a network that always says "one half".
    const highest = axisOver(all.length ? all : [Math.LN2]);
    const along: Axis = { min: 0, max: Math.max(steps, 1), step: niceStep(Math.max(steps, 5), 5) };
    this.#plot.draw(datasets, { x: scale(along), y: scale({ ...highest, min: 0 }) }, description);
  }

  write(names: string[]) {
    const heads = [
      this.labels.tableStep,
      ...[this.labels.tableLoss, this.labels.tableRight].flatMap((head) => names.map((name) => fill(head, { name }))),
    ];
    [...(this.table.tHead?.rows[0].cells ?? [])].forEach((cell, i) => {
      cell.textContent = heads[i];
    });
    const shown = thinned(this.#moments, Math.ceil(this.#moments.length / ROWS));
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
