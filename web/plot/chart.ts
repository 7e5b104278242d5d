import { CategoryScale, Chart, type ChartDataset, type ChartOptions, LinearScale, type Plugin } from 'chart.js';
import { type Axis, tickDigits, ticks } from '../model/axis.ts';
import type { Point } from '../model/curves.ts';
import { format } from '../model/format.ts';

Chart.register(LinearScale, CategoryScale);

export type Kind = 'line' | 'bar';
export type Dataset = ChartDataset<Kind, Point[]>;
export type Scales = NonNullable<ChartOptions<Kind>['scales']>;

export const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);

export const font = { family: 'system-ui, sans-serif', size: 13 };

/** A linear scale with the grid of the page. */
export const scale = (axis: Axis) => ({
  type: LinearScale.id as 'linear',
  min: axis.min,
  max: axis.max,
  border: { display: false },
  grid: {
    color: ({ tick }: { tick: { value: number } }) => colour(tick.value === 0 ? 'zero' : 'grid'),
    drawTicks: false,
  },
  ticks: {
    color: colour('quiet'),
    padding: 8,
    maxRotation: 0,
    font,
    callback: (value: string | number) => format(Number(value), tickDigits(axis)),
  },
  afterBuildTicks: (built: { ticks: { value: number }[] }) => {
    built.ticks = ticks(axis).map((value) => ({ value }));
  },
});

/** A scale with a name at each place. */
export const categories = (labels: string[], style: 'normal' | 'italic' = 'normal') => ({
  type: CategoryScale.id as 'category',
  labels,
  grid: { display: false },
  border: { display: false },
  ticks: { color: colour('quiet'), font: { ...font, style }, autoSkip: false },
});

/** Where the number of an upright bar stands. */
export const beyond = ({ x, y }: Point, value: number) =>
  [x, value < 0 ? y + 1.2 * font.size : y - 0.4 * font.size] as const;

/** Lets `write` put something at the end of each bar. */
export const atBars = (
  textAlign: CanvasTextAlign,
  write: (ctx: CanvasRenderingContext2D, end: Point, value: Point) => void,
): Plugin<Kind> => ({
  id: 'numbers',
  afterDatasetsDraw(chart) {
    const { ctx, data } = chart;
    Object.assign(ctx, { fillStyle: colour('ink'), font: `${font.size}px ${font.family}`, textAlign });
    data.datasets.forEach((dataset, i) => {
      chart.getDatasetMeta(i).data.forEach((bar, j) => {
        write(ctx, bar, dataset.data[j] as Point);
      });
    });
  },
});

/** Calls `draw` whenever the page's colours change. */
export function followColours(draw: () => void) {
  for (const preference of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(preference).addEventListener('change', draw);
  }
}

/** A live plot over the static one in `container`; `destroy` gives its memory back. */
export class Plot {
  readonly canvas = document.createElement('canvas');
  #chart?: Chart<Kind, Point[]>;

  constructor(
    container: Element,
    readonly type: Kind,
    readonly plugins: Plugin<Kind>[] = [],
    readonly indexAxis: 'x' | 'y' = 'x',
  ) {
    this.canvas.setAttribute('role', 'img');
    container.append(this.canvas);
  }

  /** There when something has been drawn: a chart draws itself at once, and what it has to show is best there by then. */
  get chart() {
    return this.#chart as Chart<Kind, Point[]>;
  }

  draw(datasets: Dataset[], scales: Scales, description: string, right = 0) {
    const layout = { padding: { right } };
    if (this.#chart) {
      this.#chart.data.datasets = datasets;
      Object.assign(this.#chart.options, { scales, layout });
      this.#chart.update('none');
    } else {
      const { type, plugins, indexAxis } = this;
      const options: ChartOptions<Kind> = {
        indexAxis,
        animation: false,
        parsing: false,
        normalized: true,
        events: [],
        maintainAspectRatio: false,
        scales,
        layout,
      };
      this.#chart = new Chart<Kind, Point[]>(this.canvas, { type, data: { datasets }, options, plugins });
    }
    this.canvas.setAttribute('aria-label', description);
  }

  /** The value of a scale under a pointer. */
  read(name: string, { offsetX, offsetY }: MouseEvent): number | undefined {
    const scale = this.#chart?.scales[name];
    return scale?.getValueForPixel(scale.isHorizontal() ? offsetX : offsetY);
  }

  destroy() {
    this.#chart?.destroy();
    this.canvas.remove();
  }
}
