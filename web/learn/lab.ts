import { type CatalogueEntry, catalogue } from 'kassei/catalogue';
import { options, starts } from '../parameters.ts';
import type { Language } from '../words.ts';
import type { Choice } from './choice.ts';
import { SignalLab } from './signal-lab.ts';
import { TrainingLab } from './training-lab.ts';
import { words } from './words.ts';

const kinds = { training: TrainingLab, signal: SignalLab };
const labs = new Map<Element, TrainingLab | SignalLab>();

/** The activation that a control names, with the parameters that the page starts with. */
function choose(name: string): Choice {
  const entry = catalogue.find((one) => one.name === name) as CatalogueEntry;
  return { name: entry.name, options: options(entry, starts(entry)) };
}

/** Tells a section whether it is near the viewport; it comes to life when it is for the first time. */
export function show(root: Element, near: boolean) {
  const lab = labs.get(root);
  if (lab) return near || lab.rest();
  if (!near) return;
  const failed = (error: unknown) => {
    console.error(error);
    root.classList.add('still');
    (root.querySelector('.unavailable') as HTMLElement).hidden = false;
  };
  const Kind = kinds[root.id as keyof typeof kinds];
  labs.set(root, new Kind(root, words[document.documentElement.lang as Language], choose, failed));
}
