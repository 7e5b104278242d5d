import type { Plot } from '../plot/chart.ts';

/** A part of the page with a plot: near the viewport a live one takes the static one's place. */
export abstract class Live {
  plot?: Plot;
  readonly #container;

  constructor(readonly root: Element) {
    this.#container = this.find('.plot');
  }

  /** Writes the reading, and draws the live plot if there is one. */
  abstract draw(): void;

  get id() {
    return this.root.id;
  }

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

  /** Lets the inputs of the figure draw it anew. */
  protected listen() {
    for (const input of this.root.querySelectorAll<HTMLInputElement>('figure input')) {
      input.disabled = false;
      input.addEventListener('input', () => this.draw());
    }
  }
}
