import type { Quantity } from 'kassei/catalogue';
import type { Entry, Values } from './settings.ts';

/** The index of the formula's case that holds at x. */
export function caseAt({ cases }: Pick<Entry, 'cases'>, values: Values, x: number): number | undefined {
  const number = (quantity: Quantity) =>
    typeof quantity === 'number' ? quantity : quantity.factor * Number(values[quantity.parameter]);
  const found = cases.findIndex(({ scale, offset, low, high, includesLow, includesHigh }) => {
    const here = number(scale) * x + number(offset);
    const [from, to] = [low, high].map((end) => (end === null ? undefined : number(end)));
    const above = from === undefined || here > from || (includesLow && here === from);
    return above && (to === undefined || here < to || (includesHigh && here === to));
  });
  return found < 0 ? undefined : found;
}
