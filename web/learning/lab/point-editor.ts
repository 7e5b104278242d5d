import { fill, format } from '../../model/format.ts';
import { PLANE_REACH, type Points } from '../engine/datasets.ts';
import type { LearningLabels } from '../picture/labels.ts';
import { crosshair } from '../picture/plane-picture.ts';
import { drawPoints } from './draw-points.ts';

type Place = [number, number];

const CLASS_OF_KEY: Record<string, number> = { a: 1, b: 0 };
const ARROW_DIRECTIONS: Record<string, Place> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};
/** Distances in the plane that an arrow key moves the cursor, without and with Shift. */
const ARROW_STEP = 0.1;
const SHIFT_STEP = 0.5;
/** The distance between points of a drawn line, and the eraser's radius. */
const POINT_SPACING = 0.25;
/** More points would teach the networks little and cost more than a frame's time. */
const MOST_POINTS = 300;

const clampToPlane = (value: number) => Math.round(100 * Math.max(-PLANE_REACH, Math.min(PLANE_REACH, value))) / 100;
const noPoints: Points = { x: new Float32Array(), classes: new Float32Array() };

/** Lets visitors draw points into the pictures by pointer and by keyboard. */
export class PointEditor {
  points = noPoints;
  /** The points before each change, for undoing. A whole line is one change. */
  readonly #history: Points[] = [];
  readonly #tool;
  readonly #finger;
  readonly #status;
  #active = false;
  #cursor: Place = [0, 0];
  /** The points before the line being drawn; undefined between lines. */
  #beforeLine?: Points;
  /** Whether the press behind the next click has drawn already. */
  #pressDrew = false;

  constructor(
    readonly planes: HTMLElement[],
    readonly toolbars: HTMLElement[],
    readonly labels: LearningLabels,
    readonly onChange: () => void,
  ) {
    const [tools] = toolbars;
    const find = <E extends Element>(name: string) => tools.querySelector(`[name=${name}]`) as E;
    this.#tool = find<HTMLSelectElement>('place');
    this.#finger = find<HTMLInputElement>('finger');
    this.#status = tools.querySelector('.at') as HTMLElement;
    find<HTMLButtonElement>('undo').addEventListener('click', () => this.#undo());
    find<HTMLButtonElement>('clear').addEventListener('click', () => this.#change(() => noPoints));
    this.#finger.addEventListener('input', () => this.#letTouchDraw(this.#finger.checked));
    for (const plane of planes) {
      plane.addEventListener('keydown', (event) => this.#pressKey(event));
      plane.addEventListener('pointerdown', (event) => this.#startLine(event));
      plane.addEventListener('pointermove', (event) => {
        if (this.#beforeLine) this.#extendLine(this.#placeUnder(event));
      });
      // The browser cancels a finger's press when it scrolls.
      for (const end of ['pointerup', 'pointercancel'] as const) plane.addEventListener(end, () => this.#endLine());
      plane.addEventListener('click', (event) => {
        // A finger's tap, or a click without a pointer, has not drawn yet.
        if (this.#active && !this.#pressDrew) this.#change(() => this.#applyTool(this.#placeUnder(event)));
        this.#pressDrew = false;
      });
      // A pen hovers before it touches, so scrolling can be switched off for it in time.
      plane.addEventListener('pointerenter', ({ pointerType }) =>
        this.#letTouchDraw(this.#finger.checked || pointerType === 'pen'),
      );
      plane.addEventListener('pointerleave', () => this.#letTouchDraw(this.#finger.checked));
    }
  }

  /** Makes the pictures focusable and describes their keys, or takes both away. */
  activate(active: boolean, names: string[]) {
    this.#active = active;
    for (const part of this.toolbars) part.hidden = !active;
    this.planes.forEach((plane, i) => {
      plane.classList.toggle('pad', active);
      if (!active) {
        for (const name of ['tabindex', 'role', 'aria-label']) plane.removeAttribute(name);
        return;
      }
      plane.tabIndex = 0;
      plane.setAttribute('role', 'application');
      plane.setAttribute('aria-label', fill(this.labels.pad, { name: names[i] }));
    });
    this.#draw();
  }

  /** Lets a touch draw instead of scrolling; the style sheet reads the class. */
  #letTouchDraw(held: boolean) {
    for (const plane of this.planes) plane.classList.toggle('held', held);
  }

  #placeUnder({ clientX, clientY, currentTarget }: MouseEvent): Place {
    const { left, top, width, height } = (currentTarget as Element).getBoundingClientRect();
    const [x, y] = [(clientX - left) / width, (clientY - top) / height];
    return [PLANE_REACH * (2 * x - 1), PLANE_REACH * (1 - 2 * y)];
  }

  #startLine(event: PointerEvent) {
    const { button, isPrimary, pointerType, pointerId } = event;
    if (!this.#active || button || !isPrimary) return;
    this.#pressDrew = pointerType !== 'touch' || this.#finger.checked;
    if (!this.#pressDrew) return;
    (event.currentTarget as Element).setPointerCapture(pointerId);
    this.#beforeLine = this.points;
    this.points = this.#applyTool(this.#placeUnder(event));
    this.#draw();
  }

  /** Adds points at even distances from the cursor to a place. */
  #extendLine(place: Place) {
    const [x, y] = place.map(clampToPlane);
    for (;;) {
      const [fromX, fromY] = this.#cursor;
      const distance = Math.hypot(x - fromX, y - fromY);
      if (distance < POINT_SPACING) break;
      const part = POINT_SPACING / distance;
      this.points = this.#applyTool([fromX + part * (x - fromX), fromY + part * (y - fromY)]);
    }
    this.#draw();
  }

  #endLine() {
    if (this.#beforeLine) this.#record(this.#beforeLine);
    this.#beforeLine = undefined;
  }

  #pressKey(event: KeyboardEvent) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!this.#active || altKey) return;
    const letter = key.toLowerCase();
    if (ctrlKey || metaKey) {
      if (letter !== 'z') return;
      this.#undo();
    } else if (ARROW_DIRECTIONS[key]) {
      const step = shiftKey ? SHIFT_STEP : ARROW_STEP;
      this.#cursor = this.#cursor.map((value, i) => clampToPlane(value + step * ARROW_DIRECTIONS[key][i])) as Place;
      this.#draw();
    } else if (letter in CLASS_OF_KEY) this.#change(() => this.#addPoint(CLASS_OF_KEY[letter]));
    else if (key === 'Backspace' || key === 'Delete') this.#change(() => this.#withoutNearest());
    else return;
    event.preventDefault();
  }

  #change(change: () => Points) {
    const before = this.points;
    this.points = change();
    this.#draw();
    this.#record(before);
  }

  /** Records a change for undoing. A change without effect leaves the number of points equal, and is ignored. */
  #record(before: Points) {
    if (this.points.classes.length === before.classes.length) return;
    this.#history.push(before);
    this.onChange();
  }

  #undo() {
    const before = this.#history.pop();
    if (!before) return;
    this.points = before;
    this.#draw();
    this.onChange();
  }

  /** The points after the chosen tool, the eraser or a class, has touched a place. */
  #applyTool(place: Place) {
    this.#cursor = place.map(clampToPlane) as Place;
    const of = CLASS_OF_KEY[this.#tool.value];
    return of === undefined ? this.#keepPoints((distance) => distance > POINT_SPACING) : this.#addPoint(of);
  }

  #addPoint(of: number): Points {
    const { x, classes } = this.points;
    if (classes.length >= MOST_POINTS) return this.points;
    return { x: Float32Array.of(...x, ...this.#cursor), classes: Float32Array.of(...classes, of) };
  }

  #withoutNearest() {
    const distances = this.#distances();
    const nearest = distances.indexOf(Math.min(...distances));
    return this.#keepPoints((_, point) => point !== nearest);
  }

  #distances() {
    const { x, classes } = this.points;
    const [across, up] = this.#cursor;
    return Array.from(classes, (_, i) => Math.hypot(x[2 * i] - across, x[2 * i + 1] - up));
  }

  #keepPoints(keep: (distance: number, point: number) => boolean): Points {
    const { x, classes } = this.points;
    const kept = this.#distances().map(keep);
    return { x: x.filter((_, i) => kept[i >> 1]), classes: classes.filter((_, i) => kept[i]) };
  }

  #draw() {
    const [x, y] = this.#cursor;
    for (const plane of this.planes) {
      plane.querySelector('.aim')?.setAttribute('d', this.#active ? crosshair(x, y) : '');
    }
    if (this.#active) drawPoints(this.planes, this.points);
    const count = this.points.classes.length;
    this.#status.textContent = fill(count < MOST_POINTS ? this.labels.at : this.labels.full, {
      x: format(x),
      y: format(y),
      count: String(count),
    });
  }
}
