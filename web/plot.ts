import { Chart, type ChartDataset, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { type Axis, type Curves, type Entry, horizontalAxis, type Point, ticks, verticalAxis } from './sample.ts';
import { format } from './words.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);

function line(name: string, dash: number[]): ChartDataset<'line', Point[]> {
  return { data: [], borderColor: colour(name), borderWidth: 2.5, borderDash: dash, pointRadius: 0 };
}

function scale(axis: Axis) {
  return {
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
      font: { family: 'system-ui, sans-serif', size: 13 },
      callback: (value: string | number) => format(Number(value)),
    },
    afterBuildTicks: (built: { ticks: { value: number }[] }) => {
      built.ticks = ticks(axis).map((value) => ({ value }));
    },
  };
}

/** What a plot shows. `standard` are the curves at the default parameters, which fix the vertical axis. */
export type Picture = {
  entry: Entry;
  standard: Curves;
  curves: Curves;
  showSlope: boolean;
  cursor: Point[];
  description: string;
};

/** A live plot over the static one in `container`; `destroy` gives its memory back. */
export class Plot {
  readonly canvas = document.createElement('canvas');
  #chart: Chart<'line', Point[]>;

  constructor(container: Element) {
    this.canvas.setAttribute('role', 'img');
    container.append(this.canvas);
    this.#chart = new Chart(this.canvas, {
      type: 'line',
      data: { datasets: [] },
      options: { animation: false, parsing: false, normalized: true, events: [], maintainAspectRatio: false },
    });
  }

  draw({ entry, standard, curves, showSlope, cursor, description }: Picture) {
    const point = {
      ...line('ink', []),
      data: cursor,
      showLine: false,
      pointRadius: 4,
      backgroundColor: colour('ink'),
      clip: 5,
    };
    this.#chart.data.datasets = [
      point,
      { ...line('value', []), data: curves.value },
      { ...line('slope', [7, 5]), data: curves.slope, hidden: !showSlope },
    ];
    this.#chart.options.scales = { x: scale(horizontalAxis(entry)), y: scale(verticalAxis(standard, curves)) };
    this.#chart.update('none');
    this.canvas.setAttribute('aria-label', description);
  }

  /** The x under a pointer, if it is over the plotted area. */
  x(event: PointerEvent): number | undefined {
    return this.#chart.scales.x?.getValueForPixel(event.offsetX);
  }

  destroy() {
    this.#chart.destroy();
    this.canvas.remove();
  }
}
