import type { Language } from '../../content/labels.ts';
import { learningLabels } from '../picture/labels.ts';
import { SignalLab } from './signal-lab.ts';
import { TrainingLab } from './training-lab.ts';

const kinds = { training: TrainingLab, signal: SignalLab };
const labs = new Map<Element, TrainingLab | SignalLab>();

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
  for (const button of root.querySelectorAll<HTMLButtonElement>('.try')) {
    button.disabled = false;
    button.addEventListener('click', () => {
      for (const [name, value] of Object.entries(JSON.parse(button.dataset.try as string)))
        (root.querySelector(`[name="${name}"]`) as HTMLInputElement).value = String(value);
      labs.get(root)?.play();
      // Of the pictures the upper one, which is smaller than any window.
      root.querySelector('.sight > :first-child')?.scrollIntoView({ block: 'nearest' });
    });
  }
  const Kind = kinds[root.id as keyof typeof kinds];
  labs.set(root, new Kind(root, learningLabels[document.documentElement.lang as Language], failed));
}
