import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { type Entry, movable, type SettingsStore } from '../model/settings.ts';
import { LivePart } from './live-part.ts';
import { bindControl } from './parameter-control.ts';

/** One function's section: its controls, its reading and, near the viewport, its live plot. */
export abstract class Section extends LivePart {
  /** Functions that enter a text into a parameter's control, as if it were typed. */
  readonly controls = new Map<string, (text: string) => void>();

  constructor(
    root: Element,
    readonly entry: Entry,
    readonly kassei: Kassei,
    settings: SettingsStore,
    readonly labels: Labels,
  ) {
    super(root, settings, [entry]);
    for (const parameter of movable(entry)) {
      const control = root.querySelector<HTMLFieldSetElement>(`[data-parameter="${parameter.name}"]`);
      if (control)
        this.controls.set(
          parameter.name,
          bindControl(control, parameter, (value) => settings.set(entry, parameter.name, value)),
        );
    }
    this.listenToInputs();
  }
}
