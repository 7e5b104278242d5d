import { catalogue } from 'kassei/catalogue';
import { FIRST, remark, snippet } from './code/index.ts';
import en from './content/en/_examples.json' with { type: 'json' };
import ja from './content/ja/_examples.json' with { type: 'json' };
import type { Told } from './examples.ts';
import { judge, mistakesOf, parse } from './mistake.ts';
import { whenNear } from './near.ts';
import { type Entry, starts, type Values } from './parameters.ts';
import type { Kassei } from './sample.ts';
import { type Language, write } from './words.ts';

const words = { ja, en }[document.documentElement.lang as Language];

/** The code of one function, for the framework that is chosen and with the parameters as they are. */
class Code {
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
    // Fields that are there from the start make Chromium lay out all sections, to see what could be filled in.
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
    write(this.#root.querySelector('.note') as Element, remark(words, framework, this.entry, made));
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#shown.textContent);
      this.#status.textContent = words.copied;
    } catch {
      getSelection()?.selectAllChildren(this.#shown);
      this.#status.textContent = words.selected;
    }
  }
}

/** Lets the inputs of wrong formulas be changed. */
function enlivenMistakes(kassei: Kassei, entry: Entry, section: Element) {
  section.querySelectorAll('.mistake').forEach((block, i) => {
    const mistake = mistakesOf(entry)[i];
    const input = block.querySelector('input') as HTMLInputElement;
    const results = block.querySelectorAll('dd');
    Object.assign(input, { type: 'text', size: 10, disabled: false });
    input.addEventListener('input', () => {
      const x = parse(entry, mistake, input.value);
      input.setAttribute('aria-invalid', String(!x));
      if (!x) return;
      const { wrong, right, error } = judge(kassei, entry, mistake, x);
      [wrong, right, error].forEach((text, j) => {
        results[j].textContent = text;
      });
    });
  });
}

/** Each section when it is near; `values` has the parameters of those that have told of them. The framework is the same in all. */
export function enliven(kassei: Kassei, values: Map<Entry['name'], Values>) {
  const codes = new Map<Entry['name'], Code>();
  let framework = FIRST;
  const show = (code: Code) =>
    code.show(framework, values.get(code.entry.name) ?? { ...starts(code.entry), temperature: 1 });
  const begin = (entry: Entry, section: Element) => {
    enlivenMistakes(kassei, entry, section);
    const code = new Code(entry, section.querySelector('.code') as Element, (chosen) => {
      framework = chosen;
      codes.forEach(show);
    });
    codes.set(entry.name, code);
    if (values.has(entry.name) || framework !== FIRST) show(code);
  };
  for (const entry of catalogue) {
    const section = document.getElementById(entry.name) as Element;
    whenNear([section], () => begin(entry, section), '100%');
  }
  document.addEventListener('kassei:values', ({ detail }: CustomEventInit<Told>) => {
    const code = detail && codes.get(detail.name);
    if (code) show(code);
  });
  document.documentElement.dataset.examples = 'live';
}
