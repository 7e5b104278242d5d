import { fill } from '../model/format.ts';
import { type Entry, options, type Values } from '../model/settings.ts';
import { jax } from './jax.ts';
import { keras2 } from './keras2.ts';
import { keras3 } from './keras3.ts';
import type { Platform, Settings } from './language.ts';
import { onnx } from './onnx.ts';
import { pytorch } from './pytorch.ts';
import { tensorflowjs } from './tensorflowjs.ts';
import { webnn } from './webnn.ts';

const platforms: Readonly<Record<string, Platform>> = { keras3, keras2, pytorch, jax, tensorflowjs, onnx, webnn };

/** Titles of Kassei and the frameworks with snippets, by the catalogue's names. */
export const titles: Readonly<Record<string, string>> = {
  kassei: 'Kassei',
  ...Object.fromEntries(Object.entries(platforms).map(([name, { title }]) => [name, title])),
};

/**
 * The reason why the code is not simply a call: the framework lacks the function and there is no code (absent), the
 * code builds the function from others (made), or the framework's function does not take these parameters (beyond).
 */
type Reason = 'absent' | 'made' | 'beyond';
type Snippet = { readonly code: string; readonly reason?: Reason };

/** The framework whose code the page shows until another is chosen. */
export const FIRST_FRAMEWORK = 'keras3';

const inputs = ({ kind, halves }: Entry) =>
  kind === 'rowwise' ? [1, 2, 3, ...(halves ? [4] : [])] : [-2, -1, 0, 1, 2];

const namesOf = (name: string, { frameworks }: Entry) =>
  frameworks.filter(({ framework }) => framework === name).flatMap((record) => record.names);

/** The reason as a sentence, or ''. */
export const remark = (labels: Record<Reason, string>, name: string, entry: Entry, { reason }: Snippet) =>
  reason ? fill(labels[reason], { framework: titles[name], name: namesOf(name, entry)[0] }) : '';

/** Code to paste into a program that uses the framework, or Kassei, with the parameters as set. */
export function snippet(name: string, entry: Entry, values: Values): Snippet {
  if (name === 'kassei') return { code: kasseiCode(entry, values) };
  const platform = platforms[name];
  const names = namesOf(name, entry);
  const call = platform.calls[entry.name];
  if (!call) {
    if (names.length)
      throw new Error(`web/snippets/${name}.ts has no line for ${entry.name}, which is ${names[0]} there`);
    return { code: '', reason: 'absent' };
  }
  const lines = [call(values as Settings)].flat();
  const point = name === 'webnn' || name === 'tensorflowjs' ? '' : '.0';
  const numbers = inputs(entry)
    .map((x) => `${x}${point}`)
    .join(', ');
  const isOwn = names.some((own) => new RegExp(`\\b${own}\\b`).test(lines.join('\n')));
  return {
    code: [...platform.setup(numbers, entry.kind === 'rowwise', lines.join('\n')), ...lines].join('\n'),
    reason: isOwn ? undefined : names.length ? 'beyond' : 'made',
  };
}

/** The code for Kassei, which follows from the catalogue. */
function kasseiCode(entry: Entry, values: Values) {
  const { method, parameters, kind } = entry;
  const given = Object.entries(options(entry, values))
    .filter(([name, value]) => value !== parameters.find((parameter) => parameter.name === name)?.default)
    .map(([name, value]) => `${name}: ${value instanceof Float32Array ? `Float32Array.of(${values[name]})` : value}`);
  const call = (name: string, more: string[] = []) => {
    const all = [...given, ...more].join(', ');
    return `k.${name}(x${all && `, { ${all} }`})`;
  };
  return [
    "import { load } from 'kassei';",
    '',
    'const k = await load();',
    `const x = Float32Array.of(${inputs(entry).join(', ')});`,
    `const y = ${call(method)};`,
    kind === 'rowwise'
      ? `const gradient = ${call(`${method}.grad`, ['upstream: y'])};`
      : `const slope = ${call(`${method}.grad`)};`,
  ].join('\n');
}
