import { Chart, LineController, LineElement, PointElement } from 'chart.js';
import type { Labels } from '../content/labels.ts';
import { write } from '../dom/write.ts';
import { type Axis, axisBetween, tickDigits } from '../model/axis.ts';
import {
  type Curves,
  cursorStep,
  curvature,
  evaluateAt,
  type Kassei,
  type Point,
  type Range,
  sample,
  verticalAxis,
  type Zone,
} from '../model/curves.ts';
import { describePlot, formatReading, formatReadings } from '../model/description.ts';
import type { Entry, Values } from '../model/settings.ts';
import { moved, type View, zoomed } from '../model/view.ts';
import { colour, type Dataset, linearScale, Plot } from './chart.ts';
import { type Gestures, listenToGestures, listenToKeys, type Place } from './gestures.ts';
import { dashes, roomForNames } from './line-style.ts';
import { shadeZones, writeNames } from './zones-and-labels.ts';

Chart.register(LineController, LineElement, PointElement);

export type DrawnFunction = { entry: Entry; values: Values };

/** The parts of a function that the checkboxes below the plot show and hide. */
export type CurvePart = 'value' | 'slope' | 'curvature' | 'zones';

const lineDataset = (data: Point[], colourName: string, dash: number[], width: number, label?: string): Dataset => ({
  data,
  label,
  borderColor: colour(colourName),
  borderWidth: width,
  borderDash: dash,
  pointRadius: 0,
});

/** The plot of functions of one number: f, f' and f'', a cursor to read them at, and a view that moves. */
export class CurvePlot {
  view: View;
  #plot?: Plot;
  readonly cursor: HTMLInputElement;
  readonly parts: Map<CurvePart, HTMLInputElement>;
  readonly #reading: Element;
  /** The zones that are shaded now. */
  zones: Zone[] = [];
  #verticalAxis: Axis = axisBetween(-1, 1);
  /** The curves at the start. They fix the vertical axis until the view moves. */
  #homeCurves?: Curves[];

  /** `home` is the range at the start. `drawn` returns the functions to draw, the plot's own first. */
  constructor(
    readonly root: Element,
    readonly kassei: Kassei,
    readonly labels: Labels,
    readonly home: Range,
    readonly drawn: () => DrawnFunction[],
  ) {
    this.view = { x: home };
    this.cursor = root.querySelector('.reading input') as HTMLInputElement;
    this.#reading = root.querySelector('.reading p') as Element;
    const switches = root.querySelectorAll<HTMLInputElement>('[data-part]');
    this.parts = new Map(Array.from(switches, (input) => [input.dataset.part as CurvePart, input]));
    // A focused slider announces the reading through aria-valuetext.
    this.cursor.addEventListener('focus', () => this.#reading.setAttribute('aria-live', 'off'));
    this.cursor.addEventListener('blur', () => this.#reading.setAttribute('aria-live', 'polite'));
    listenToKeys(this.cursor, {
      zoom: (factor) => this.#zoom(factor),
      move: (by) => this.#move(by),
      reset: () => this.setView({ x: home }),
    });
  }

  shows(part: CurvePart) {
    return this.parts.get(part)?.checked ?? false;
  }

  /** The live plot, while there is one. */
  get plot() {
    return this.#plot?.canvas.isConnected ? this.#plot : undefined;
  }

  createPlot(container: Element) {
    const plot = new Plot(container, 'line', [shadeZones(() => this.zones), writeNames]);
    this.#plot = plot;
    listenToGestures(plot.canvas, this.#gestures(plot));
    return plot;
  }

  /** Shows another part of the plane; the cursor stays within it. */
  setView(view: View) {
    this.view = view;
    const [from, to] = view.x;
    const step = cursorStep(view.x);
    const exact = (steps: number) => String(Number((steps * step).toPrecision(12)));
    const { cursor } = this;
    const at = cursor.valueAsNumber;
    cursor.step = String(step);
    cursor.min = exact(Math.ceil(from / step - 1e-6));
    cursor.max = exact(Math.floor(to / step + 1e-6));
    cursor.valueAsNumber = Math.min(Math.max(at, Number(cursor.min)), Number(cursor.max));
    this.draw();
  }

  get isHome() {
    return this.view.x === this.home && !this.view.y;
  }

  #move(by: Place) {
    this.setView(moved(this.#currentView, by));
  }

  #zoom(factor: number, about?: Place) {
    this.setView(zoomed(this.#currentView, factor, about));
  }

  get #currentView(): View {
    return { x: this.view.x, y: this.view.y ?? [this.#verticalAxis.min, this.#verticalAxis.max] };
  }

  #gestures(plot: Plot): Gestures {
    return {
      place({ offsetX, offsetY }) {
        const { left, right, top, bottom } = plot.chart.chartArea;
        return [(offsetX - left) / (right - left), (bottom - offsetY) / (bottom - top)];
      },
      point: ([right]) => {
        if (right < 0 || right > 1) return;
        const [from, to] = this.view.x;
        this.cursor.valueAsNumber = from + right * (to - from);
        this.draw();
      },
      zoom: (factor, about) => this.#zoom(factor, about),
      move: (by) => this.#move(by),
      // The slider has the keys for zooming and moving.
      end: () => this.cursor.focus({ preventScroll: true }),
    };
  }

  /** Writes the reading, draws the live plot if there is one, and dispatches `draw`. */
  draw() {
    this.#draw();
    this.root.dispatchEvent(new Event('draw'));
  }

  #draw() {
    const { kassei, labels } = this;
    const drawn = this.drawn();
    const x = this.cursor.valueAsNumber;
    const here = drawn.map(({ entry, values }) => evaluateAt(kassei, entry, values, [x])[0]);
    const named = here.map((point, i) => ({ ...point, name: drawn[i].entry.name }));
    const [min, max] = this.view.x;
    const places = tickDigits({ min, max, step: cursorStep(this.view.x) });
    const text = drawn.length === 1 ? formatReading(here[0], places) : formatReadings(named, places);
    write(this.#reading, text);
    this.cursor.setAttribute('aria-valuetext', text);
    if (!this.plot) return;
    const range = this.view.x;
    const curves = drawn.map(({ entry, values }) => sample(kassei, entry, values, range));
    const alone = drawn.length === 1;
    this.root.classList.toggle('overlaid', !alone);
    const zones = this.parts.get('zones');
    if (zones) zones.disabled = !alone;
    this.zones = alone && this.shows('zones') ? curves[0].zones : [];
    const datasets = curves.flatMap((curves, i) => this.#lines(drawn[i], curves, alone ? undefined : i));
    const visible = datasets.filter(({ hidden }) => !hidden).map(({ data }) => ({ value: data, slope: [] }));
    this.#homeCurves ??= this.isHome
      ? curves
      : drawn.map(({ entry, values }) => sample(kassei, entry, values, this.home));
    const standard = this.isHome ? this.#homeCurves : [];
    this.#verticalAxis = this.view.y ? axisBetween(...this.view.y) : verticalAxis(...standard, ...visible);
    this.plot.draw(
      [this.#cursorMarks(here), ...(this.shows('value') ? curves.map(this.#kinkMarks) : []), ...datasets],
      { x: linearScale(axisBetween(...range)), y: linearScale(this.#verticalAxis) },
      drawn.map(({ entry, values }) => describePlot(labels, kassei, entry, values, range)).join(' ') || labels.explorer,
      alone ? 0 : roomForNames(datasets.filter(({ hidden }) => !hidden).map(({ label }) => label ?? '')),
    );
  }

  /** The lines of a function: f, f' and f'' in three colours, or, as the `i`-th of several functions, in one. */
  #lines({ entry, values }: DrawnFunction, curves: Curves, i?: number): Dataset[] {
    const bends = this.shows('curvature') ? curvature(this.kassei, entry, values, this.view.x) : [];
    const [value, slope, second] =
      i === undefined
        ? [
            lineDataset(curves.value, 'value', [], 2.5),
            lineDataset(curves.slope, 'slope', [7, 5], 2.5),
            lineDataset(bends, 'curvature', [2, 4], 2.5),
          ]
        : [curves.value, curves.slope, bends].map((data, order) =>
            lineDataset(data, `line-${i}`, dashes[i], [2.5, 1.5, 1][order], entry.name + ['', '′', '″'][order]),
          );
    return [
      { ...value, hidden: !this.shows('value') },
      { ...slope, hidden: !this.shows('slope') },
      { ...second, hidden: !this.shows('curvature') },
    ];
  }

  #cursorMarks(here: { x: number; value: number; slope: number }[]): Dataset {
    const points = here.flatMap(({ x, value, slope }) => [
      ...(this.shows('value') ? [{ x, y: value }] : []),
      ...(this.shows('slope') ? [{ x, y: slope }] : []),
    ]);
    const dots = lineDataset(points, 'ink', [], 1);
    return { ...dots, showLine: false, pointRadius: 4, backgroundColor: colour('ink'), clip: 5 };
  }

  #kinkMarks({ kinks }: Curves): Dataset {
    const marks = lineDataset(kinks, 'ink', [], 1);
    return {
      ...marks,
      showLine: false,
      pointRadius: 5,
      pointStyle: 'rectRot',
      backgroundColor: colour('paper'),
      pointBorderColor: colour('ink'),
      clip: 6,
    };
  }
}
