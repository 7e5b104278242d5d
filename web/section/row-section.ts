import { BarController, BarElement, Chart } from 'chart.js';
import { write } from '../dom/write.ts';
import type { Axis } from '../model/axis.ts';
import {
  type Bar,
  barNumber,
  describeRow,
  evaluateRow,
  formatRow,
  inputAxis,
  isHalved,
  outputAxis,
  type Row,
} from '../model/row.ts';
import { temperature } from '../model/settings.ts';
import {
  categoryScale,
  colour,
  type Dataset,
  linearScale,
  numberPlace,
  Plot,
  type Scales,
  writeAtBars,
} from '../plot/chart.ts';
import { Section } from './section.ts';

Chart.register(BarController, BarElement);

const writeNumbers = writeAtBars('center', (ctx, bar, { y }) => ctx.fillText(barNumber(y), ...numberPlace(bar, y)));

/** One of the two panels: its dataset, its scale of bars, which is named at the outer edge, and its scale of values. */
function panel(id: 'before' | 'after', bars: Bar[], places: number, colours: string[], axis: Axis) {
  const dataset: Dataset = {
    type: 'bar',
    data: bars.map(({ value }, x) => ({ x, y: value })),
    backgroundColor: colours.map(colour),
    xAxisID: `${id}-x`,
    yAxisID: id,
    grouped: false,
    barPercentage: 0.8,
    categoryPercentage: 0.8,
  };
  const scales: Scales = {
    [`${id}-x`]: {
      ...categoryScale(
        Array.from({ length: places }, (_, i) => bars[i]?.name ?? ''),
        'italic',
      ),
      axis: 'x',
      position: id === 'before' ? 'top' : 'bottom',
    },
    [id]: { ...linearScale(axis), axis: 'y', position: 'left', stack: 'panels', stackWeight: 1 },
  };
  return { dataset, scales };
}

const gap: Scales[string] = {
  type: 'category',
  axis: 'y',
  position: 'left',
  stack: 'panels',
  stackWeight: 0.15,
  labels: [],
  border: { display: false },
};

/** The section of a function of a row: bars before and after, and a slider for each input. */
export class RowSection extends Section {
  readonly inputs = [...this.root.querySelectorAll<HTMLInputElement>('.inputs input')];
  readonly #reading = this.find('.reading p');

  protected createPlot(container: Element) {
    const plot = new Plot(container, 'bar', [writeNumbers]);
    const follow = (event: MouseEvent) => {
      const place = plot.read('before-x', event);
      const value = plot.read('before', event);
      const input = this.inputs[place ?? -1];
      if (!input || value === undefined || value < Number(input.min) || value > Number(input.max)) return;
      input.valueAsNumber = value;
      this.draw();
    };
    plot.canvas.addEventListener('click', follow);
    // A moving finger scrolls the page instead.
    plot.canvas.addEventListener('pointermove', (event) => {
      if (event.buttons && event.pointerType !== 'touch') follow(event);
    });
    return plot;
  }

  get temperature() {
    return Number(this.settings.get(this.entry)[temperature.name]);
  }

  get row(): Row {
    const given = this.inputs.map((input) => input.valueAsNumber);
    return evaluateRow(this.kassei, this.entry, given, this.temperature);
  }

  draw() {
    const { entry, labels, row: both } = this;
    const { inputs, outputs } = both;
    const text = formatRow(both);
    write(this.#reading, text);
    this.root.dispatchEvent(new Event('draw'));
    inputs.forEach(({ name, value }, i) => {
      this.inputs[i].setAttribute('aria-valuetext', `${name} = ${barNumber(value)}, ${text}`);
    });
    if (!this.plot) return;
    const colours = inputs.map((_, i) => (isHalved(both) && i >= outputs.length ? 'slope' : 'zero'));
    const before = panel('before', inputs, inputs.length, colours, inputAxis);
    const after = panel(
      'after',
      outputs,
      inputs.length,
      outputs.map(() => 'value'),
      outputAxis(entry, outputs),
    );
    this.plot.draw(
      [before.dataset, after.dataset],
      // Chart.js stacks scales from the bottom up.
      { ...after.scales, gap, ...before.scales },
      describeRow(labels, entry, both),
    );
  }
}
