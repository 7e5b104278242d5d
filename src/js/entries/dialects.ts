/**
 * The functions under other frameworks' names, with their defaults and their slopes at kinks.
 * @module kassei/dialects
 */
import { known, type MethodsOf, type SpellingsOf, spellings } from '../../../build/generated/dialects.ts';
import type { Kassei } from '../core/create.ts';
import { isPlainObject, optionsOf } from '../core/options.ts';
import { distance, letters, show, suggest } from '../core/show.ts';
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
  if (!Object.keys(spellings).includes(framework)) {
    const names = Object.keys(spellings).join(', ');
    throw new RangeError(`kassei.like: no framework ${show(framework)}; there are ${names}`);
  }
  const table = spellings[framework];
  const made = new Map<Spelling, unknown>();
  const bySpelling = new Map<string, unknown>();
  const dialect: Record<string, unknown> = {};
  for (const [name, spelling] of Object.entries(table)) {
    const same = [...made.keys()].find((other) => sameFacts(other, spelling));
    const own = kassei[spelling.method as keyof MethodsOf['keras3']] as unknown as Activation;
    const names = Object.keys(table).filter((other) => sameFacts(table[other] as Spelling, spelling));
    const activation = same
      ? made.get(same)
      : renamed(adapt(own, spelling, framework, kassei.activations), spelling.method, names);
    made.set(spelling, activation);
    bySpelling.set(name, activation);
    dialect[spelling.method] ??= activation;
  }
  dialect.get = (name: unknown) => {
    const found = bySpelling.get(name as string);
    if (found) return found;
    const word = typeof name === 'string' ? letters(name) : '';
    const meant = Object.entries(known).find(([other]) => letters(other) === word)?.[1];
    const advice = meant ? `the nearest is ${show(nearest(meant, table))}` : suggest(name, Object.keys(table));
    throw new RangeError(`kassei.like: ${framework} has no ${show(name)}; ${advice}`);
  };
  for (const meant of Object.values(known)) {
    const { method } = meant;
    if (method in dialect) continue;
    const get = () => {
      throw new RangeError(
        `kassei.like: ${framework} has no ${method}; the nearest is get(${show(nearest(meant, table))})`,
      );
    };
    Object.defineProperty(dialect, method, { get });
  }
  return Object.freeze(dialect) as unknown as Dialect<F>;
}

const sameFacts = (a: Spelling, b: Spelling) => JSON.stringify(a) === JSON.stringify(b);

/** The function with its gradients, each of them adapted. */
function adaptEach(
  activation: Activation,
  method: string,
  adapt: (run: Callable, name: string) => Callable,
): Activation {
  const { grad, gradSlope } = activation;
  const named = (run: Callable, name: string) => Object.defineProperty(adapt(run, name), 'name', { value: name });
  const extra = gradSlope && { gradSlope: named(gradSlope, 'gradSlope') };
  return Object.freeze(Object.assign(named(activation, method), { grad: named(grad, 'grad') }, extra));
}

/** The function with errors that name the framework's spellings, or the function itself if they are Kassei's. */
function renamed(activation: Activation, method: string, spellings: readonly string[]): Activation {
  if (spellings.every((spelling) => letters(spelling) === letters(method))) return activation;
  const own = `kassei.${method}`;
  return adaptEach(activation, method, (run) => (x, options) => {
    try {
      return run(x, options);
    } catch (error) {
      if (error instanceof Error) error.message = error.message.replace(own, `${spellings.join(', ')} (${own})`);
      throw error;
    }
  });
}

/** The function with the framework's defaults, or the function itself if nothing differs. */
function adapt(
  activation: Activation,
  { method, defaults, kinks }: Spelling,
  framework: Framework,
  activations: Kassei['activations'],
): Activation {
  if (!kinks.length && !Object.keys(defaults).length) return activation;
  const { parameters } = activations.find((record) => record.method === method) as Kassei['activations'][number];
  const known = ['shape', 'upstream', 'kinks', 'out', ...parameters.map((parameter) => parameter.name)];
  const slopes = kinks.length ? { kinks: kinks.map((kink) => kink ?? undefined) } : {};
  return adaptEach(activation, method, (run, name) => {
    const where = run === activation ? method : `${method}.${name}`;
    const overrides: Options = name === 'grad' ? { ...defaults, ...slopes } : defaults;
    return (x, options) => {
      if (options !== undefined && !isPlainObject(options)) return run(x, options);
      const merged: Options = Object.create(null);
      if (options) for (const option of optionsOf(options, known)) merged[option] = options[option];
      for (const [name, value] of Object.entries(overrides)) {
        if (merged[name] === undefined && value === null) {
          throw new TypeError(`kassei.${where}: ${name} must be given, as ${framework} wants it`);
        }
        // A single slope needs no axis: PyTorch's is beyond the shape of a flat array.
        const needless = name === 'axis' && (merged.slope as { length: number } | undefined)?.length === 1;
        // WebNN's clamp takes NaN for no limit.
        const unlimited = Math.abs(value as number) === Infinity && Number.isNaN(merged[name]);
        if (unlimited || (merged[name] === undefined && !needless)) merged[name] = value;
      }
      return run(x, merged);
    };
  });
}

/** The framework's spelling of the function, else the most similar one, of the same family if there is one. */
function nearest({ method, family }: { method: string; family: string }, table: Readonly<Record<string, Spelling>>) {
  const all = Object.entries(table);
  const same = all.find(([, spelling]) => spelling.method === method);
  if (same) return same[0];
  const relatives = all.filter(([, spelling]) => spelling.family === family);
  const ranked = (relatives.length ? relatives : all)
    .map(([other]) => ({ other, distance: distance(letters(method), letters(other)) }))
    .sort((a, b) => a.distance - b.distance);
  return (ranked[0] as { other: string }).other;
}
