import { CategoryScale, Chart, type ChartDataset, type ChartOptions, LinearScale, type Plugin } from 'chart.js';
import { type Axis, tickDigits, ticks } from '../model/axis.ts';
import type { Point } from '../model/curves.ts';
import { format } from '../model/format.ts';

Chart.register(LinearScale, CategoryScale);

export type ChartKind = 'line' | 'bar';
export type Dataset = ChartDataset<ChartKind, Point[]>;
export type Scales = NonNullable<ChartOptions<ChartKind>['scales']>;

export const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);

export const font = { family: 'system-ui, sans-serif', size: 13 };

/** A linear scale in the style of the static plots. */
export const linearScale = (axis: Axis) => ({
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

/** A scale with one name for each bar. */
export const categoryScale = (labels: string[], style: 'normal' | 'italic' = 'normal') => ({
  type: CategoryScale.id as 'category',
  labels,
  grid: { display: false },
  border: { display: false },
  ticks: { color: colour('quiet'), font: { ...font, style }, autoSkip: false },
});

/** The place of a vertical bar's number: beyond the bar's end. */
export const numberPlace = ({ x, y }: Point, value: number) =>
  [x, value < 0 ? y + 1.2 * font.size : y - 0.4 * font.size] as const;

/** A plugin that lets `write` draw at the end of each bar. */
export const writeAtBars = (
  textAlign: CanvasTextAlign,
  write: (ctx: CanvasRenderingContext2D, end: Point, value: Point) => void,
): Plugin<ChartKind> => ({
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

/** Calls `draw` whenever the page's colours change: canvases take no part in the style sheet. */
export function onColourChange(draw: () => void) {
  for (const preference of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(preference).addEventListener('change', draw);
  }
}

/** A live plot over the static one in `container`. */
export class Plot {
  readonly canvas = document.createElement('canvas');
  #chart?: Chart<ChartKind, Point[]>;

  constructor(
    container: Element,
    readonly type: ChartKind,
    readonly plugins: Plugin<ChartKind>[] = [],
    readonly indexAxis: 'x' | 'y' = 'x',
  ) {
    this.canvas.setAttribute('role', 'img');
    container.append(this.canvas);
  }

  /** The chart, once `draw` has been called. Creating one draws it, so it is created with its first data. */
  get chart() {
    return this.#chart as Chart<ChartKind, Point[]>;
  }

  draw(datasets: Dataset[], scales: Scales, description: string, right = 0) {
    const layout = { padding: { right } };
    if (this.#chart) {
      this.#chart.data.datasets = datasets;
      Object.assign(this.#chart.options, { scales, layout });
      this.#chart.update('none');
    } else {
      const { type, plugins, indexAxis } = this;
      const options: ChartOptions<ChartKind> = {
        indexAxis,
        animation: false,
        parsing: false,
        normalized: true,
        events: [],
        maintainAspectRatio: false,
        scales,
        layout,
      };
      this.#chart = new Chart<ChartKind, Point[]>(this.canvas, { type, data: { datasets }, options, plugins });
    }
    this.canvas.setAttribute('aria-label', description);
  }

  /** The value of a scale at the pointer. */
  read(name: string, { offsetX, offsetY }: MouseEvent): number | undefined {
    const scale = this.#chart?.scales[name];
    return scale?.getValueForPixel(scale.isHorizontal() ? offsetX : offsetY);
  }

  destroy() {
    this.#chart?.destroy();
    this.canvas.remove();
  }
}
