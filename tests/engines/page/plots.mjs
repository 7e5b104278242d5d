// The content of every function's chart, read for the test that knows what it must be.
import { catalogue } from '/dist/catalogue.js';
import { chartIn, enter, slide } from './tools.mjs';

/** A function's plot: f and f' alone at first, and after its first slider has been moved. */
async function readPlot({ name }) {
  const section = document.getElementById(name);
  enter(section);
  const chart = await chartIn(section);
  const curves = () =>
    chart.data.datasets
      .slice(-3, -1)
      .map(({ data }) => data.filter(({ y }) => Number.isFinite(y)).map(({ x, y }) => [x, y]));
  const read = { name, curves: curves() };
  const slider = section.querySelector('.parameter [type=range]');
  if (!slider) return read;
  const value = slide(slider, 0.37);
  const { parameter } = slider.closest('.parameter').dataset;
  return { ...read, parameter, value, moved: curves() };
}

async function readBars({ name }) {
  const section = document.getElementById(name);
  enter(section);
  const chart = await chartIn(section);
  return { name, bars: chart.data.datasets.map(({ data }) => data.map(({ y }) => y)) };
}

export async function plots() {
  const found = { plots: [], bars: [] };
  for (const entry of catalogue) {
    if (entry.kind === 'rowwise') found.bars.push(await readBars(entry));
    else found.plots.push(await readPlot(entry));
  }
  return found;
}
