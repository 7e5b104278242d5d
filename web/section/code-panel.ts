import en from '../content/en/labels/examples.json' with { type: 'json' };
import ja from '../content/ja/labels/examples.json' with { type: 'json' };
import type { Language } from '../content/labels.ts';
import { write } from '../dom/write.ts';
import type { Entry, Values } from '../model/settings.ts';
import { remark, snippet } from '../snippets/index.ts';

const labels = { ja, en }[document.documentElement.lang as Language];

/** The code of one function for the chosen framework, with the parameters as set. */
export class CodePanel {
  readonly #root: Element;
  readonly #select: HTMLSelectElement;
  readonly #status: Element;
  readonly #shown: Element;

  constructor(
    readonly entry: Entry,
    root: Element,
    choose: (framework: string) => void,
  ) {
    this.#root = root;
    // Chromium lays out every section with form fields for autofill, so the field comes out of its template only now.
    const template = root.querySelector('template') as HTMLTemplateElement;
    template.replaceWith(template.content);
    this.#select = root.querySelector('select') as HTMLSelectElement;
    this.#status = root.querySelector('[role=status]') as Element;
    this.#shown = root.querySelector('code') as Element;
    this.#select.addEventListener('change', () => choose(this.#select.value));
    root.querySelector('button')?.addEventListener('click', () => this.#copy());
  }

  show(framework: string, values: Values) {
    const made = snippet(framework, this.entry, values);
    this.#select.value = framework;
    write(this.#status, '');
    write(this.#shown, made.code);
    (this.#shown.parentElement as HTMLElement).hidden = !made.code;
    (this.#root.querySelector('button') as HTMLElement).hidden = !made.code;
    write(this.#root.querySelector('.note') as Element, remark(labels, framework, this.entry, made));
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#shown.textContent);
      this.#status.textContent = labels.copied;
    } catch {
      getSelection()?.selectAllChildren(this.#shown);
      this.#status.textContent = labels.selected;
    }
  }
}
