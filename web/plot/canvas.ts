import { BarController, BarElement, Chart, LineController, LineElement, PointElement } from 'chart.js';
import { type Dataset, hiddenScale, onColourChange, Plot, type Scales } from './chart.ts';
import type { Place } from './gestures.ts';
import type { Box, Mark } from './marks.ts';
import { BAR_WIDTH, type Bar, type Line, type Panel, type Picture } from './picture.ts';

Chart.register(LineController, LineElement, PointElement, BarController, BarElement);

const LOOK = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'text-anchor', 'font-style'] as const;

/** The properties that the style sheet gives to a mark. */
type Look = Record<(typeof LOOK)[number], string>;

const dashes = (look: Look) => look['stroke-dasharray'].split(',').map(Number.parseFloat).filter(Number.isFinite);

/** The looks of all marks that have been painted, by selector, until the colours change. */
export const looks = new Map<string, Look>();
onColourChange(() => looks.clear());

/** What has a look: a text, or a line, a bar or another path. */
type Styled = { kind: string; text?: string };

const elementOf = (mark: Styled) => (mark.text === undefined ? 'path' : 'text');
const selectorOf = (mark: Styled) => `${elementOf(mark)}.${mark.kind.replaceAll(' ', '.')}`;
const lookOf = (mark: Styled) => looks.get(selectorOf(mark)) as Look;
const barMark = ({ kind }: Bar): Styled => ({ kind: `bar ${kind}` });

/** The box around all panels, which is the chart's area. */
const around = ({ panels }: Picture): Box => ({ ...panels[0].box, bottom: panels[panels.length - 1].box.bottom });

/** The vertical scale of a panel, continued over the chart's area. */
function verticalScale({ y: { min, max }, box }: Panel, { top, bottom }: Box) {
  const unit = (max - min) / (box.bottom - box.top);
  return hiddenScale(min - (bottom - box.bottom) * unit, max + (box.top - top) * unit);
}

/** A picture on canvas, over the static one in `container`. Chart.js draws lines and bars, a plugin the marks. */
export class LivePicture extends Plot {
  #picture?: Picture;
  #measures?: { unit: number; size: number; family: string };

  constructor(readonly container: Element) {
    super(
      container,
      'line',
      { layout: { autoPadding: false, padding: ({ chart }: { chart: Chart }) => this.#margins(chart) } },
      {
        id: 'marks',
        resize: () => {
          this.#measures = undefined;
        },
        beforeDatasetsDraw: ({ ctx }) => this.#paint(ctx, this.picture.under),
        afterDatasetsDraw: ({ ctx }) => this.#paint(ctx, this.picture.over),
      },
    );
  }

  get picture() {
    return this.#picture as Picture;
  }

  show(picture: Picture) {
    this.#picture = picture;
    this.#readLooks(picture);
    const scales: Scales = {};
    const datasets = picture.panels.flatMap((panel, i) => {
      const axes = { xAxisID: `x${i || ''}`, yAxisID: `y${i || ''}` };
      scales[axes.yAxisID] = verticalScale(panel, around(picture));
      scales[axes.xAxisID] = panel.bars
        ? { type: 'category', display: false, offset: true, labels: Array(panel.x.max + 0.5).fill('') }
        : hiddenScale(panel.x.min, panel.x.max);
      return panel.bars ? { ...this.#bars(panel.bars), ...axes } : (panel.lines ?? []).map((line) => this.#line(line));
    });
    this.draw(datasets, scales, picture.description);
  }

  #line({ kind, points, name, hidden }: Line): Dataset {
    const look = lookOf({ kind });
    return {
      data: points,
      label: name,
      hidden,
      borderColor: look.stroke,
      borderWidth: Number.parseFloat(look['stroke-width']),
      borderDash: dashes(look),
      borderJoinStyle: 'round',
      pointRadius: 0,
      clip: 2,
    };
  }

  #bars(bars: Bar[]): Dataset {
    return {
      type: 'bar',
      data: bars.map(({ value }, x) => ({ x, y: value })),
      backgroundColor: bars.map((bar) => lookOf(barMark(bar)).fill),
      grouped: false,
      barPercentage: 1,
      categoryPercentage: BAR_WIDTH,
    };
  }

  #margins({ width, height }: Chart) {
    const { left, top, right, bottom } = around(this.picture);
    const { unit } = this.measures;
    return { left: left * unit, top: top * unit, right: width - right * unit, bottom: height - bottom * unit };
  }

  /** Pixels in a unit, by the width that the static picture has, and the font with its size in units. */
  get measures() {
    if (!this.#measures) {
      const { fontSize, fontFamily } = getComputedStyle(this.canvas);
      const unit = this.container.getBoundingClientRect().width / this.picture.width;
      this.#measures = { unit, size: Number.parseFloat(fontSize), family: fontFamily };
    }
    return this.#measures;
  }

  /**
   * Reads the looks that the picture needs, as the page has them where the static picture is. All at once, because the
   * first reading after a change lays out the page.
   */
  #readLooks({ panels, under, over }: Picture) {
    const shown = panels.flatMap(({ lines = [], bars = [] }) => [...lines, ...bars.map(barMark)]);
    const probes = new Map<string, SVGElement>();
    for (const mark of [...under, ...shown, ...over]) {
      const selector = selectorOf(mark);
      if (looks.has(selector) || probes.has(selector)) continue;
      const probe = document.createElementNS('http://www.w3.org/2000/svg', elementOf(mark));
      probe.setAttribute('class', mark.kind);
      probes.set(selector, probe);
    }
    if (!probes.size) return;
    this.container.querySelector('svg')?.append(...probes.values());
    for (const [selector, probe] of probes) {
      const style = getComputedStyle(probe);
      looks.set(selector, Object.fromEntries(LOOK.map((name) => [name, style.getPropertyValue(name)])) as Look);
    }
    for (const probe of probes.values()) probe.remove();
  }

  #paint(ctx: CanvasRenderingContext2D, marks: Mark[]) {
    const { unit, size, family } = this.measures;
    ctx.save();
    ctx.scale(unit, unit);
    for (const mark of marks) {
      const look = lookOf(mark);
      ctx.fillStyle = look.fill;
      ctx.strokeStyle = look.stroke;
      ctx.lineWidth = Number.parseFloat(look['stroke-width']);
      ctx.setLineDash(dashes(look));
      ctx.save();
      if (mark.clip) {
        const { left, top, right, bottom } = mark.clip;
        ctx.beginPath();
        ctx.rect(left, top, right - left, bottom - top);
        ctx.clip();
      }
      if ('path' in mark) {
        const path = new Path2D(mark.path);
        if (look.fill !== 'none') ctx.fill(path);
        if (look.stroke !== 'none') ctx.stroke(path);
      } else {
        ctx.font = `${look['font-style']} ${size}px ${family}`;
        ctx.textAlign = look['text-anchor'].replace('middle', 'center') as CanvasTextAlign;
        ctx.fillText(mark.text, mark.x, mark.y + mark.drop * size);
      }
      ctx.restore();
    }
    ctx.restore();
  }

  /** The pointer's place in the first panel. */
  place({ offsetX, offsetY }: MouseEvent): Place {
    const { left, right, top, bottom } = this.picture.panels[0].box;
    const { unit } = this.measures;
    return [(offsetX / unit - left) / (right - left), (bottom - offsetY / unit) / (bottom - top)];
  }
}
