/**
 * The functions under other frameworks' names, with their defaults and their slopes at kinks.
 * @module kassei/dialects
 */
import { known, type MethodsOf, type SpellingsOf, spellings } from '../../../build/generated/dialects.ts';
import { isPlainObject, show } from '../core/check.ts';
import type { Kassei } from '../core/create.ts';
import type { Framework, Spelling } from '../records.ts';

export type { Framework, Spelling };

/** The functions of a framework by their methods' names in Kassei, and by its own spellings. */
export type Dialect<F extends Framework> = MethodsOf[F] & {
  /**
   * The function with the framework's own spelling, such as 'LeakyReLU' for PyTorch.
   * @param name One of the framework's spellings.
   * @throws RangeError for other names; the message names the nearest spelling.
   */
  get<Name extends keyof SpellingsOf[F]>(name: Name): SpellingsOf[F][Name];
};

type Options = Record<string, unknown>;
type Callable = (x: unknown, options?: Options) => unknown;
type Activation = Callable & { grad: Callable; gradSlope?: Callable };

/**
 * The functions that a framework has, with the framework's defaults and, in gradients, its slopes at the kinks.
 * Parameters keep Kassei's names. Reading a method that the framework lacks throws a RangeError that names the nearest
 * spelling; `Object.keys` lists the methods that the framework has.
 * @param kassei The instance that `load` returns.
 * @param framework The framework's short name.
 * @throws TypeError if `kassei` is not an instance that `load` returns, RangeError if the framework is not known.
 */
export function like<F extends Framework>(kassei: Kassei, framework: F): Dialect<F> {
  if (typeof kassei?.get !== 'function' || !Array.isArray(kassei.activations)) {
    throw new TypeError(`kassei.like: the first argument must be what load gives, got ${show(kassei)}`);
  }
  if (!Object.hasOwn(spellings, framework)) {
    const names = Object.keys(spellings).join(', ');
    throw new RangeError(`kassei.like: no framework ${show(framework)}; there are ${names}`);
  }
  const table = spellings[framework];
  const made = new Map<Spelling, unknown>();
  const bySpelling = new Map<string, unknown>();
  const dialect: Record<string, unknown> = {};
  for (const [name, spelling] of Object.entries(table)) {
    const same = [...made.keys()].find((other) => sameFacts(other, spelling));
    const activation = same
      ? made.get(same)
      : adapt(kassei[spelling.method as keyof MethodsOf['keras3']] as unknown as Activation, spelling, framework);
    made.set(spelling, activation);
    bySpelling.set(name, activation);
    dialect[spelling.method] ??= activation;
  }
  dialect.get = (name: unknown) => {
    const found = bySpelling.get(name as string);
    if (found) return found;
    throw new RangeError(
      `kassei.like: ${framework} has no ${show(name)}; the nearest is ${show(nearest(typeof name === 'string' ? name : '', table))}`,
    );
  };
  for (const { method } of Object.values(known)) {
    if (method in dialect) continue;
    const get = () => {
      throw new RangeError(
        `kassei.like: ${framework} has no ${method}; the nearest is get(${show(nearest(method, table))})`,
      );
    };
    Object.defineProperty(dialect, method, { get });
  }
  return Object.freeze(dialect) as unknown as Dialect<F>;
}

const sameFacts = (a: Spelling, b: Spelling) => JSON.stringify(a) === JSON.stringify(b);

/** The function with the framework's defaults, or the function itself if nothing differs. */
function adapt(activation: Activation, { method, defaults, kinks }: Spelling, framework: Framework): Activation {
  if (!kinks.length && !Object.keys(defaults).length) return activation;
  const { gradSlope } = activation;
  const adapted = (name: string, run: Callable, overrides: Options): Callable => {
    const where = run === activation ? method : `${method}.${name}`;
    const adaptedRun: Callable = (x, options) => {
      if (options !== undefined && !isPlainObject(options)) return run(x, options);
      // Inherited options count too. Each is read once.
      const merged: Options = Object.create(options ?? null);
      for (const [name, value] of Object.entries(overrides)) {
        const given = merged[name];
        if (given === undefined && value === null) {
          throw new TypeError(`kassei.${where}: ${name} must be given, as ${framework} wants it`);
        }
        Object.defineProperty(merged, name, { value: given === undefined ? value : given, enumerable: true });
      }
      return run(x, merged);
    };
    return Object.defineProperty(adaptedRun, 'name', { value: name });
  };
  const slopes = kinks.length ? { kinks: kinks.map((kink) => kink ?? undefined) } : {};
  const value = adapted(method, activation, defaults);
  const grad = adapted('grad', activation.grad, { ...defaults, ...slopes });
  const extra = gradSlope && { gradSlope: adapted('gradSlope', gradSlope, defaults) };
  return Object.freeze(Object.assign(value, { grad }, extra));
}

/**
 * The framework's spelling of the same function, else the most similar spelling, of the same family if there is one.
 */
function nearest(name: string, table: Readonly<Record<string, Spelling>>): string {
  const meant = Object.entries(known).find(([other]) => letters(other) === letters(name))?.[1];
  const all = Object.entries(table);
  const same = all.find(([, { method }]) => method === meant?.method);
  if (same) return same[0];
  const family = all.filter(([, spelling]) => spelling.family === meant?.family);
  const ranked = (family.length ? family : all)
    .map(([other]) => ({ other, distance: distance(letters(name), letters(other)) }))
    .sort((a, b) => a.distance - b.distance);
  return (ranked[0] as { other: string }).other;
}

const letters = (name: string) => name.toLowerCase().replaceAll('_', '');

/** The number of letters to change, add or remove to turn one word into the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const exchanged = (row[j] as number) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
