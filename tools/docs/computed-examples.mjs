// Examples and special values in the pages of the functions, computed by the package.

import { table } from './markdown.mjs';

/** The shortest decimal that is this float32. */
export function shortest(value) {
  if (Object.is(value, -0)) return '-0';
  const digits = [1, 2, 3, 4, 5, 6, 7, 8].find((count) => Math.fround(Number(value.toPrecision(count))) === value);
  return String(Number(value.toPrecision(digits ?? 9)));
}

const list = (values) => values.map(shortest).join(', ');
const array = (values, type = 'Float32Array') => `${type}.of(${values.join(', ')})`;
const object = (options) =>
  `{ ${Object.entries(options)
    .map(([name, code]) => `${name}: ${code}`)
    .join(', ')} }`;

/** A value for a parameter that shows what it does: the middle of its slider in one digit, but not the default. */
function instance({ type, default: standard, slider: [from, to] }) {
  if (type === 'boolean') return !standard;
  const middle = Number(((from + to) / 2).toPrecision(1));
  return middle === standard ? to : middle;
}

const required = ({ parameters }) =>
  parameters.filter(({ type, default: value }) => type === 'number' && value === undefined);

/** Values for the parameters that must be given, not two the same. */
const given = (entry) => Object.fromEntries(required(entry).map(({ name }, i) => [name, 1 - 2 * i]));

function elementwise(entry) {
  const { method, parameters, plot, atDefaults } = entry;
  const fixed = given(entry);
  const options = required(entry).length ? `, ${object(fixed)}` : '';
  const others = parameters.filter(({ default: value }) => value !== undefined);
  const x = [
    ...new Set([...plot, -1, 0, 1, ...(atDefaults?.kinks ?? []).flatMap((kink) => (kink ? [kink.x] : []))]),
  ].sort((a, b) => a - b);
  const kinks = `[${entry.kinks.map((_, i) => (i ? 'undefined' : '0.5')).join(', ')}]`;
  return {
    declarations: [`const x = ${array(x)};`],
    calls: [
      `k.${method}(x${options})`,
      `k.${method}.grad(x${options})`,
      ...(entry.kinks.length ? [`k.${method}.grad(x, ${object({ ...fixed, kinks })})`] : []),
      ...others.map((parameter) => `k.${method}(x, ${object({ ...fixed, [parameter.name]: instance(parameter) })})`),
    ],
  };
}

function rowwise({ method, halves, parameters }) {
  const mask = parameters.some(({ type }) => type === 'mask');
  return {
    declarations: [
      `const x = ${array([1, 2, 3, 4, 0, 1, 0, -1])};`,
      'const shape = [2, 4]; // two rows of four',
      `const upstream = ${array(halves ? [1, 0, 0, 1] : [1, 0, 0, 0, 0, 1, 0, 0])};`,
    ],
    calls: [
      `k.${method}(x, { shape })`,
      `k.${method}.grad(x, { shape, upstream })`,
      `k.${method}(x, { shape, axis: 0 })`,
      ...(mask
        ? [
            `k.${method}(x, { shape, axis: [0, 1] })`,
            `k.${method}(x, { shape, mask: ${array([1, 1, 0, 0], 'Uint8Array')} })`,
            `k.${method}(x, { shape, temperature: 2 })`,
          ]
        : []),
    ],
  };
}

function channelwise({ method }) {
  return {
    declarations: [
      `const x = ${array([-4, -4, 1, 1])};`,
      `const slope = ${array([0.25, 0.5])};`,
      'const options = { slope, shape: [2, 2] }; // two channels, side by side',
    ],
    calls: [
      `k.${method}(x, options)`,
      `k.${method}.grad(x, options)`,
      `k.${method}.grad(Float32Array.of(0), { slope: ${array([0.25])}, kinks: [0.5] })`,
      `k.${method}.gradSlope(x, { ...options, upstream: ${array([1, 2, 3, 4])} })`,
      `k.${method}(x, { slope: ${array([0.1])} })`,
    ],
  };
}

const makers = { elementwise, rowwise, channelwise };

/** A program, with what each call returns. */
export function example(kassei, entry) {
  const { declarations, calls } = makers[entry.kind](entry);
  const results = new Function('k', `${declarations.join('\n')}\nreturn [${calls.join(', ')}];`)(kassei);
  const shown = calls.map((call, i) => `${call};\n// [${list([...results[i]])}]`);
  return `import { load } from 'kassei';\n\nconst k = await load();\n${declarations.join('\n')}\n\n${shown.join('\n')}`;
}

const typeset = (text) => text.replaceAll('-', '−').replaceAll('Infinity', '∞');
const SPECIAL = [-Infinity, -0, 0, Infinity, Number.NaN];
const ROWS = [
  [-0, -0],
  [Infinity, 0],
  [0, Infinity],
  [Infinity, Infinity],
  [-Infinity, 0],
  [0, -Infinity],
  [-Infinity, -Infinity],
  [Number.NaN, 0],
  [0, Number.NaN],
];

/** A table of what comes of zeros, infinities and NaN. */
export function specialValues(kassei, entry) {
  const run = kassei[entry.method];
  const row = (...cells) => cells.map((values) => typeset(list([...values])));
  if (entry.kind === 'rowwise') {
    const upstream = entry.halves ? Float32Array.of(1) : Float32Array.of(1, 0);
    const rows = ROWS.map((pair) => {
      const x = Float32Array.from(pair);
      return row(x, run(x), run.grad(x, { upstream }));
    });
    const inputs = entry.halves ? 'x = (a, b)' : 'x';
    return `Of a row of two, with g = ${entry.halves ? '1' : '(1, 0)'}:

${table([`$\`${inputs}\`$`, '$`y`$', '$`\\partial L/\\partial x`$'], rows)}`;
  }
  const options = entry.kind === 'channelwise' ? { slope: Float32Array.of(0.25) } : given(entry);
  const rows = SPECIAL.map((value) => {
    const x = Float32Array.of(value);
    return row(x, run(x, options), run.grad(x, options));
  });
  const settings = Object.entries(options).map(([name, value]) => `\`${name}\` = ${typeset(String(value))}`);
  const parameters = entry.parameters.length ? 'With default parameters' : '';
  const heading = settings.length ? `With ${settings.join(', ')}` : parameters;
  return `${heading && `${heading}:\n\n`}${table(['$`x`$', '$`f(x)`$', "$`f'(x)`$"], rows)}`;
}
