import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { adjustable, type Entry, type Values, valuesOf } from '../model/settings.ts';
import { Live } from './live-part.ts';
import { bind } from './parameter-control.ts';

/** Gives one function's section its life: controls, reading and, near the viewport, the live plot. */
export abstract class Section extends Live {
  readonly values: Values;
  /** Works the control of a parameter, by a text as if it were typed. */
  readonly controls = new Map<string, (text: string) => void>();

  constructor(
    root: Element,
    readonly entry: Entry,
    readonly kassei: Kassei,
    readonly labels: Labels,
  ) {
    super(root);
    this.values = valuesOf(entry);
    for (const parameter of adjustable(entry)) {
      const control = root.querySelector<HTMLFieldSetElement>(`[data-parameter="${parameter.name}"]`);
      if (control)
        this.controls.set(
          parameter.name,
          bind(control, parameter, (value) => this.#set(parameter.name, value)),
        );
    }
    this.listen();
  }

  #set(name: string, value: number | boolean) {
    this.values[name] = value;
    const detail = { name: this.entry.name, values: this.values };
    this.root.dispatchEvent(new CustomEvent('kassei:values', { bubbles: true, detail }));
    this.draw();
  }
}
