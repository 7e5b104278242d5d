import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { fill } from '../model/format.ts';
import { caseAt } from '../model/formula-cases.ts';
import type { Entry, SettingsStore } from '../model/settings.ts';
import { CurvePlot } from '../plot/curve-plot.ts';
import { Section } from './section.ts';

/** The section of a function of one number: its plot with other functions, and the case in force at the cursor. */
export class CurveSection extends Section {
  readonly curvePlot: CurvePlot;
  readonly #cases: Element[];
  readonly #caseText = this.root.querySelector('.reading .piece');

  constructor(root: Element, entry: Entry, kassei: Kassei, settings: SettingsStore, labels: Labels) {
    super(root, entry, kassei, settings, labels);
    this.#cases = entry.cases.length ? [...this.find('.formula').querySelectorAll('mtr')] : [];
    this.curvePlot = new CurvePlot(this.find('figure'), kassei, labels, entry.plot, () => this.drawn);
    this.curvePlot.root.addEventListener('draw', () => this.#markCase());
  }

  get drawing() {
    return this.curvePlot;
  }

  /** Marks the case in force with more than a colour, and names it. */
  #markCase() {
    const row = caseAt(this.entry, this.settings.get(this.entry), Math.fround(this.curvePlot.cursor.valueAsNumber));
    for (const [i, element] of this.#cases.entries()) element.classList.toggle('in-force', i === row);
    const condition = this.#cases[row ?? -1]?.lastElementChild?.textContent?.replace(/[<>≤≥+]/g, ' $& ');
    const text = condition ? fill(this.labels.piece, { condition }) : '';
    // Every write is announced, even one of the same text.
    if (this.#caseText && this.#caseText.textContent !== text) this.#caseText.textContent = text;
  }
}
