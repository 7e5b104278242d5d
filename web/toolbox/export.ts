import { curvature, evaluateAt, sample } from '../model/curves.ts';
import { isHalved } from '../model/row.ts';
import { type LivePicture, looks } from '../plot/canvas.ts';
import type { CurvePlot } from '../plot/curve-plot.ts';
import { paintSvg } from '../plot/svg.ts';
import type { RowSection } from '../section/row-section.ts';
import type { Host } from './host.ts';

function download(content: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers read the file only after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const plotPng = ({ plot }: Host) =>
  new Promise<Blob>((resolve) => (plot as LivePicture).canvas.toBlob((blob) => resolve(blob as Blob)));

/** The picture as SVG, with the looks that its marks have on the page. */
function plotSvg({ picture, plot }: Host) {
  const { width, height, description } = picture;
  const { size, family } = (plot as LivePicture).measures;
  const declare = (look: object) => Object.entries(look).map(([name, value]) => `${name}: ${value}`);
  const rules = Array.from(looks, ([selector, look]) => `${selector} { ${declare(look).join('; ')} }`);
  const head = `<title>${description}</title><style>svg { font: ${size}px ${family} }\n${rules.join('\n')}</style>`;
  return paintSvg(picture).replace(
    /^<svg (viewBox="[^"]+")[^>]*>/,
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" $1>${head}`,
  );
}

const csv = (rows: (string | number)[][]) => rows.map((row) => `${row.join(',')}\r\n`).join('');

/** CSV of x and each function's f, f' and f'', at all points of the curves. */
function curvesCsv({ drawn, kassei, view }: CurvePlot) {
  const functions = drawn();
  const curves = functions.flatMap(({ entry, values }) => sample(kassei, entry, values, view.x).value);
  const x = [...new Set(curves.map((point) => point.x))].sort((a, b) => a - b);
  const columns = functions.flatMap(({ entry, values }) => {
    const points = evaluateAt(kassei, entry, values, x);
    const second = curvature(kassei, entry, values, view.x, x).map(({ y }) => (Number.isNaN(y) ? '' : y));
    return [
      [entry.name, ...points.map(({ value }) => value)],
      [`${entry.name}'`, ...points.map(({ slope }) => slope)],
      [`${entry.name}'' (numeric)`, ...second],
    ];
  });
  return csv(['x', ...x].map((x, i) => [x, ...columns.map((column) => column[i])]));
}

/** CSV of each place in the row: inputs, the temperature if the function has one, and the output. */
function rowCsv({ row, temperature: T, controls }: RowSection) {
  const { inputs, outputs } = row;
  const warmth = controls.has('temperature') ? { T } : {};
  const lines = outputs.map(({ value: y }, i) => {
    const given = isHalved(row) ? { a: inputs[i].value, b: inputs[i + outputs.length].value } : { x: inputs[i].value };
    return { i: i + 1, ...given, ...warmth, y };
  });
  return csv([Object.keys(lines[0]), ...lines.map((line) => Object.values(line))]);
}

const exporters = {
  png: plotPng,
  svg: (host: Host) => new Blob([plotSvg(host)], { type: 'image/svg+xml' }),
  csv: (host: Host) => new Blob(['curvePlot' in host ? curvesCsv(host.curvePlot) : rowCsv(host)], { type: 'text/csv' }),
};

/** Offers the plot as a file for download. */
export async function savePlot(host: Host, format: keyof typeof exporters) {
  download(await exporters[format](host), `kassei-${host.id}.${format}`);
}
