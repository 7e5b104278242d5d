import type { Entry, Values } from './settings.ts';

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '\\le': (a, b) => a <= b,
  '\\ge': (a, b) => a >= b,
};

/** The conditions of a formula's cases, in TeX; empty for a formula without cases. */
export const caseConditions = ({ formula }: Pick<Entry, 'formula'>) =>
  (/\\begin\{cases\}(.*)\\end\{cases\}/.exec(formula)?.[1] ?? '')
    .split('\\\\')
    .map((row) => row.split('&')[1]?.trim())
    .filter(Boolean);

/** Evaluates a sum of products of numbers, parameters, x and |x|, such as `\alpha x + \beta`. */
function evaluate(tex: string, symbols: ReadonlyMap<string, number>): number {
  const terms = tex.trim().match(/[+-]?[^+-]+/g) ?? [];
  return terms.reduce((sum, term) => {
    const factors = term.match(/\\[a-z]+|\|x\||[a-z]|\d+(\.\d+)?/g) ?? [];
    const product = factors.reduce((product, factor) => product * (symbols.get(factor) ?? Number(factor)), 1);
    return sum + (term.startsWith('-') ? -product : product);
  }, 0);
}

/** The index of the formula's case that holds at x. */
export function caseAt(entry: Entry, values: Values, x: number): number | undefined {
  const symbols = new Map([
    ['x', x],
    ['|x|', Math.abs(x)],
    ...entry.parameters.map(({ name, symbol }) => [symbol, Number(values[name])] as const),
  ]);
  const found = caseConditions(entry).findIndex((condition) => {
    if (condition.startsWith('\\text')) return true;
    const parts = condition.split(/(<|>|\\le|\\ge)/);
    const sides = parts.filter((_, i) => i % 2 === 0).map((side) => evaluate(side, symbols));
    return sides.slice(1).every((side, i) => comparisons[parts[2 * i + 1]](sides[i], side));
  });
  return found < 0 ? undefined : found;
}
