// Writes the TypeScript and the comment of an activation's method.
import { plain } from './tex-to-text.mjs';

export const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const capital = (text) => text[0].toUpperCase() + text.slice(1);
export const union = (names) => names.map((name) => `'${name}'`).join(' | ');

/** Numbers of float32 range end here. */
export const LARGEST = 2 ** 128 - 2 ** 104;
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

export function method(entry) {
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
export function constant(entry) {
  const { method, title, aliases } = entry;
  const names = [method, ...aliases.map(camelCase)];
  return names
    .map(
      (name) =>
        `/** ${title}: \`${method}\` of \`Kassei\`. */\nexport const ${name}: ActivationsByMethod['${method}'] = kassei.${method};`,
    )
    .join('\n');
}
