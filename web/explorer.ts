import { Live } from './alive.ts';
import { CurveFigure, type Drawn } from './figure.ts';
import first from './first.json' with { type: 'json' };
import type { Kassei, Range } from './sample.ts';
import type { Words } from './words.ts';

/** What the plot at the top of the page shows at first, and where. */
export const FIRST = first.functions;
export const HOME = first.range as unknown as Range;

/** The plot at the top: any functions over each other. */
export class Explorer extends Live {
  readonly figure: CurveFigure;

  constructor(
    root: Element,
    kassei: Kassei,
    words: Words,
    public others: Drawn[],
  ) {
    super(root);
    this.figure = new CurveFigure(root, kassei, words, HOME, () => this.others);
    this.listen();
  }

  protected create(container: Element) {
    return this.figure.create(container);
  }

  draw() {
    this.figure.draw();
  }
}
