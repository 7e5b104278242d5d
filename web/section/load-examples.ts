import { whenNear } from '../dom/when-near.ts';
import type { Kassei } from '../model/curves.ts';
import type { Entry, SettingsChange, Values } from '../model/settings.ts';

/** Loads the script for code and wrong formulas when the first of them comes near the viewport. */
export function loadExamplesWhenNear(kassei: Kassei) {
  const values = new Map<Entry['name'], Values>();
  document.addEventListener('kassei:values', ({ detail }: CustomEventInit<SettingsChange>) => {
    if (detail) values.set(detail.name, detail.values);
  });
  const show = async () => (await import('./examples.ts')).showExamples(kassei, values);
  whenNear(document.querySelectorAll('.code'), show, '100%');
}
