import type { Entry, SettingsStore } from '../model/settings.ts';
import { LivePicture } from '../plot/canvas.ts';
import type { DrawnFunction, Picture } from '../plot/picture.ts';

/** What draws a plot with its reading, and hears the visitor's gestures on it. */
interface Drawing {
  readonly picture: Picture;
  draw(): void;
  listen(plot: LivePicture): void;
}

/** A part of the page with a plot. Near the viewport a live plot replaces the static one. */
export abstract class LivePart {
  plot?: LivePicture;
  readonly #container;

  constructor(
    readonly root: Element,
    protected readonly settings: SettingsStore,
    public functions: Entry[],
  ) {
    this.#container = this.find('.plot');
    settings.subscribe((changed) => {
      if (this.functions.includes(changed)) this.draw();
    });
  }

  /** The functions that the visitor has added. */
  get others() {
    return this.functions.filter(({ name }) => name !== this.id);
  }

  get drawn(): DrawnFunction[] {
    return this.functions.map((entry) => ({ entry, values: this.settings.get(entry) }));
  }

  abstract readonly drawing: Drawing;

  get picture() {
    return this.drawing.picture;
  }

  draw() {
    this.drawing.draw();
  }

  get id() {
    return this.root.id;
  }

  /** Creates the live plot, or destroys it to free its memory. */
  setLive(live: boolean) {
    if (live === Boolean(this.plot)) return;
    this.#container.classList.toggle('alive', live);
    if (live) {
      this.plot = new LivePicture(this.#container);
      this.drawing.listen(this.plot);
      this.draw();
    } else {
      this.plot?.destroy();
      this.plot = undefined;
    }
  }

  protected find<E extends Element>(selector: string): E {
    return this.root.querySelector(selector) as E;
  }

  /** Redraws after every input of the figure. */
  protected listenToInputs() {
    for (const input of this.root.querySelectorAll<HTMLInputElement>('figure input')) {
      input.disabled = false;
      input.addEventListener('input', () => this.draw());
    }
  }
}
