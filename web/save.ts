import type { ChartDataset } from 'chart.js';
import type { CurveFigure } from './figure.ts';
import { colour, font } from './plot.ts';
import { at, curvature, type Point, sample } from './sample.ts';
import type { Host } from './tools.ts';
import { format } from './words.ts';

/** Hands a file to the visitor. */
function download(content: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
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

/** The same lines, numbers and names as on the canvas. */
function svg({ plot }: CurveFigure): Blob {
  const { chart } = plot as NonNullable<typeof plot>;
  const { width, height, chartArea, scales, data } = chart;
  const { left, right, top, bottom } = chartArea;
  const round = (value: number) => value.toFixed(2);
  const X = (x: number) => round(scales.x.getPixelForValue(x));
  const Y = (y: number) => round(scales.y.getPixelForValue(y));
  const text = (x: number | string, y: number | string, anchor: string, content: string, fill = colour('quiet')) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}">${escaped(content)}</text>`;
  const stroke = (value: number) => `stroke="${colour(value === 0 ? 'zero' : 'grid')}"`;
  const grid = [
    ...scales.x.ticks.map(
      ({ value }) =>
        `<path d="M${X(value)} ${top}V${bottom}" ${stroke(value)}/>${text(X(value), bottom + 22, 'middle', format(value))}`,
    ),
    ...scales.y.ticks.map(
      ({ value }) =>
        `<path d="M${left} ${Y(value)}H${right}" ${stroke(value)}/>${text(left - 8, Number(Y(value)) + 4, 'end', format(value))}`,
    ),
  ];
  const curve = ({
    data,
    borderColor,
    borderWidth,
    borderDash,
    showLine,
    pointRadius,
    label,
  }: ChartDataset<'line', Point[]>) => {
    const points = data.filter(({ y }) => Number.isFinite(y));
    if (showLine === false) {
      return points
        .map(({ x, y }) => `<circle cx="${X(x)}" cy="${Y(y)}" r="${pointRadius}" fill="${borderColor}"/>`)
        .join('');
    }
    const path = data.map(({ x, y }, i) => {
      if (!Number.isFinite(y)) return '';
      return `${Number.isFinite(data[i - 1]?.y) ? 'L' : 'M'}${X(x)} ${Y(y)}`;
    });
    const dash = (borderDash as number[] | undefined)?.join(' ') ?? '';
    const last = points.at(-1);
    const name =
      label && last
        ? text(right + 8, Math.min(Math.max(Number(Y(last.y)), top), bottom) + 4, 'start', label, String(borderColor))
        : '';
    return `<path d="${path.join('')}" fill="none" stroke="${borderColor}" stroke-width="${borderWidth}" stroke-dasharray="${dash}" clip-path="url(#plot)"/>${name}`;
  };
  const datasets = (data.datasets as ChartDataset<'line', Point[]>[]).filter(({ hidden }) => !hidden);
  return new Blob(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font.family}" font-size="${font.size}">`,
      `<title>${escaped(plot?.canvas.getAttribute('aria-label') ?? '')}</title>`,
      `<clipPath id="plot"><path d="M${left} ${top}H${right}V${bottom}H${left}z"/></clipPath>`,
      `<path d="M0 0H${width}V${height}H0z" fill="${colour('paper')}"/>`,
      ...grid,
      ...datasets.map(curve),
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
