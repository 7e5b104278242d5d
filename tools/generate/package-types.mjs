// Writes what TypeScript knows of the activations, from the JSON that src/describe/describe.cpp prints.
import { camelCase, constant, LARGEST, method, union } from './method-types.mjs';

const code = (value) =>
  JSON.stringify(value, (_, item) => (item === Infinity ? '∞' : item === -Infinity ? '-∞' : item))
    .replaceAll('"∞"', 'Infinity')
    .replaceAll('"-∞"', '-Infinity');
const key = (name) => (/^[a-z]\w*$/i.test(name) ? name : `'${name}'`);

/** A parameter as the described JSON has it, in the form that JavaScript sees. */
function parameterOf({ keras, type, default: standard, ...rest }) {
  const value = standard === null ? undefined : type === 'boolean' ? standard !== 0 : standard;
  return { name: camelCase(keras), keras, type, default: value, ...rest };
}

/** A framework's record likewise; the defaults of booleans are numbers in the JSON. */
function frameworkOf({ framework, names, defaults, kinks }, parameters) {
  const isBoolean = (keras) => parameters.find((parameter) => parameter.keras === keras).type === 'boolean';
  const typed = ({ keras, value }) => [camelCase(keras), isBoolean(keras) ? value !== 0 : value];
  return {
    framework,
    names,
    defaults: Object.fromEntries(defaults.map(typed)),
    kinks: kinks.map((kink) => (kink?.keras ? camelCase(kink.keras) : kink)),
  };
}

/** A number in a condition, a constant or a multiple of a parameter, likewise. */
const quantityOf = (quantity) =>
  quantity?.keras ? { parameter: camelCase(quantity.keras), factor: quantity.factor } : quantity;

const caseOf = ({ scale, offset, low, high, ...ends }) => ({
  scale: quantityOf(scale),
  offset: quantityOf(offset),
  low: quantityOf(low),
  high: quantityOf(high),
  ...ends,
});

/** An activation as `expand` of src/js/core takes it: what most of them have is left out at the end. */
function shortRecord({ name, kind, kinks, parameters, aliases, halves }) {
  const short = parameters.map(({ keras, type, default: standard, minimum, maximum, smallest }) =>
    shortened(
      [keras, type, standard, minimum, maximum, smallest],
      [undefined, undefined, undefined, -LARGEST, LARGEST],
    ),
  );
  return shortened([name, kind, short, kinks.length, aliases, halves], [undefined, undefined, undefined, 0, [], false]);
}

function shortened(values, usual) {
  const last = values.findLastIndex((value, i) => `${value}` !== `${usual[i]}`);
  return values.slice(0, last + 1);
}

/** The table of `kassei/dialects` for a framework: its spellings, each with the function's method and what differs. */
function dialects(entries) {
  const frameworks = {};
  for (const { method, family, frameworks: records } of entries) {
    for (const { framework, names, defaults, kinks } of records) {
      frameworks[framework] ??= {};
      for (const name of names) {
        if (name in frameworks[framework]) throw new Error(`${framework} has ${name} twice`);
        frameworks[framework][name] = { method, family, defaults, kinks };
      }
    }
  }
  return frameworks;
}

/** The contents of the generated TypeScript files. */
export function generate(described) {
  const entries = described.map(({ name, kind, cases, parameters, frameworks, kernels, ...rest }) => ({
    name,
    method: camelCase(name),
    kind,
    ...rest,
    cases: cases.map(caseOf),
    parameters: parameters.map(parameterOf),
    frameworks: frameworks.map((record) => frameworkOf(record, parameters)),
  }));
  const numbers = Object.fromEntries(
    described.map(({ name, kernels: { value, gradient, withKinks, masked, slopeSums, slopeGradient } }) => [
      name,
      [value, gradient, withKinks ?? masked ?? slopeSums, slopeGradient].filter((number) => number !== undefined),
    ]),
  );
  const names = entries.flatMap(({ name, method, aliases }) => [name, ...aliases].map((n) => [n, method]));
  const parameterNames = new Set(
    entries.flatMap(({ kind, parameters }) => (kind === 'elementwise' ? parameters.map(({ name }) => name) : [])),
  );
  const byFramework = dialects(entries);
  const frameworks = Object.entries(byFramework);
  const methodsOf = (spellings) => [...new Set(Object.values(spellings).map(({ method }) => method))];
  return {
    'activations.ts': `import { expand } from '../../src/js/core/expand.ts';
import type {
  Activation,
  ChannelwiseActivation,
  ElementwiseActivation,
  Float32,
  ParametricElementwiseActivation,
  RowwiseActivation,
} from '../../src/js/types.ts';

/** An activation's name as Keras spells it. */
export type ActivationName = ${union(entries.map(({ name }) => name))};

/** An activation's name as a method. */
export type MethodName = ${union(entries.map(({ method }) => method))};

/** The frameworks whose names, defaults and slopes are known, by their short names. */
export type Framework = ${union(frameworks.map(([framework]) => framework))};

/** A method for each activation. */
export interface ActivationsByMethod {
${entries.map(method).join('\n')}
}

/** The same functions by Keras' names and their aliases. */
export interface ActivationsByName {
${names.map(([name, target]) => `  /** The method \`${target}\`. */\n  ${name}: ActivationsByMethod['${target}'];`).join('\n')}
}

export const activations: readonly Activation<ActivationName, MethodName>[] = expand(${code(entries.map(shortRecord))});

/** The method of each alias. */
export const aliasMethods: Readonly<Record<string, string>> = ${code(
      Object.fromEntries(entries.flatMap(({ aliases }) => aliases).map((alias) => [alias, camelCase(alias)])),
    )};

/**
 * Whether an object has a property with the name of any elementwise parameter. Constant names make this a comparison of
 * hidden classes.
 */
export const hasParameter = (options: object): boolean =>
  ${[...parameterNames].map((name) => `'${name}' in options`).join(' || ')};
`,
    'auto.ts': `import type { Kassei } from '../../src/js/core/create.ts';
import { load } from '../../src/js/entries/index.ts';
import type { ActivationsByMethod } from './activations.ts';

/** The instance; load of kassei gives the same. */
const kassei: Kassei = await load();

${entries.map(constant).join('\n')}

/** The function with a Keras name or alias. */
export const get: Kassei['get'] = kassei.get;
/** Every activation, in the order of the catalogue. */
export const activations: Kassei['activations'] = kassei.activations;
/** An array in the library's memory, which the functions use without copying. */
export const allocate: Kassei['allocate'] = kassei.allocate;
/** The code that computes. */
export const backend: Kassei['backend'] = kassei.backend;
export default kassei;
`,
    'kernels.ts': `import type { ActivationName } from './activations.ts';

/**
 * The numbers by which the wasm knows an activation's kernels: value, gradient and, elementwise, the gradient with slopes
 * at the kinks; row-wise, the value where a mask is 0, if it is not 0; channelwise, the sums for the slopes' gradient and
 * that gradient from the sums.
 */
export const kernels: Readonly<Record<ActivationName, readonly number[]>> = ${code(numbers)};
`,
    'catalogue.ts': `import { freeze } from '../../src/js/core/freeze.ts';
import type { CatalogueEntry } from '../../src/js/records.ts';

export const entries: readonly CatalogueEntry[] = freeze<CatalogueEntry[]>(${code(entries)});
`,
    'dialects.ts': `import type { Spelling } from '../../src/js/records.ts';
import type { ActivationsByMethod } from './activations.ts';

/** The functions that each framework has, by their methods' names. */
export interface MethodsOf {
${frameworks.map(([framework, spellings]) => `  ${framework}: Pick<ActivationsByMethod, ${union(methodsOf(spellings))}>;`).join('\n')}
}

/** The same by the framework's own spellings. */
export interface SpellingsOf {
${frameworks
  .map(
    ([framework, spellings]) =>
      `  ${framework}: {\n${Object.entries(spellings)
        .map(([name, { method }]) => `    ${key(name)}: ActivationsByMethod['${method}'];`)
        .join('\n')}\n  };`,
  )
  .join('\n')}
}

export const spellings: { readonly [Framework in keyof SpellingsOf]: Readonly<Record<string, Spelling>> } = ${code(byFramework)};

/** Every name of an activation, in Kassei and in any framework, with its method. */
export const known: Readonly<Record<string, { readonly method: string; readonly family: string }>> = ${code(
      Object.fromEntries(
        entries.flatMap(({ name, method, aliases, family, frameworks }) =>
          [name, method, ...aliases, ...frameworks.flatMap(({ names }) => names)].map((n) => [n, { method, family }]),
        ),
      ),
    )};
`,
  };
}
