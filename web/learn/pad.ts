import { fill, format } from '../words.ts';
import { aim } from './field.ts';
import { type Points, REACH } from './sets.ts';
import type { Words } from './words.ts';

const CLASSES: Record<string, number> = { a: 1, b: 0 };
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};
/** How far an arrow key goes, and how far with Shift. */
const STEP = 0.1;
const STRIDE = 0.5;
/** More points would be no help, and too much work for a frame. */
const MOST = 300;

const within = (value: number) => Math.round(100 * Math.max(-REACH, Math.min(REACH, value))) / 100;

/** Lets visitors put points into the pictures, by pointer and by keyboard. */
export class Pad {
  points: Points = { x: new Float32Array(), classes: new Float32Array() };
  #active = false;
  #cursor: [number, number] = [0, 0];

  constructor(
    readonly fields: HTMLElement[],
    readonly drawing: HTMLElement,
    readonly words: Words,
    readonly changed: () => void,
  ) {
    const place = drawing.querySelector('select') as HTMLSelectElement;
    (drawing.querySelector('button') as HTMLButtonElement).addEventListener('click', () => this.#take(() => false));
    for (const field of fields) {
      field.addEventListener('keydown', (event) => this.#key(event));
      field.addEventListener('click', ({ clientX, clientY }) => {
        if (!this.#active) return;
        const { left, top, width, height } = field.getBoundingClientRect();
        const [x, y] = [(clientX - left) / width, (clientY - top) / height];
        this.#move(REACH * (2 * x - 1), REACH * (1 - 2 * y));
        this.#put(CLASSES[place.value]);
      });
    }
  }

  /** While it is active the pictures can be focused, and say what the keys do. */
  activate(active: boolean, names: string[]) {
    this.#active = active;
    this.drawing.hidden = !active;
    this.fields.forEach((field, i) => {
      field.classList.toggle('pad', active);
      if (!active) {
        for (const name of ['tabindex', 'role', 'aria-label']) field.removeAttribute(name);
        return;
      }
      field.tabIndex = 0;
      field.setAttribute('role', 'application');
      field.setAttribute('aria-label', fill(this.words.pad, { name: names[i] }));
    });
    this.#show();
  }

  #key(event: KeyboardEvent) {
    if (!this.#active || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key, shiftKey } = event;
    const direction = ARROWS[key];
    const of = CLASSES[key.toLowerCase()];
    if (direction) {
      const step = shiftKey ? STRIDE : STEP;
      this.#move(...(this.#cursor.map((value, i) => value + step * direction[i]) as [number, number]));
    } else if (of !== undefined) this.#put(of);
    else if (key === 'Backspace' || key === 'Delete') this.#removeNearest();
    else return;
    event.preventDefault();
  }

  #move(x: number, y: number) {
    this.#cursor = [within(x), within(y)];
    this.#show();
  }

  #put(of: number) {
    const { x, classes } = this.points;
    if (classes.length >= MOST) return;
    this.points = { x: Float32Array.of(...x, ...this.#cursor), classes: Float32Array.of(...classes, of) };
    this.#show();
    this.changed();
  }

  #removeNearest() {
    const { x, classes } = this.points;
    const [across, up] = this.#cursor;
    const distances = Array.from(classes, (_, i) => Math.hypot(x[2 * i] - across, x[2 * i + 1] - up));
    const nearest = distances.indexOf(Math.min(...distances));
    if (nearest >= 0) this.#take((i) => i !== nearest);
  }

  /** Keeps the points that are to be kept. */
  #take(keep: (point: number) => boolean) {
    const { x, classes } = this.points;
    this.points = { x: x.filter((_, i) => keep(i >> 1)), classes: classes.filter((_, i) => keep(i)) };
    this.#show();
    this.changed();
  }

  #show() {
    const [x, y] = this.#cursor;
    for (const field of this.fields) {
      field.querySelector('.aim')?.setAttribute('d', this.#active ? aim(x, y) : '');
    }
    const at = this.drawing.querySelector('.at') as HTMLElement;
    at.textContent = fill(this.words.at, {
      x: format(x),
      y: format(y),
      count: String(this.points.classes.length),
    });
  }
}
