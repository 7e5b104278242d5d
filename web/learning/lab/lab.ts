import type { Language } from '../../content/labels.ts';
import { learningLabels } from '../picture/labels.ts';
import { SignalLab } from './signal-lab.ts';
import { TrainingLab } from './training-lab.ts';

const labClasses = { training: TrainingLab, signal: SignalLab };
const labs = new Map<Element, TrainingLab | SignalLab>();

/** Tells a section whether it is near the viewport. The first time it is, its lab is created. */
export function setNear(root: Element, near: boolean) {
  const lab = labs.get(root);
  if (lab) return near || lab.pause();
  if (!near) return;
  const onFailure = (error: unknown) => {
    console.error(error);
    root.classList.add('still');
    (root.querySelector('.unavailable') as HTMLElement).hidden = false;
  };
  for (const button of root.querySelectorAll<HTMLButtonElement>('.try')) {
    button.disabled = false;
    button.addEventListener('click', () => {
      for (const [name, value] of Object.entries(JSON.parse(button.dataset.try as string)))
        (root.querySelector(`[name="${name}"]`) as HTMLInputElement).value = String(value);
      labs.get(root)?.restart();
      // Scroll to the upper picture alone: it fits in any window.
      root.querySelector('.sight > :first-child')?.scrollIntoView({ block: 'nearest' });
    });
  }
  const Lab = labClasses[root.id as keyof typeof labClasses];
  labs.set(root, new Lab(root, learningLabels[document.documentElement.lang as Language], onFailure));
}
