import { colour, type Dataset, Plot, scale } from './plot.ts';
import { at, type Curves, describe, horizontalAxis, reading, sample, verticalAxis } from './sample.ts';
import { Section } from './section.ts';

function line(name: string, dash: number[]) {
  return { data: [], borderColor: colour(name), borderWidth: 2.5, borderDash: dash, pointRadius: 0 };
}

/** A function of one number: the plot of f and f', and a cursor to read them at. */
export class CurveSection extends Section {
  readonly #showSlope = this.find<HTMLInputElement>('figcaption input');
  readonly #cursor = this.find<HTMLInputElement>('.reading input');
  readonly #reading = this.find('.reading p');
  /** The curves at the start, which fix the vertical axis. */
  #standard?: Curves;

  protected create(container: Element) {
    this.#standard ??= sample(this.kassei, this.entry, this.values);
    const plot = new Plot(container, 'line');
    for (const type of ['pointermove', 'pointerdown'] as const) {
      plot.canvas.addEventListener(type, (event) => {
        const x = plot.read('x', event);
        if (x === undefined) return;
        this.#cursor.valueAsNumber = x;
        this.draw();
      });
    }
    return plot;
  }

  draw() {
    const { entry, kassei, words, values } = this;
    const [here] = at(kassei, entry, values, [this.#cursor.valueAsNumber]);
    const text = reading(here);
    this.#reading.textContent = text;
    this.#cursor.setAttribute('aria-valuetext', text);
    if (!this.plot) return;
    const showSlope = this.#showSlope.checked;
    const curves = sample(kassei, entry, values);
    const cursor: Dataset = {
      ...line('ink', []),
      data: [here.value, ...(showSlope ? [here.slope] : [])].map((y) => ({ x: here.x, y })),
      showLine: false,
      pointRadius: 4,
      backgroundColor: colour('ink'),
      clip: 5,
    };
    this.plot.draw(
      [
        cursor,
        { ...line('value', []), data: curves.value },
        { ...line('slope', [7, 5]), data: curves.slope, hidden: !showSlope },
      ],
      { x: scale(horizontalAxis(entry)), y: scale(verticalAxis(this.#standard as Curves, curves)) },
      describe(words, kassei, entry, values),
    );
  }
}
