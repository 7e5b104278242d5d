// Writes what TypeScript knows of the activations, from the JSON that src/describe.cpp prints.

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const code = (value) =>
  JSON.stringify(value, (_, item) => (item === Infinity ? '∞' : item)).replaceAll('"∞"', 'Infinity');
const union = (names) => names.map((name) => `'${name}'`).join(' | ');

const bound = (ulp) => (ulp === 0 ? 'exact' : `error below ${ulp} ulp`);

function range({ minimum, maximum }) {
  if (maximum === Infinity) return `${minimum} to Infinity`;
  return minimum === -maximum ? 'any finite number of float32 range' : `${minimum} to ${maximum}`;
}

function parametersType(parameters) {
  if (parameters.length === 0) return '';
  const members = parameters.map(
    (p) =>
      `\n    /** ${p.text[0].toUpperCase()}${p.text.slice(1)}: ${range(p)}. Default ${p.default}. */\n    ${p.name}?: number;`,
  );
  return `<{${members.join('')}\n  }>`;
}

function method({ method, aliases, title, source, error, parameters }) {
  const doc = `  /**
   * ${title}. Value: ${bound(error.value)}; gradient: ${bound(error.gradient)} (default parameters).
   * ${source}.
   */`;
  const type = `  readonly ${method}: ElementwiseActivation${parametersType(parameters)};`;
  const others = aliases.map(
    (alias) =>
      `  /** The same function as \`${method}\`. */\n  readonly ${camelCase(alias)}: ActivationsByMethod['${method}'];`,
  );
  return [`${doc}\n${type}`, ...others].join('\n');
}

/** The contents of activations.ts and catalogue.ts. */
export function generate(described) {
  const entries = described.map(({ name, kind, ...rest }) => ({
    name,
    method: camelCase(name),
    kind,
    ...rest,
    parameters: rest.parameters.map(({ keras, ...parameter }) => ({ name: camelCase(keras), keras, ...parameter })),
  }));
  const short = entries.map(({ name, method, aliases, kind, parameters }) => ({
    name,
    method,
    aliases,
    kind,
    parameters: parameters.map(({ name, keras, default: standard, minimum, maximum }) => ({
      name,
      keras,
      default: standard,
      minimum,
      maximum,
    })),
  }));
  const names = entries.flatMap(({ name, method, aliases }) => [name, ...aliases].map((n) => [n, method]));
  return {
    'activations.ts': `import { freeze } from '../../src/js/freeze.ts';
import type { Activation, ElementwiseActivation } from '../../src/js/types.ts';

/** An activation's name as Keras spells it. */
export type ActivationName = ${union(entries.map(({ name }) => name))};

/** An activation's name as a method. */
export type MethodName = ${union(entries.map(({ method }) => method))};

/** A method for each activation. */
export interface ActivationsByMethod {
${entries.map(method).join('\n')}
}

/** The same functions by Keras' names and their aliases. */
export interface ActivationsByName {
${names.map(([name, target]) => `  ${name}: ActivationsByMethod['${target}'];`).join('\n')}
}

export const activations: readonly Activation<ActivationName, MethodName>[] = freeze(${code(short)});

/** The method of each name and alias. */
export const methods: Readonly<Record<string, string>> = ${code(
      Object.fromEntries(names.map(([name]) => [name, camelCase(name)])),
    )};
`,
    'catalogue.ts': `import type { CatalogueEntry } from '../../src/js/catalogue.ts';
import { freeze } from '../../src/js/freeze.ts';

export const entries: readonly CatalogueEntry[] = freeze(${code(entries)});
`,
  };
}
