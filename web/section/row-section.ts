import { write } from '../dom/write.ts';
import { barNumber, evaluateRow, formatRow, inputAxis, type Row } from '../model/row.ts';
import type { LivePicture } from '../plot/canvas.ts';
import { barPicture } from '../plot/picture.ts';
import { Section } from './section.ts';

/** The section of a function of a row: bars before and after, and a slider for each input. */
export class RowSection extends Section {
  readonly inputs = [...this.root.querySelectorAll<HTMLInputElement>('.inputs input')];
  readonly #reading = this.find('.reading p');

  get drawing() {
    return this;
  }

  listen(plot: LivePicture) {
    const follow = (event: MouseEvent) => {
      const [right, up] = plot.place(event);
      const input = this.inputs[Math.floor(right * this.inputs.length)];
      const value = inputAxis.min + up * (inputAxis.max - inputAxis.min);
      if (!input || value < Number(input.min) || value > Number(input.max)) return;
      input.valueAsNumber = value;
      this.draw();
    };
    plot.canvas.addEventListener('click', follow);
    // A moving finger scrolls the page instead.
    plot.canvas.addEventListener('pointermove', (event) => {
      if (event.buttons && event.pointerType !== 'touch') follow(event);
    });
  }

  get temperature() {
    return Number(this.settings.get(this.entry).temperature);
  }

  get row(): Row {
    const given = this.inputs.map((input) => input.valueAsNumber);
    return evaluateRow(this.kassei, this.entry, given, this.settings.get(this.entry));
  }

  override get picture() {
    return barPicture(this.labels, this.entry, this.row);
  }

  override draw() {
    const { row } = this;
    const text = formatRow(row);
    write(this.#reading, text);
    this.root.dispatchEvent(new Event('draw'));
    row.inputs.forEach(({ name, value }, i) => {
      this.inputs[i].setAttribute('aria-valuetext', `${name} = ${barNumber(value)}, ${text}`);
    });
    this.plot?.show(this.picture);
  }
}
