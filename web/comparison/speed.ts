import { loops } from 'virtual:loops';
import { BarController, BarElement, Chart } from 'chart.js';
import { niceStep } from '../model/axis.ts';
import { activation, type Kassei } from '../model/curves.ts';
import { parameters } from '../model/formulas/textbook.mjs';
import type { Entry } from '../model/settings.ts';
import { atBars, categories, colour, type Dataset, followColours, Plot, scale } from '../plot/chart.ts';
import { compare, sampleLength } from './stopwatch.ts';

Chart.register(BarController, BarElement);

const ELEMENTS = 16384;

const find = <E extends HTMLElement>(selector: string) => document.querySelector(`#speed ${selector}`) as E;
const button = find<HTMLButtonElement>('button');
const progress = find<HTMLProgressElement>('progress');
const status = find('[role=status]');
const result = find('.result');
const cells = [...find<HTMLTableElement>('table').tBodies[0].rows].map((row) => [...row.cells]);
const names = cells.map(([name]) => name.textContent as Entry['name']);

const { format } = new Intl.NumberFormat(document.documentElement.lang, {
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 2,
});

/** Nanoseconds an element, of Kassei and of plain JavaScript, for each function that has been measured. */
let times: number[][] = [];
let running: AbortController | undefined;
let plot: Plot | undefined;

/** Starts the measurement, or stops the one that runs. */
export async function press(kassei: Kassei) {
  if (running) return running.abort();
  running = new AbortController();
  const { signal } = running;
  const { stop, started, stopped, done } = button.dataset as Record<string, string>;
  const start = button.textContent;
  button.textContent = stop;
  status.textContent = started;
  progress.hidden = false;
  try {
    await measure(kassei, signal);
    const ratios = times.map(ratio).sort((a, b) => a - b);
    status.textContent = done.replace('…', format(ratios[ratios.length >> 1]));
  } catch (error) {
    if (!signal.aborted) throw error;
    status.textContent = stopped;
  } finally {
    running = undefined;
    progress.hidden = true;
    button.textContent = start;
  }
}

const ratio = ([kassei, plain]: number[]) => plain / kassei;

async function measure(kassei: Kassei, stop: AbortSignal) {
  const x = Float32Array.from({ length: ELEMENTS }, () => 12 * Math.random() - 6);
  const y = new Float32Array(ELEMENTS);
  const [input, out] = [x, y].map(({ length }) => kassei.allocate(length));
  input.view.set(x);
  try {
    show([]);
    const length = sampleLength();
    for (const name of names) {
      const f = activation(kassei, { name });
      const options = { ...parameters[name], out };
      const milliseconds = await compare([() => f(input, options), () => loops[name](x, y)], length, stop);
      show([...times, milliseconds.map((time) => (time * 1e6) / ELEMENTS)]);
    }
  } finally {
    input.free();
    out.free();
  }
}

function show(measured: number[][]) {
  times = measured;
  progress.value = times.length;
  result.hidden = false;
  cells.forEach(([, ...numbers], i) => {
    const row = times[i] && [...times[i], ratio(times[i])];
    numbers.forEach((cell, j) => {
      cell.textContent = row ? format(row[j]) : '';
    });
  });
  if (!plot) {
    const numbers = atBars('left', (ctx, bar, { x }) => ctx.fillText(format(x), bar.x + 5, bar.y + 4));
    plot = new Plot(find('.bars'), 'bar', [numbers], 'y');
    followColours(draw);
  }
  draw();
  // The table of properties, if it is there, takes its times from this one.
  result.dispatchEvent(new Event('measured', { bubbles: true }));
}

function draw() {
  const longest = Math.max(1, ...times.flat());
  const dataset = (side: number, colours: object): Dataset => ({
    type: 'bar',
    data: times.map((pair, y) => ({ x: pair[side], y })),
    categoryPercentage: 0.85,
    barPercentage: 0.9,
    ...colours,
  });
  plot?.draw(
    [
      dataset(0, { backgroundColor: colour('value') }),
      dataset(1, { backgroundColor: 'transparent', borderColor: colour('slope'), borderWidth: 1.5 }),
    ],
    {
      // Room for the number of the longest bar.
      x: { ...scale({ min: 0, max: longest * 1.15, step: niceStep(longest) }), position: 'top' },
      y: { ...categories(names), axis: 'y' },
    },
    result.dataset.picture as string,
  );
}
