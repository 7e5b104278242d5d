import type { ActivationName } from 'kassei';
import type { ActivationChoice } from '../engine/activation-choice.ts';

/** The activation that a control has selected; the option carries parameters without a default. */
export function selectedActivation({ value, selectedOptions: [option] }: HTMLSelectElement): ActivationChoice {
  return { name: value as ActivationName, options: JSON.parse(option.dataset.options ?? '{}') };
}
