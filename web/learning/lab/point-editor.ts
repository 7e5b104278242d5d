import { fill, format } from '../../model/format.ts';
import { type Points, REACH } from '../engine/datasets.ts';
import type { LearningLabels } from '../picture/labels.ts';
import { aim } from '../picture/plane-picture.ts';
import { drawPoints } from './draw-points.ts';

type Place = [number, number];

const CLASSES: Record<string, number> = { a: 1, b: 0 };
const ARROWS: Record<string, Place> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};
/** How far an arrow key goes, and how far with Shift. */
const STEP = 0.1;
const STRIDE = 0.5;
/** From one point of a drawn line to the next, and how far the eraser reaches. */
const SPACING = 0.25;
/** More points would be no help, and too much work for a frame. */
const MOST = 300;

const within = (value: number) => Math.round(100 * Math.max(-REACH, Math.min(REACH, value))) / 100;
const nothing: Points = { x: new Float32Array(), classes: new Float32Array() };

/** Lets visitors draw points into the pictures, by pointer and by keyboard. */
export class Pad {
  points = nothing;
  /** What there was before each change: a point, a line, something removed. */
  readonly #past: Points[] = [];
  readonly #place;
  readonly #finger;
  readonly #at;
  #active = false;
  #cursor: Place = [0, 0];
  /** What there was before the line that is being drawn. */
  #before?: Points;
  /** Whether the press that a click comes from has drawn already. */
  #drew = false;

  constructor(
    readonly fields: HTMLElement[],
    readonly drawing: HTMLElement[],
    readonly labels: LearningLabels,
    readonly changed: () => void,
  ) {
    const [tools] = drawing;
    const find = <E extends Element>(name: string) => tools.querySelector(`[name=${name}]`) as E;
    this.#place = find<HTMLSelectElement>('place');
    this.#finger = find<HTMLInputElement>('finger');
    this.#at = tools.querySelector('.at') as HTMLElement;
    find<HTMLButtonElement>('undo').addEventListener('click', () => this.#undo());
    find<HTMLButtonElement>('clear').addEventListener('click', () => this.#change(() => nothing));
    this.#finger.addEventListener('input', () => this.#hold(this.#finger.checked));
    for (const field of fields) {
      field.addEventListener('keydown', (event) => this.#key(event));
      field.addEventListener('pointerdown', (event) => this.#press(event));
      field.addEventListener('pointermove', (event) => {
        if (this.#before) this.#drag(this.#under(event));
      });
      // The browser takes a finger's press away where it scrolls.
      for (const end of ['pointerup', 'pointercancel'] as const) field.addEventListener(end, () => this.#release());
      field.addEventListener('click', (event) => {
        // A finger's tap, or a click that has no pointer.
        if (this.#active && !this.#drew) this.#change(() => this.#dab(this.#under(event)));
        this.#drew = false;
      });
      // A pen is announced before it touches, in time to say that it does not scroll.
      field.addEventListener('pointerenter', ({ pointerType }) =>
        this.#hold(this.#finger.checked || pointerType === 'pen'),
      );
      field.addEventListener('pointerleave', () => this.#hold(this.#finger.checked));
    }
  }

  /** While it is active the pictures can be focused, and say what the keys do. */
  activate(active: boolean, names: string[]) {
    this.#active = active;
    for (const part of this.drawing) part.hidden = !active;
    this.fields.forEach((field, i) => {
      field.classList.toggle('pad', active);
      if (!active) {
        for (const name of ['tabindex', 'role', 'aria-label']) field.removeAttribute(name);
        return;
      }
      field.tabIndex = 0;
      field.setAttribute('role', 'application');
      field.setAttribute('aria-label', fill(this.labels.pad, { name: names[i] }));
    });
    this.#show();
  }

  /** Whether a touch draws instead of scrolling. */
  #hold(held: boolean) {
    for (const field of this.fields) field.classList.toggle('held', held);
  }

  #under({ clientX, clientY, currentTarget }: MouseEvent): Place {
    const { left, top, width, height } = (currentTarget as Element).getBoundingClientRect();
    const [x, y] = [(clientX - left) / width, (clientY - top) / height];
    return [REACH * (2 * x - 1), REACH * (1 - 2 * y)];
  }

  #press(event: PointerEvent) {
    const { button, isPrimary, pointerType, pointerId } = event;
    if (!this.#active || button || !isPrimary) return;
    this.#drew = pointerType !== 'touch' || this.#finger.checked;
    if (!this.#drew) return;
    (event.currentTarget as Element).setPointerCapture(pointerId);
    this.#before = this.points;
    this.points = this.#dab(this.#under(event));
    this.#show();
  }

  /** Puts points at even distances on the way to a place. */
  #drag(place: Place) {
    const [x, y] = place.map(within);
    for (;;) {
      const [fromX, fromY] = this.#cursor;
      const distance = Math.hypot(x - fromX, y - fromY);
      if (distance < SPACING) break;
      const part = SPACING / distance;
      this.points = this.#dab([fromX + part * (x - fromX), fromY + part * (y - fromY)]);
    }
    this.#show();
  }

  #release() {
    if (this.#before) this.#settle(this.#before);
    this.#before = undefined;
  }

  #key(event: KeyboardEvent) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!this.#active || altKey) return;
    const letter = key.toLowerCase();
    if (ctrlKey || metaKey) {
      if (letter !== 'z') return;
      this.#undo();
    } else if (ARROWS[key]) {
      const step = shiftKey ? STRIDE : STEP;
      this.#cursor = this.#cursor.map((value, i) => within(value + step * ARROWS[key][i])) as Place;
      this.#show();
    } else if (letter in CLASSES) this.#change(() => this.#with(CLASSES[letter]));
    else if (key === 'Backspace' || key === 'Delete') this.#change(() => this.#withoutNearest());
    else return;
    event.preventDefault();
  }

  #change(change: () => Points) {
    const before = this.points;
    this.points = change();
    this.#show();
    this.#settle(before);
  }

  /** Every change is one of the number of points. */
  #settle(before: Points) {
    if (this.points.classes.length === before.classes.length) return;
    this.#past.push(before);
    this.changed();
  }

  #undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.points = before;
    this.#show();
    this.changed();
  }

  /** The points after one touch of what is chosen, the eraser or a class. */
  #dab(place: Place) {
    this.#cursor = place.map(within) as Place;
    const of = CLASSES[this.#place.value];
    return of === undefined ? this.#only((distance) => distance > SPACING) : this.#with(of);
  }

  #with(of: number): Points {
    const { x, classes } = this.points;
    if (classes.length >= MOST) return this.points;
    return { x: Float32Array.of(...x, ...this.#cursor), classes: Float32Array.of(...classes, of) };
  }

  #withoutNearest() {
    const distances = this.#distances();
    const nearest = distances.indexOf(Math.min(...distances));
    return this.#only((_, point) => point !== nearest);
  }

  #distances() {
    const { x, classes } = this.points;
    const [across, up] = this.#cursor;
    return Array.from(classes, (_, i) => Math.hypot(x[2 * i] - across, x[2 * i + 1] - up));
  }

  #only(keep: (distance: number, point: number) => boolean): Points {
    const { x, classes } = this.points;
    const kept = this.#distances().map(keep);
    return { x: x.filter((_, i) => kept[i >> 1]), classes: classes.filter((_, i) => kept[i]) };
  }

  #show() {
    const [x, y] = this.#cursor;
    for (const field of this.fields) {
      field.querySelector('.aim')?.setAttribute('d', this.#active ? aim(x, y) : '');
    }
    if (this.#active) drawPoints(this.fields, this.points);
    const count = this.points.classes.length;
    this.#at.textContent = fill(count < MOST ? this.labels.at : this.labels.full, {
      x: format(x),
      y: format(y),
      count: String(count),
    });
  }
}
