import { Plot } from './plot.ts';
import { at, defaults, describe, type Entry, type Kassei, reading, sample } from './sample.ts';
import { format, type Words } from './words.ts';

/** Gives one function's section its life: controls, reading and, near the viewport, the live plot. */
export class Section {
  #plot?: Plot;
  #parameters;
  #standard;
  readonly #container;
  readonly #showSlope;
  readonly #cursor;
  readonly #reading;

  constructor(
    readonly root: Element,
    readonly entry: Entry,
    readonly kassei: Kassei,
    readonly words: Words,
  ) {
    this.#parameters = defaults(entry);
    this.#standard = sample(kassei, entry, this.#parameters);
    this.#container = this.#find('.plot');
    this.#showSlope = this.#find<HTMLInputElement>('figcaption input');
    this.#cursor = this.#find<HTMLInputElement>('.reading input');
    this.#reading = this.#find('.reading p');
    for (const parameter of root.querySelectorAll<HTMLFieldSetElement>('.parameter')) this.#bind(parameter);
    for (const input of [this.#showSlope, this.#cursor]) {
      input.disabled = false;
      input.addEventListener('input', () => this.draw());
    }
    this.draw();
  }

  /** Puts the live plot in the static one's place, or takes it away. */
  show(near: boolean) {
    if (near === Boolean(this.#plot)) return;
    this.#container.classList.toggle('alive', near);
    if (near) {
      this.#plot = new Plot(this.#container);
      for (const type of ['pointermove', 'pointerdown'] as const) {
        this.#plot.canvas.addEventListener(type, (event) => this.#point(event));
      }
      this.draw();
    } else {
      this.#plot?.destroy();
      this.#plot = undefined;
    }
  }

  draw() {
    const { entry, kassei, words } = this;
    const [here] = at(kassei, entry, this.#parameters, [this.#cursor.valueAsNumber]);
    const text = reading(here);
    const showSlope = this.#showSlope.checked;
    this.#reading.textContent = text;
    this.#cursor.setAttribute('aria-valuetext', text);
    this.#plot?.draw({
      entry,
      standard: this.#standard,
      curves: sample(kassei, entry, this.#parameters),
      showSlope,
      cursor: [here.value, ...(showSlope ? [here.slope] : [])].map((y) => ({ x: here.x, y })),
      description: describe(words, kassei, entry, this.#parameters),
    });
  }

  #find<E extends Element>(selector: string): E {
    return this.root.querySelector(selector) as E;
  }

  #point(event: PointerEvent) {
    const x = this.#plot?.x(event);
    if (x === undefined) return;
    this.#cursor.valueAsNumber = x;
    this.draw();
  }

  #bind(control: HTMLFieldSetElement) {
    const [typed, slider] = control.querySelectorAll('input');
    const limits = control.querySelector('p') as HTMLElement;
    const { name, default: standard } = this.entry.parameters.find(
      (p) => p.name === control.dataset.parameter,
    ) as Entry['parameters'][number];
    // The right end of a slider means infinity where that is the default.
    const slid = () =>
      standard === Number.POSITIVE_INFINITY && slider.value === slider.max ? standard : slider.valueAsNumber;
    const mark = (valid: boolean) => {
      typed.setAttribute('aria-invalid', String(!valid));
      limits.hidden = valid;
    };
    const set = (value: number) => {
      mark(true);
      this.#parameters[name] = value;
      slider.setAttribute('aria-valuetext', format(value));
      this.draw();
    };
    const write = (value: number) => {
      typed.value = Number.isFinite(value) ? String(Number(value.toPrecision(6))) : '';
      set(value);
    };
    control.disabled = false;
    slider.addEventListener('input', () => write(slid()));
    typed.addEventListener('input', () => {
      if (!typed.validity.valid) return mark(false);
      const value = typed.value === '' ? standard : typed.valueAsNumber;
      slider.valueAsNumber = Math.min(value, Number(slider.max));
      set(value);
    });
    typed.addEventListener('change', () => write(this.#parameters[name]));
    control.querySelector('button')?.addEventListener('click', () => {
      slider.valueAsNumber = Math.min(standard, Number(slider.max));
      write(standard);
    });
  }
}
