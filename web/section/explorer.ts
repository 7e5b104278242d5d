import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { EXPLORER_START } from '../model/explorer-start.mjs';
import { CurveFigure, type Drawn } from '../plot/curve-plot.ts';
import { Live } from './live-part.ts';

/** The plot at the top: any functions over each other. */
export class Explorer extends Live {
  readonly figure: CurveFigure;

  constructor(
    root: Element,
    kassei: Kassei,
    labels: Labels,
    public others: Drawn[],
  ) {
    super(root);
    this.figure = new CurveFigure(root, kassei, labels, EXPLORER_START.range, () => this.others);
    this.listen();
  }

  protected create(container: Element) {
    return this.figure.create(container);
  }

  draw() {
    this.figure.draw();
  }
}
