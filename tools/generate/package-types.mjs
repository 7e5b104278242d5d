// Writes what TypeScript knows of the activations, from the JSON that src/describe/describe.cpp prints.
import { plain } from './tex-to-text.mjs';

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const code = (value) =>
  JSON.stringify(value, (_, item) => (item === Infinity ? '∞' : item === -Infinity ? '-∞' : item))
    .replaceAll('"∞"', 'Infinity')
    .replaceAll('"-∞"', '-Infinity');
const union = (names) => names.map((name) => `'${name}'`).join(' | ');
const key = (name) => (/^[a-z]\w*$/i.test(name) ? name : `'${name}'`);

/** Numbers of float32 range end here. */
const LARGEST = 2 ** 128 - 2 ** 104;
const SMALLEST = 2 ** -149;

const ranges = {
  boolean: () => 'true or false',
  axis: () => 'an axis of `shape`',
  axes: () => 'axes of `shape`',
  floats: () => 'any numbers',
  mask: () => 'as long as x, or as the last axes of `shape`, over which it repeats',
  number({ minimum, maximum, smallest }) {
    if (smallest) return 'any number but 0, of float32 range';
    if (minimum === -Infinity) return 'any number';
    const from = minimum === -LARGEST ? 'any number' : minimum === SMALLEST ? 'above 0,' : `${minimum} or more,`;
    return `${from} of float32 range${maximum === Infinity ? ' or Infinity' : ''}`;
  },
};

/** The values that a parameter may have, in words. */
export const range = (parameter) => ranges[parameter.type](parameter);

const typeOf = {
  number: 'number',
  boolean: 'boolean',
  axis: 'number',
  axes: 'number | readonly number[] | null',
  floats: 'Float32',
  mask: 'Uint8Array',
};

const isNumber = ({ type }) => type === 'number';
const isRequired = (parameter) =>
  parameter.type === 'floats' || (isNumber(parameter) && parameter.default === undefined);

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

function standard({ type, default: value }) {
  if (value !== undefined) return `Default ${value}.`;
  return type === 'mask' ? 'May be left out.' : 'Must be given.';
}

function parametersType(parameters) {
  const members = parameters.map((p) => {
    return `\n    /** ${capital(p.text)}. ${capital(range(p))}. ${standard(p)} */\n    ${p.name}${isRequired(p) ? '' : '?'}: ${typeOf[p.type]};`;
  });
  return members.length ? `{${members.join('')}\n  }` : 'unknown';
}

const interfaces = {
  elementwise: 'ElementwiseActivation',
  rowwise: 'RowwiseActivation',
  channelwise: 'ChannelwiseActivation',
};

function methodType({ kind, parameters, kinks }) {
  const names = parameters.filter(({ type }) => type === 'number' || type === 'floats').map(({ name }) => name);
  const typed = [parametersType(parameters)];
  if (kind === 'elementwise') {
    if (kinks.length) typed.push(names.length ? union(names) : 'never');
    if (parameters.some(isRequired)) return `Parametric${interfaces[kind]}<${typed.join(', ')}>`;
  }
  return `${interfaces[kind]}<${typed.join(', ')}>`;
}

function documentation({ kind, source, formula, derivative, parameters, kinks, error, halves }) {
  const isRowwise = kind === 'rowwise';
  const value = isRowwise ? (halves ? 'y' : 'y_i') : 'f(x)';
  const symbols = parameters
    .map(({ name, symbol }) => ({ name, symbol: plain(symbol) }))
    .filter(({ name, symbol }) => symbol && symbol !== name && plain(formula).includes(symbol))
    .map(({ name, symbol }) => `${symbol} is \`${name}\``);
  const where = symbols.length ? ` (${symbols.join(', ')})` : '';
  const rules = kinks.map(({ at, slope }) => `; ${plain(slope)} at x = ${plain(at)}`);
  const sum = isRowwise ? " of the sum of its terms' sizes" : '';
  return [
    `- ${value} = ${plain(formula)}${where}.`,
    ...(isRowwise ? [] : [`- f'(x) = ${plain(derivative)}${rules.join('')}.`]),
    ...parameters.map((p) => `- \`${p.name}\`: ${p.text}. ${capital(range(p))}. ${standard(p)}`),
    `- Error with default parameters, in ulp: value at most ${error.value}, gradient at most ${error.gradient}${sum}.`,
    `- ${capital(source)}.`,
  ];
}

function method(entry) {
  const { method, title, aliases } = entry;
  const lines = documentation(entry).flatMap((line) => line.match(/.{1,112}(?:\s|$)/g));
  const doc = `  /**\n   * ${title}.\n   *\n${lines.map((line) => `   * ${line.trimEnd()}`).join('\n')}\n   */`;
  const others = aliases.map(
    (alias) =>
      `  /** The same function as \`${method}\`. */\n  readonly ${camelCase(alias)}: ActivationsByMethod['${method}'];`,
  );
  return [`${doc}\n  readonly ${method}: ${methodType(entry)};`, ...others].join('\n');
}

/** The method as a constant of `kassei/auto`. */
function constant(entry) {
  const { method, title, aliases } = entry;
  const names = [method, ...aliases.map(camelCase)];
  return names
    .map(
      (name) =>
        `/** ${title}: \`${method}\` of \`Kassei\`. */\nexport const ${name}: ActivationsByMethod['${method}'] = kassei.${method};`,
    )
    .join('\n');
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
  const short = entries.map(({ name, method, aliases, kind, halves, parameters, kinks }) => ({
    name,
    method,
    aliases,
    kind,
    halves,
    parameters: parameters.map(({ symbol, text, slider, ...parameter }) => parameter),
    kinks: kinks.length,
  }));
  const numbers = Object.fromEntries(described.map(({ name, kernels }) => [name, kernels]));
  const names = entries.flatMap(({ name, method, aliases }) => [name, ...aliases].map((n) => [n, method]));
  const parameterNames = new Set(
    entries.flatMap(({ kind, parameters }) => (kind === 'elementwise' ? parameters.map(({ name }) => name) : [])),
  );
  const byFramework = dialects(entries);
  const frameworks = Object.entries(byFramework);
  const methodsOf = (spellings) => [...new Set(Object.values(spellings).map(({ method }) => method))];
  return {
    'activations.ts': `import { freeze } from '../../src/js/core/freeze.ts';
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

export const activations: readonly Activation<ActivationName, MethodName>[] = freeze(${code(short)});

/** The method of each alias. */
export const aliasMethods: Readonly<Record<string, string>> = ${code(
      Object.fromEntries(short.flatMap(({ aliases }) => aliases).map((alias) => [alias, camelCase(alias)])),
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

/** The numbers by which the wasm knows an activation's kernels. */
export interface KernelNumbers {
  readonly value: number;
  readonly gradient: number;
  /** The gradient with slopes at the kinks as given. */
  readonly withKinks?: number;
  /** The value where a mask is 0, if it is not 0. */
  readonly masked?: number;
  /** The sums for the slopes' gradient, and that gradient from the sums, if the activation is channelwise. */
  readonly slopeSums?: number;
  readonly slopeGradient?: number;
}

export const kernels: Readonly<Record<ActivationName, KernelNumbers>> = ${code(numbers)};
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
