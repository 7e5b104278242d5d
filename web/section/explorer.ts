import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { EXPLORER_START } from '../model/explorer-start.mjs';
import type { Entry, SettingsStore } from '../model/settings.ts';
import { CurvePlot } from '../plot/curve-plot.ts';
import { LivePart } from './live-part.ts';

/** The plot at the top of the page, for any functions over each other. */
export class Explorer extends LivePart {
  readonly curvePlot: CurvePlot;

  constructor(root: Element, kassei: Kassei, settings: SettingsStore, labels: Labels, functions: Entry[]) {
    super(root, settings, functions);
    this.curvePlot = new CurvePlot(root, kassei, labels, EXPLORER_START.range, () => this.drawn);
    this.listenToInputs();
  }

  get drawing() {
    return this.curvePlot;
  }
}
