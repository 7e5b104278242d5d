import type { ChartDataset, Scale } from 'chart.js';
import type { CurveFigure } from './figure.ts';
import { HATCH, names } from './overlay.ts';
import { colour, font } from './plot.ts';
import { at, curvature, type Point, sample } from './sample.ts';
import type { Host } from './tools.ts';

type Line = ChartDataset<'line', Point[]>;

/** Hands a file to the visitor. */
function download(content: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Not every browser has read it by now.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What the canvas shows, on paper, because it is itself transparent. */
function png({ plot }: CurveFigure): Promise<Blob> {
  const shown = (plot as NonNullable<typeof plot>).canvas;
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

/** The same lines, marks, numbers and names as on the canvas. */
function svg({ plot, zones }: CurveFigure): Blob {
  const { chart, canvas } = plot as NonNullable<typeof plot>;
  const { width, height, chartArea, scales, data } = chart;
  const { left, right, top, bottom } = chartArea;
  const X = (x: number) => scales.x.getPixelForValue(x).toFixed(2);
  const Y = (y: number) => scales.y.getPixelForValue(y).toFixed(2);
  const text = (x: number | string, y: number | string, anchor: string, content: string, fill = colour('quiet')) =>
    `<text x="${x}" y="${y}" dy=".35em" text-anchor="${anchor}" fill="${fill}">${escaped(content)}</text>`;
  const grid = (path: string, value: number) => `<path d="${path}" stroke="${colour(value === 0 ? 'zero' : 'grid')}"/>`;
  const ticks = ({ ticks }: Scale) => ticks.map(({ value, label }) => ({ value, label: String(label) }));
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
  // The first dataset lies over the others.
  const lines = (data.datasets as Line[]).filter(({ hidden }) => !hidden).toReversed();
  return new Blob(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font.family}" font-size="${font.size}">`,
      `<title>${escaped(canvas.getAttribute('aria-label') ?? '')}</title>`,
      `<clipPath id="plot"><path d="M${left} ${top}H${right}V${bottom}H${left}z"/></clipPath>`,
      `<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"><path d="${HATCH}" stroke="${colour('hatch')}"/></pattern>`,
      `<path d="M0 0H${width}V${height}H0z" fill="${colour('paper')}"/>`,
      ...shaded,
      ...ticks(scales.x).map(
        ({ value, label }) =>
          grid(`M${X(value)} ${top}V${bottom}`, value) + text(X(value), bottom + 16, 'middle', label),
      ),
      ...ticks(scales.y).map(
        ({ value, label }) => grid(`M${left} ${Y(value)}H${right}`, value) + text(left - 8, Y(value), 'end', label),
      ),
      ...lines.map(curve),
      ...names(chart).map(({ label, colour, x, y }) => text(x, y, 'start', label, colour)),
      '</svg>',
    ],
    { type: 'image/svg+xml' },
  );
}

/** x, and f, f' and f'' of each function, at all points that a curve goes through. */
function csv({ drawn, kassei, view }: CurveFigure): Blob {
  const functions = drawn();
  const curves = functions.flatMap(({ entry, values }) => sample(kassei, entry, values, view.x).value);
  const x = [...new Set(curves.map((point) => point.x))].sort((a, b) => a - b);
  const columns = functions.flatMap(({ entry, values }) => {
    const points = at(kassei, entry, values, x);
    const second = curvature(kassei, entry, values, view.x, x).map(({ y }) => (Number.isNaN(y) ? '' : y));
    return [
      [entry.name, ...points.map(({ value }) => value)],
      [`${entry.name}'`, ...points.map(({ slope }) => slope)],
      [`${entry.name}'' (numeric)`, ...second],
    ];
  });
  const rows = ['x', ...x].map((x, i) => [x, ...columns.map((column) => column[i])].join(','));
  return new Blob([`${rows.join('\r\n')}\r\n`], { type: 'text/csv' });
}

const makers = { png, svg, csv };

/** Saves what a figure shows. */
export async function save({ id, figure }: Host, format: keyof typeof makers) {
  download(await makers[format](figure), `kassei-${id}.${format}`);
}
