import { bind } from './control.ts';
import { type Entry, movable, start, starts, temperature, type Values } from './parameters.ts';
import type { Plot } from './plot.ts';
import type { Kassei } from './sample.ts';
import type { Words } from './words.ts';

/** Gives one function's section its life: controls, reading and, near the viewport, the live plot. */
export abstract class Section {
  protected plot?: Plot;
  protected readonly values: Values;
  readonly #container;

  constructor(
    readonly root: Element,
    readonly entry: Entry,
    readonly kassei: Kassei,
    readonly words: Words,
  ) {
    this.values = { ...starts(entry), [temperature.name]: start(temperature) };
    this.#container = this.find('.plot');
    for (const parameter of [...movable(entry), temperature]) {
      const control = root.querySelector<HTMLFieldSetElement>(`[data-parameter="${parameter.name}"]`);
      if (!control) continue;
      bind(control, parameter, (value) => {
        this.values[parameter.name] = value;
        const detail = { name: entry.name, values: this.values };
        root.dispatchEvent(new CustomEvent('kassei:values', { bubbles: true, detail }));
        this.draw();
      });
    }
    for (const input of root.querySelectorAll<HTMLInputElement>('figure input')) {
      input.disabled = false;
      input.addEventListener('input', () => this.draw());
    }
  }

  /** Writes the reading, and draws the live plot if there is one. */
  abstract draw(): void;

  protected abstract create(container: Element): Plot;

  /** Puts the live plot in the static one's place, or takes it away. */
  show(near: boolean) {
    if (near === Boolean(this.plot)) return;
    this.#container.classList.toggle('alive', near);
    if (near) {
      this.plot = this.create(this.#container);
      this.draw();
    } else {
      this.plot?.destroy();
      this.plot = undefined;
    }
  }

  protected find<E extends Element>(selector: string): E {
    return this.root.querySelector(selector) as E;
  }
}
