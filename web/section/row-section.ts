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
import { atBars, beyond, categories, colour, type Dataset, Plot, type Scales, scale } from '../plot/chart.ts';
import { Section } from './section.ts';

Chart.register(BarController, BarElement);

/** Writes each bar's value at its end. */
const numbers = atBars('center', (ctx, bar, { y }) => ctx.fillText(barNumber(y), ...beyond(bar, y)));

/** One of the picture's two panels, with the scales for its places, which are named at its outer edge, and its heights. */
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
      ...categories(
        Array.from({ length: places }, (_, i) => bars[i]?.name ?? ''),
        'italic',
      ),
      axis: 'x',
      position: id === 'before' ? 'top' : 'bottom',
    },
    [id]: { ...scale(axis), axis: 'y', position: 'left', stack: 'panels', stackWeight: 1 },
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

/** A function of a row of numbers: bars before and after, a slider for each input. */
export class BarsSection extends Section {
  readonly inputs = [...this.root.querySelectorAll<HTMLInputElement>('.inputs input')];
  readonly #reading = this.find('.reading p');

  protected create(container: Element) {
    const plot = new Plot(container, 'bar', [numbers]);
    const follow = (event: MouseEvent) => {
      const place = plot.read('before-x', event);
      const value = plot.read('before', event);
      const input = this.inputs[place ?? -1];
      if (!input || value === undefined || value < Number(input.min) || value > Number(input.max)) return;
      input.valueAsNumber = value;
      this.draw();
    };
    plot.canvas.addEventListener('click', follow);
    // A finger that moves here scrolls the page.
    plot.canvas.addEventListener('pointermove', (event) => {
      if (event.buttons && event.pointerType !== 'touch') follow(event);
    });
    return plot;
  }

  get row(): Row {
    const given = this.inputs.map((input) => input.valueAsNumber);
    return evaluateRow(this.kassei, this.entry, given, Number(this.values[temperature.name]));
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
      // The first scale of the stack is the lowest.
      { ...after.scales, gap, ...before.scales },
      describeRow(labels, entry, both),
    );
  }
}
