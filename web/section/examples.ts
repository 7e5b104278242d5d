import { catalogue } from 'kassei/catalogue';
import 'virtual:framework-names';
import { whenNear } from '../dom/when-near.ts';
import type { Kassei } from '../model/curves.ts';
import type { Entry, SettingsStore } from '../model/settings.ts';
import { FIRST_FRAMEWORK } from '../snippets/index.ts';
import { CodePanel } from './code-panel.ts';
import { makeMistakesEditable } from './mistake-panel.ts';

/** Activates code and wrong formulas of each section near the viewport. */
export function showExamples(kassei: Kassei, settings: SettingsStore) {
  const codes: CodePanel[] = [];
  let framework = FIRST_FRAMEWORK;
  const show = (code: CodePanel) => code.show(framework, settings.get(code.entry));
  const begin = (entry: Entry, section: Element) => {
    makeMistakesEditable(kassei, entry, section);
    const code = new CodePanel(entry, section.querySelector('.code') as Element, (chosen) => {
      framework = chosen;
      codes.forEach(show);
    });
    codes.push(code);
    show(code);
    settings.subscribe((changed) => {
      if (changed === entry) show(code);
    });
  };
  for (const entry of catalogue) {
    const section = document.getElementById(entry.name) as Element;
    whenNear([section], () => begin(entry, section), '100%');
  }
  document.documentElement.dataset.examples = 'live';
}
