import { loops } from 'virtual:loops';
import { BarController, BarElement, Chart } from 'chart.js';
import { niceStep } from '../model/axis.ts';
import { activation, type Kassei } from '../model/curves.ts';
import { parameters } from '../model/formulas/textbook.mjs';
import type { Entry } from '../model/settings.ts';
import { colour, type Dataset, font, linearScale, onColourChange, Plot } from '../plot/chart.ts';
import { measureInTurns, sampleLength } from './stopwatch.ts';

Chart.register(BarController, BarElement);

/** Elements of a call: 64 KiB of float32. */
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

/** Nanoseconds per element, of Kassei and of plain JavaScript, for each function measured so far. */
let times: number[][] = [];
let running: AbortController | undefined;
let plot: Plot | undefined;

/** Starts the measurement, or stops a running one. */
export async function toggleMeasurement(kassei: Kassei) {
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
    showTimes([]);
    const length = sampleLength();
    for (const name of names) {
      const f = activation(kassei, { name });
      const options = { ...parameters[name], out };
      const milliseconds = await measureInTurns([() => f(input, options), () => loops[name](x, y)], length, stop);
      showTimes([...times, milliseconds.map((time) => (time * 1e6) / ELEMENTS)]);
    }
  } finally {
    input.free();
    out.free();
  }
}

/** Writes each bar's number at its end. */
function writeNumbers(chart: Chart) {
  Object.assign(chart.ctx, { fillStyle: colour('ink'), font: `${font.size}px ${font.family}`, textAlign: 'left' });
  times.forEach((pair, place) => {
    pair.forEach((time, side) => {
      const { x, y } = chart.getDatasetMeta(side).data[place];
      chart.ctx.fillText(format(time), x + 5, y + 4);
    });
  });
}

function showTimes(measured: number[][]) {
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
    const numbers = { id: 'numbers', afterDatasetsDraw: writeNumbers };
    plot = new Plot(find('.bars'), 'bar', { indexAxis: 'y' }, numbers);
    onColourChange(draw);
  }
  draw();
  // The table of properties copies its times from this one (sortable-table.ts).
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
      // 15% more than the longest bar leaves room for its number.
      x: { ...linearScale({ min: 0, max: longest * 1.15, step: niceStep(longest) }), position: 'top' },
      y: {
        type: 'category',
        labels: names,
        grid: { display: false },
        border: { display: false },
        ticks: { color: colour('quiet'), font, autoSkip: false },
      },
    },
    result.dataset.picture as string,
  );
}
