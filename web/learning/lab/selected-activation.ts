import type { ActivationName } from 'kassei';
import type { Choice } from '../engine/activation-choice.ts';

/** What a control names; its option has the parameters. */
export function selected({ value, selectedOptions: [option] }: HTMLSelectElement): Choice {
  return { name: value as ActivationName, options: JSON.parse(option.dataset.options ?? '{}') };
}
