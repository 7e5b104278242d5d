import type { Chart, Plugin } from 'chart.js';
import type { Point, Zone } from '../model/curves.ts';
import { type ChartKind, colour, type Dataset, font } from './chart.ts';

/** A plugin that shades the zones; dead ones are hatched too. */
export const shadeZones = (zones: () => Zone[]): Plugin<ChartKind> => ({
  id: 'zones',
  beforeDatasetsDraw({ ctx, chartArea: { top, bottom, left: start, right: end }, scales: { x } }) {
    for (const { kind, from, to } of zones()) {
      const left = Math.max(start, x.getPixelForValue(from));
      const right = Math.min(end, x.getPixelForValue(to));
      if (right <= left) continue;
      ctx.save();
      ctx.fillStyle = colour('zone');
      ctx.fillRect(left, top, right - left, bottom - top);
      if (kind === 'dead') {
        ctx.beginPath();
        ctx.rect(left, top, right - left, bottom - top);
        ctx.clip();
        ctx.beginPath();
        for (let at = left - (left % 8) - (bottom - top); at < right; at += 8) {
          ctx.moveTo(at, bottom);
          ctx.lineTo(at + bottom - top, top);
        }
        ctx.strokeStyle = colour('hatch');
        ctx.lineWidth = 1;
        ctx.stroke();
      }
      ctx.restore();
    }
  },
});

/** Places for the datasets' labels: at the ends of their lines, without overlap. */
export function placeNames({ chartArea, scales, data }: Chart<ChartKind, Point[]>) {
  const labels = (data.datasets as Dataset[])
    .filter(({ label, hidden }) => label && !hidden)
    .map(({ label, data, borderColor }) => {
      const last = data.findLast(({ y }) => Number.isFinite(y));
      const y = scales.y.getPixelForValue(last?.y ?? 0);
      return {
        label: String(label),
        colour: String(borderColor),
        y: Math.min(Math.max(y, chartArea.top + 4), chartArea.bottom - 4),
      };
    })
    .sort((a, b) => a.y - b.y);
  const height = font.size + 3;
  labels.forEach((label, i) => {
    if (i > 0) label.y = Math.max(label.y, labels[i - 1].y + height);
  });
  // Labels pushed below the plot move up, and push others up in turn.
  labels.reduceRight((limit, label) => {
    label.y = Math.min(label.y, limit);
    return label.y - height;
  }, chartArea.bottom);
  return labels.map((label) => ({ ...label, x: chartArea.right + 8 }));
}

export const writeNames: Plugin<ChartKind> = {
  id: 'names',
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.font = `${font.size}px ${font.family}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (const { label, colour, x, y } of placeNames(chart as Chart<ChartKind, Point[]>)) {
      ctx.fillStyle = colour;
      ctx.fillText(label, x, y);
    }
    ctx.restore();
  },
};
