// Writes a TypeScript program that uses every function in every way, and in wrong ways that must not compile.
import { catalogue, frameworks } from 'kassei/catalogue';

/** Values that a parameter of each type may have, and values that must not compile. */
const values = {
  number: { right: ['1', '-Infinity'], wrong: ["'1'", 'true', 'null', '1n', '[1]'] },
  axis: { right: ['0', '-1'], wrong: ["'0'", 'true', 'null'] },
  axes: { right: ['0', '-1', '[0, -1]', '[0] as const', 'null'], wrong: ["'0'", 'true', "['0']", '[null]'] },
  boolean: { right: ['true', 'false'], wrong: ['1', "'tanh'", 'null'] },
  floats: { right: ['x', 'a', 'foreign'], wrong: ['0.25', '[0.25]', 'new Float64Array(1)', 'null'] },
  mask: { right: ['new Uint8Array(4)'], wrong: ['[1, 0]', 'x', 'new Uint8ClampedArray(4).length', 'null'] },
};

const lines = (entry) => {
  const { name, method, aliases, kind, parameters, kinks } = entry;
  const rows = kind !== 'elementwise';
  const needed = parameters.filter(({ type, default: standard }) => standard === undefined && type !== 'mask');
  const given = Object.fromEntries(needed.map((parameter) => [parameter.name, values[parameter.type].right[0]]));
  const upstream = kind === 'rowwise' ? { upstream: 'x' } : {};
  const options = (...parts) => {
    const all = Object.entries(Object.assign({}, ...parts));
    return `{ ${all.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
  };
  const without = (object, key) => Object.fromEntries(Object.entries(object).filter(([other]) => other !== key));

  const right = [`k.get('${name}') satisfies typeof k.${method};`, `'${name}' satisfies ActivationName;`];
  right.push(`'${method}' satisfies MethodName;`);
  for (const alias of aliases) right.push(`k.get('${alias}') satisfies typeof k.${method};`);
  const wrong = [`k.${method} = k.${method};`, `k.get('${name}_');`, `k.${method}_;`];
  if (name !== method) wrong.push(`k.get('${method}');`, `k.${name};`);

  const calls = { [method]: given, [`${method}.grad`]: { ...given, ...upstream } };
  if (kind === 'channelwise') calls[`${method}.gradSlope`] = { ...given, upstream: 'x' };
  for (const [callee, base] of Object.entries(calls)) {
    const call = (input, ...parts) =>
      `k.${callee}(${[input, ...(parts.length ? [options(...parts)] : [])].join(', ')})`;
    const gradient = callee !== method;
    (Object.keys(base).length ? wrong : right).push(`${call('x')};`);
    for (const key of Object.keys(base)) wrong.push(`${call('x', without(base, key))};`);
    for (const input of ['x', 'a', 'foreign']) right.push(`${call(input, base)} satisfies Float32Array<ArrayBuffer>;`);
    for (const input of ['1', '[1]', 'new Float64Array(1)', 'undefined', "'1'"]) wrong.push(`${call(input, base)};`);
    right.push(`${call('x', base, { out: 'a' })} satisfies AllocatedArray;`);
    right.push(`${call('x', base, { out: 'x' })} satisfies Float32Array;`);
    for (const out of ['[1]', 'new Float64Array(1)', 'null', '1']) wrong.push(`${call('x', base, { out })};`);
    wrong.push(`${call('x', base, { nonsense: 1 })};`, `${call('x', base)} satisfies AllocatedArray;`);
    for (const { name: option, keras, type } of parameters) {
      for (const value of values[type].right) right.push(`${call('x', base, { [option]: value })};`);
      for (const value of values[type].wrong) wrong.push(`${call('x', base, { [option]: value })};`);
      if (keras !== option) wrong.push(`${call('x', base, { [keras]: values[type].right[0] })};`);
    }
    const own = parameters.map((parameter) => parameter.name);
    for (const [option, { type }] of Object.entries(everyOption)) {
      if (!own.includes(option)) wrong.push(`${call('x', base, { [option]: values[type].right[0] })};`);
    }
    (rows ? right : wrong).push(`${call('x', base, { shape: '[2, 2]' })};`);
    if (rows) right.push(`${call('x', base, { shape: '[2, 2] as const' })};`);
    for (const shape of rows ? ['4', "['2']", "'2'", 'null'] : []) wrong.push(`${call('x', base, { shape })};`);
    for (const value of ['x', 'a']) (gradient ? right : wrong).push(`${call('x', base, { upstream: value })};`);
    wrong.push(`${call('x', base, { upstream: '[1]' })};`, `${call('x', base, { upstream: '1' })};`);
    const slopes = gradient && callee.endsWith('.grad') && kinks.length > 0;
    (slopes ? right : wrong).push(`${call('x', base, { kinks: '[0.5]' })};`);
    if (!slopes) continue;
    right.push(`${call('x', base, { kinks: '[undefined]' })};`);
    wrong.push(`${call('x', base, { kinks: '0.5' })};`, `${call('x', base, { kinks: "['nonsense']" })};`);
    for (const { name: option, type } of parameters) {
      (['number', 'floats'].includes(type) ? right : wrong).push(`${call('x', base, { kinks: `['${option}']` })};`);
    }
  }
  return { right, wrong };
};

const everyOption = Object.fromEntries(
  catalogue.flatMap(({ parameters }) => parameters).map((parameter) => [parameter.name, parameter]),
);

/** Each framework's own spellings, and those of the others that it does not have. */
function dialects() {
  const spellings = new Set(catalogue.flatMap((entry) => entry.frameworks.flatMap(({ names }) => names)));
  const right = [];
  const wrong = ["like(k, 'torch');", "like({}, 'jax');"];
  for (const framework of Object.keys(frameworks)) {
    const known = new Map();
    for (const { method, frameworks: records } of catalogue) {
      const names = records.filter((record) => record.framework === framework).flatMap((record) => record.names);
      (names.length ? right : wrong).push(`like(k, '${framework}').${method};`);
      for (const name of names) known.set(name, method);
    }
    for (const name of spellings) {
      const call = `like(k, '${framework}').get('${name}')`;
      if (known.has(name)) right.push(`${call} satisfies typeof k.${known.get(name)};`);
      else wrong.push(`${call};`);
    }
  }
  return { right, wrong };
}

const parts = [...catalogue.map(lines), dialects()];
const [right, wrong] = ['right', 'wrong'].map((which) => parts.flatMap((part) => part[which]));

/** How many lines must compile, and how many must not. */
export const counts = { right: right.length, wrong: wrong.length };

export const text = `import type { ActivationName, AllocatedArray, Kassei, MethodName } from 'kassei';
import { like } from 'kassei/dialects';

declare const k: Kassei;
declare const x: Float32Array<ArrayBuffer>;
declare const foreign: Float32Array<SharedArrayBuffer>;
declare const a: AllocatedArray;

${[...right, ...wrong.flatMap((line) => ['// @ts-expect-error', line])].join('\n')}
`;
