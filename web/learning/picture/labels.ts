import en from '../../content/en/labels/learning.json' with { type: 'json' };
import ja from '../../content/ja/labels/learning.json' with { type: 'json' };
import { format } from '../../model/format.ts';
import { powerOfTen } from '../../plot/svg.ts';

/** The labels of the two sections; a module of its own keeps them out of the other pages' scripts. */
export const learningLabels = { ja, en };
export type LearningLabels = typeof ja;

/** A number with two digits; a very large or small one has a power of ten. */
export function short(value: number): string {
  if (!value || !Number.isFinite(value)) return format(value);
  const [digits, exponent] = value.toExponential(1).split('e');
  const decimals = -Number(exponent);
  if (Math.abs(decimals) > 3) return `${digits.replace('-', '−')}×${powerOfTen(-decimals)}`;
  return value.toFixed(Math.max(0, decimals + 1)).replace('-', '−');
}

export const percent = (share: number) => `${Math.round(100 * share)}%`;
