import type { BarElement, CartesianScaleOptions, ChartDataset, Scale } from 'chart.js';
import { curvature, evaluateAt, type Point, sample } from '../model/curves.ts';
import { barNumber, isHalved } from '../model/row.ts';
import { temperature } from '../model/settings.ts';
import { colour, font, numberPlace, type Plot } from '../plot/chart.ts';
import type { CurvePlot } from '../plot/curve-plot.ts';
import { HATCH } from '../plot/line-style.ts';
import { placeNames } from '../plot/zones-and-labels.ts';
import type { RowSection } from '../section/row-section.ts';
import type { Host } from './host.ts';

type Line = ChartDataset<'line', Point[]>;
type Bars = ChartDataset<'bar', Point[]>;

function download(content: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers read the file only after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The canvas as PNG, with a background because the canvas is transparent. */
function plotPng({ plot }: Host): Promise<Blob> {
  const shown = (plot as Plot).canvas;
  const canvas = document.createElement('canvas');
  canvas.width = shown.width;
  canvas.height = shown.height;
  const ctx = canvas.getContext('2d') as CanvasRenderingContext2D;
  ctx.fillStyle = colour('paper');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(shown, 0, 0);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob as Blob)));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const round = (value: number) => Number(value.toFixed(2));

type SvgAttributes = Record<string, string | number>;

const svgText = (x: number, y: number, content: string, attributes: SvgAttributes) => {
  const all = Object.entries({ x: round(x), y: round(y), ...attributes }).map(([name, value]) => ` ${name}="${value}"`);
  return `<text${all.join('')}>${escaped(content)}</text>`;
};

/** Centres a text vertically on its place. */
const MIDDLE = { dy: '.35em' };

const ANCHORS: Record<string, string> = { left: 'start', center: 'middle', right: 'end' };

/** A scale's grid lines, if it has any, and labels. */
function svgAxis(scale: Scale): string[] {
  const area = scale.chart.chartArea;
  const lines = (scale.options as CartesianScaleOptions).grid.display ? scale.ticks : [];
  return [
    ...lines.map(({ value }) => {
      const place = scale.getPixelForValue(value).toFixed(2);
      const path = scale.isHorizontal()
        ? `M${place} ${area.top}V${area.bottom}`
        : `M${area.left} ${place}H${area.right}`;
      return `<path d="${path}" stroke="${colour(value === 0 ? 'zero' : 'grid')}"/>`;
    }),
    ...scale.getLabelItems(area).map(({ label, font, textOffset, options: { translation, textAlign } }) => {
      const [x, y] = translation as [number, number];
      const anchor = ANCHORS[textAlign as string];
      const attributes = {
        ...MIDDLE,
        'text-anchor': anchor,
        'font-style': font.style ?? 'normal',
        fill: colour('quiet'),
      };
      return label ? svgText(x, y + textOffset, String(label), attributes) : '';
    }),
  ];
}

/** The live plot as SVG, with all that the canvas shows. */
export function plotSvg(host: Host): string {
  const { chart, canvas } = host.plot as Plot;
  const { width, height, chartArea, scales, data } = chart;
  const { left, right, top, bottom } = chartArea;
  const X = (x: number) => scales.x.getPixelForValue(x).toFixed(2);
  const Y = (y: number) => scales.y.getPixelForValue(y).toFixed(2);
  const zones = 'curvePlot' in host ? host.curvePlot.zones : [];
  const shaded = zones.map(({ kind, from, to }) => {
    const area = `d="M${X(from)} ${top}H${X(to)}V${bottom}H${X(from)}z"`;
    return `<path ${area} fill="${colour('zone')}"/>${kind === 'dead' ? `<path ${area} fill="url(#hatch)"/>` : ''}`;
  });
  const mark = (x: string, y: string, { pointRadius: r, pointStyle, backgroundColor, borderColor }: Line) =>
    pointStyle === 'rectRot'
      ? `<path d="M${x} ${y}m0-${r}l${r} ${r}l-${r} ${r}l-${r}-${r}z" fill="${backgroundColor}" stroke="${borderColor}"/>`
      : `<circle cx="${x}" cy="${y}" r="${r}" fill="${backgroundColor}"/>`;
  const curve = (line: Line) => {
    const { data, borderColor, borderWidth, borderDash } = line;
    const drawn = data.map(({ y }) => Number.isFinite(y));
    if (line.showLine === false) return data.map(({ x, y }, i) => (drawn[i] ? mark(X(x), Y(y), line) : '')).join('');
    const path = data.map(({ x, y }, i) => (drawn[i] ? `${drawn[i - 1] ? 'L' : 'M'}${X(x)} ${Y(y)}` : ''));
    return `<path d="${path.join('')}" fill="none" stroke="${borderColor}" stroke-width="${borderWidth}" stroke-dasharray="${borderDash}" clip-path="url(#plot)"/>`;
  };
  const bars = ({ data, backgroundColor }: Bars, i: number) =>
    (chart.getDatasetMeta(i).data as unknown as BarElement[]).map((bar, j) => {
      const { x, y, base, width } = bar.getProps(['x', 'y', 'base', 'width']) as Record<string, number>;
      const path = `M${round(x - width / 2)} ${round(base)}V${round(y)}h${round(width)}V${round(base)}z`;
      return `<path d="${path}" fill="${(backgroundColor as string[])[j]}"/>${svgText(...numberPlace({ x, y }, data[j].y), barNumber(data[j].y), { 'text-anchor': 'middle', fill: colour('ink') })}`;
    });
  const drawn = data.datasets.flatMap((dataset, i) => {
    if (dataset.hidden) return [];
    return dataset.type === 'bar' ? bars(dataset as Bars, i).join('') : curve(dataset as Line);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font.family}" font-size="${font.size}">`,
    `<title>${escaped(canvas.getAttribute('aria-label') ?? '')}</title>`,
    `<clipPath id="plot"><path d="M${left} ${top}H${right}V${bottom}H${left}z"/></clipPath>`,
    `<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"><path d="${HATCH}" stroke="${colour('hatch')}"/></pattern>`,
    `<path d="M0 0H${width}V${height}H0z" fill="${colour('paper')}"/>`,
    ...shaded,
    ...Object.values(scales).flatMap(svgAxis),
    // Chart.js draws the first dataset on top.
    ...drawn.reverse(),
    ...placeNames(chart).map(({ label, colour, x, y }) =>
      svgText(x, y, label, { ...MIDDLE, 'text-anchor': 'start', fill: colour }),
    ),
    '</svg>',
  ].join('\n');
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
  const warmth = controls.has(temperature.name) ? { T } : {};
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
