import type { Plugin } from 'chart.js';
import { colour, type Dataset, font, type Kind } from './plot.ts';
import type { Zone } from './sample.ts';

/** Functions that one plot shows at most: so many lines can be told apart. */
export const MOST = 6;

/** Patterns of the lines of several functions; their colours are --line-0 to --line-5. */
export const dashes = [[], [10, 4], [2, 3], [10, 3, 2, 3], [5, 3], [14, 3, 2, 3, 2, 3]];

/** Room for the names at the right, in pixels. */
export const roomFor = (names: string[]) => 14 + Math.max(0, ...names.map((name) => name.length)) * 7;

/** Shades the zones: faint ones evenly, dead ones with lines too. */
export const shade = (zones: () => Zone[]): Plugin<Kind> => ({
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

/** Writes the datasets' labels at the ends of their lines, apart from each other. */
export const nameLines: Plugin<Kind> = {
  id: 'names',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea, scales, data } = chart;
    const labels = (data.datasets as Dataset[])
      .filter(({ label, hidden }) => label && !hidden)
      .map(({ label, data, borderColor }) => {
        const last = data.findLast(({ y }) => Number.isFinite(y));
        const y = scales.y.getPixelForValue(last?.y ?? 0);
        return { label, borderColor, y: Math.min(Math.max(y, chartArea.top + 4), chartArea.bottom - 4) };
      })
      .sort((a, b) => a.y - b.y);
    const height = font.size + 3;
    labels.forEach((label, i) => {
      if (i > 0) label.y = Math.max(label.y, labels[i - 1].y + height);
    });
    // Those that were pushed below the plot push the others up.
    labels.reduceRight((limit, label) => {
      label.y = Math.min(label.y, limit);
      return label.y - height;
    }, chartArea.bottom);
    ctx.save();
    ctx.font = `${font.size}px ${font.family}`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    for (const { label, borderColor, y } of labels) {
      ctx.fillStyle = String(borderColor);
      ctx.fillText(String(label), chartArea.right + 8, y);
    }
    ctx.restore();
  },
};
