import type { Entry, SettingsStore } from '../model/settings.ts';
import type { Plot } from '../plot/chart.ts';
import type { DrawnFunction } from '../plot/curve-plot.ts';

/** A part of the page with a plot. Near the viewport a live plot replaces the static one. */
export abstract class LivePart {
  plot?: Plot;
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

  /** Writes the reading and, if there is one, draws the live plot. */
  abstract draw(): void;

  get id() {
    return this.root.id;
  }

  protected abstract createPlot(container: Element): Plot;

  /** Creates the live plot, or destroys it to free its memory. */
  setLive(live: boolean) {
    if (live === Boolean(this.plot)) return;
    this.#container.classList.toggle('alive', live);
    if (live) {
      this.plot = this.createPlot(this.#container);
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
