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

/** A linear scale in the style of the pictures. */
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

export const hiddenScale = (min: number, max: number) => ({ type: 'linear' as const, display: false, min, max });

/** Calls `draw` whenever the page's colours change: canvases take no part in the style sheet. */
export function onColourChange(draw: () => void) {
  for (const preference of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(preference).addEventListener('change', draw);
  }
}

/** A chart on a canvas in `container`. */
export class Plot {
  readonly canvas = document.createElement('canvas');
  /** The canvas' box, of whole pixels: Chart.js gives it as many, and stretches it. */
  readonly #box = document.createElement('div');
  #chart?: Chart<ChartKind, Point[]>;

  constructor(
    container: Element,
    readonly type: ChartKind,
    readonly options: ChartOptions<ChartKind> = {},
    readonly plugin: Plugin<ChartKind> = { id: 'none' },
  ) {
    this.canvas.setAttribute('role', 'img');
    this.#box.className = 'pixels';
    this.#box.append(this.canvas);
    container.append(this.#box);
  }

  /** Creating a chart draws it, so it is created with its first data. */
  draw(datasets: Dataset[], scales: Scales, description: string) {
    if (this.#chart) {
      this.#chart.data.datasets = datasets;
      this.#chart.options.scales = scales;
      this.#chart.update('none');
    } else {
      const options: ChartOptions<ChartKind> = {
        animation: false,
        parsing: false,
        normalized: true,
        events: [],
        maintainAspectRatio: false,
        scales,
        ...this.options,
      };
      const config = { type: this.type, data: { datasets }, options, plugins: [this.plugin] };
      this.#chart = new Chart<ChartKind, Point[]>(this.canvas, config);
    }
    this.canvas.setAttribute('aria-label', description);
  }

  destroy() {
    this.#chart?.destroy();
    this.#box.remove();
  }
}
