import type { Labels } from '../content/labels.ts';
import { write } from '../dom/write.ts';
import { tickDigits } from '../model/axis.ts';
import { type Curves, cursorStep, evaluateAt, type Kassei, type Range, sample } from '../model/curves.ts';
import { formatReading, formatReadings } from '../model/description.ts';
import { moved, type View, zoomed } from '../model/view.ts';
import type { LivePicture } from './canvas.ts';
import { type Gestures, listenToGestures, listenToKeys, type Place } from './gestures.ts';
import { type CurvePart, curvePicture, type DrawnFunction, type Picture } from './picture.ts';

/** The plot of functions of one number: f, f' and f'', a cursor to read them at, and a view that moves. */
export class CurvePlot {
  view: View;
  #plot?: LivePicture;
  readonly cursor: HTMLInputElement;
  readonly parts: Map<CurvePart, HTMLInputElement>;
  readonly #reading: Element;
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

  /** The live plot, while there is one. */
  get plot() {
    return this.#plot?.canvas.isConnected ? this.#plot : undefined;
  }

  listen(plot: LivePicture) {
    this.#plot = plot;
    listenToGestures(plot.canvas, this.#gestures(plot));
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
    const { min, max } = (this.plot ?? this).picture.panels[0].y;
    return { x: this.view.x, y: [min, max] };
  }

  #gestures(plot: LivePicture): Gestures {
    return {
      place: (event) => plot.place(event),
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
    const { kassei } = this;
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
    const alone = drawn.length === 1;
    this.root.classList.toggle('overlaid', !alone);
    const zones = this.parts.get('zones');
    if (zones) zones.disabled = !alone;
    this.plot.show(this.picture);
  }

  /** What the plot shows now. */
  get picture(): Picture {
    const { kassei, labels, view, isHome, home } = this;
    const drawn = this.drawn();
    this.#homeCurves ??= drawn.map(({ entry, values }) => sample(kassei, entry, values, home));
    return curvePicture(kassei, labels, drawn, {
      ...view,
      cursor: this.cursor.valueAsNumber,
      shows: (part) => this.parts.get(part)?.checked ?? false,
      standard: isHome ? this.#homeCurves : [],
    });
  }
}
