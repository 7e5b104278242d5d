import { catalogue } from 'kassei/catalogue';
import { whenNear } from '../dom/when-near.ts';
import type { Kassei } from '../model/curves.ts';
import { type Entry, type SettingsChange, startValues, type Values } from '../model/settings.ts';
import { FIRST_FRAMEWORK } from '../snippets/index.ts';
import { CodePanel } from './code-panel.ts';
import { makeMistakesEditable } from './mistake-panel.ts';

/** Activates code and wrong formulas of each section near the viewport. `values` are the settings changed so far. */
export function showExamples(kassei: Kassei, values: Map<Entry['name'], Values>) {
  const codes = new Map<Entry['name'], CodePanel>();
  let framework = FIRST_FRAMEWORK;
  const show = (code: CodePanel) => code.show(framework, values.get(code.entry.name) ?? startValues(code.entry));
  const begin = (entry: Entry, section: Element) => {
    makeMistakesEditable(kassei, entry, section);
    const code = new CodePanel(entry, section.querySelector('.code') as Element, (chosen) => {
      framework = chosen;
      codes.forEach(show);
    });
    codes.set(entry.name, code);
    if (values.has(entry.name) || framework !== FIRST_FRAMEWORK) show(code);
  };
  for (const entry of catalogue) {
    const section = document.getElementById(entry.name) as Element;
    whenNear([section], () => begin(entry, section), '100%');
  }
  document.addEventListener('kassei:values', ({ detail }: CustomEventInit<SettingsChange>) => {
    const code = detail && codes.get(detail.name);
    if (code) show(code);
  });
  document.documentElement.dataset.examples = 'live';
}
