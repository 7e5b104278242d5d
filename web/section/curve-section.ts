import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { fill } from '../model/format.ts';
import { caseAt, caseConditions } from '../model/formula-cases.ts';
import type { Entry } from '../model/settings.ts';
import { CurveFigure, type Drawn } from '../plot/curve-plot.ts';
import { Section } from './section.ts';

/** A function of one number: its plot, other functions over it, and the case of its formula that holds at the cursor. */
export class CurveSection extends Section {
  readonly figure: CurveFigure;
  others: Drawn[] = [];
  readonly #cases: Element[];
  readonly #piece = this.root.querySelector('.reading .piece');

  constructor(root: Element, entry: Entry, kassei: Kassei, labels: Labels) {
    super(root, entry, kassei, labels);
    this.#cases = caseConditions(entry).length ? [...this.find('.formula').querySelectorAll('mtr')] : [];
    this.figure = new CurveFigure(this.find('figure'), kassei, labels, entry.plot, () => [this, ...this.others]);
    this.figure.root.addEventListener('draw', () => this.#mark());
  }

  protected create(container: Element) {
    return this.figure.create(container);
  }

  draw() {
    this.figure.draw();
  }

  /** Marks the case in force, by more than a colour, and names it. */
  #mark() {
    const row = caseAt(this.entry, this.values, Math.fround(this.figure.cursor.valueAsNumber));
    for (const [i, element] of this.#cases.entries()) element.classList.toggle('in-force', i === row);
    const condition = this.#cases[row ?? -1]?.lastElementChild?.textContent?.replace(/[<>≤≥+]/g, ' $& ');
    const text = condition ? fill(this.labels.piece, { condition }) : '';
    // It is announced whenever it is written.
    if (this.#piece && this.#piece.textContent !== text) this.#piece.textContent = text;
  }
}
