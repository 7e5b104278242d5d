import type { Kassei } from '../model/curves.ts';
import { judge, mistakesOf, parse } from '../model/formulas/wrong-formula.ts';
import type { Entry } from '../model/settings.ts';

/** Lets visitors change the inputs of a function's wrong formulas. */
export function makeMistakesEditable(kassei: Kassei, entry: Entry, section: Element) {
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
