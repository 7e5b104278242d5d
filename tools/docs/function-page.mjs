// The pages of the documentation about the functions, and the page that leads to them.

import { range } from '../generate/method-types.mjs';
import { entries } from '../generate/package-entries.mjs';
import { cells, head, own } from './accuracy-page.mjs';
import { example, specialValues } from './computed-examples.mjs';
import { showDefault } from './frameworks-page.mjs';
import { table } from './markdown.mjs';

const inline = (tex) => `$\`${tex}\`$`;
const displayed = (tex) => `\`\`\`math\n${tex}\n\`\`\``;
const capital = (text) => text[0].toUpperCase() + text.slice(1);

function formulas({ kind, formula, derivative, range, limits, parameters, halves }) {
  const i = halves ? '' : '_i';
  const lines =
    kind === 'rowwise'
      ? [
          displayed(`y${i} = ${formula}`),
          `The gradient of the inputs, from that of the outputs, ${inline(`g${i} = \\partial L/\\partial y${i}`)}:`,
          displayed(`\\frac{\\partial L}{\\partial x${i}} = ${derivative}`),
        ]
      : [displayed(`f(x) = ${formula}`), displayed(`f'(x) = ${derivative}`)];
  const ends = limits.map((limit, i) => `${inline(limit)} as ${inline(i ? 'x\\to\\infty' : 'x\\to-\\infty')}`);
  const towards = limits.some(Boolean) ? ` Limits: ${ends.join(', ')}.` : '';
  const defaults = parameters.some((p) => p.default !== undefined) ? ' with default parameters' : '';
  return [...lines, `Values: ${inline(range)}${defaults}.${towards}`].join('\n\n');
}

const types = {
  floats: '`Float32Array` or allocated array',
  mask: '`Uint8Array`',
  axis: 'integer',
  axes: 'integer, list of integers or `null`',
};

const others = {
  elementwise: 'Also `out`, where to write, and in the gradient `upstream`, a factor for each element',
  rowwise: 'Also `shape`, `out`, where to write, and `upstream`, which the gradient needs',
  channelwise: 'Also `shape`, `out`, where to write, and in the gradients `upstream`, which `gradSlope` needs',
};

function parameters({ kind, parameters, kinks, halves }) {
  const lines = parameters.map(({ name, keras, type, symbol, text, ...rest }) => {
    const sign = symbol && `${inline(symbol)}, `;
    const standard = rest.default === undefined ? (type === 'mask' ? 'none' : 'must be given') : String(rest.default);
    return `- \`${name}\`, in Keras \`${keras}\`: ${sign}${text}.\\\n  Type: ${types[type] ?? type}. Allowed: ${range({ type, ...rest })}. Default: ${standard}.`;
  });
  const own = lines.length ? lines.join('\n') : 'None of its own.';
  const length = halves ? ' The value is half as long as x along the axis.' : '';
  return `${own}\n\n${others[kind]}${kinks.length ? '; `kinks`: see below' : ''}.${length}`;
}

function kinkRule({ kind, kinks }) {
  if (!kinks.length)
    return kind === 'rowwise'
      ? 'The formula says what the gradient is everywhere.'
      : `None: ${inline("f'")} has no jump with default parameters.`;
  const rules = kinks.map(({ at, slope }) => `- At ${inline(`x = ${at}`)} the gradient is ${inline(slope)}.`);
  return `${rules.join('\n')}

The option \`kinks\` asks for other slopes: in the example for 0.5 at the first kink.`;
}

function exactness(record, { name, kind, error }) {
  const measured = record.functions[name];
  const modes = ['value', 'gradient'];
  const bounds = ['bound, ulp', error.value, error.gradient];
  if (measured) {
    const found = modes.map((mode) => cells(measured[mode][own]));
    const rows = head.map((title, i) => [title, ...found.map((column) => column[i])]);
    const places = modes.map((mode) => `[${mode}](../../accuracy.md#${name}-${mode})`);
    return `With default parameters, over all ${inline('2^{32}')} inputs, in units in the last place of the exact result:

${table(['', ...modes], [bounds, ...rows])}

Beside other libraries: ${places.join(', ')}.`;
  }
  const sizes =
    kind === 'rowwise'
      ? ' What is counted: `CatalogueEntry.error` of [kassei/catalogue](../../../src/js/entries/catalogue.ts).'
      : '';
  return `${table(['', ...modes], [bounds])}

The native tests compute random arrays of many shapes and find no larger error.${sizes}`;
}

const kinkAt = (slope, { at }) => `${typeof slope === 'string' ? `\`${slope}\`` : slope} at ${inline(at)}`;

function elsewhere({ frameworks: records, kinks }, titles) {
  if (!records.length) return 'None of the frameworks compared here has it.';
  const rows = records.map(({ framework, names, ...record }) => ({
    '': titles[framework],
    name: names.map((name) => `\`${name}\``).join(', '),
    defaults: Object.entries(record.defaults).map(showDefault).join(', '),
    'at kinks': record.kinks
      .map((slope, i) => slope !== null && kinkAt(slope, kinks[i]))
      .filter(Boolean)
      .join(', '),
  }));
  const columns = Object.keys(rows[0]).filter((column) => rows.some((row) => row[column]));
  const differ = columns.length > 2 ? 'An empty cell: as in Kassei' : 'None has other defaults or gradients';
  const [{ framework, names }] = records;
  return `${table(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  )}

${differ}. \`like(k, '${framework}').get('${names[0]}')\` of [\`kassei/dialects\`](../../../src/js/entries/dialects.ts) is the function
as ${titles[framework]} has it. [All functions in all frameworks](../frameworks.md).`;
}

/** The page of one function. */
export function functionPage(entry, { kassei, record, frameworks }) {
  const aliases = entry.aliases.length ? `, also \`${entry.aliases.join('`, `')}\`` : '';
  return `# ${entry.name}

${entry.title}. \`k.${entry.method}\` or \`k.get('${entry.name}')\`${aliases}. Of the family [${entry.family}](../README.md#${entry.family}).
[Explanation and interactive plot](../../../web/content/en/functions/${entry.name}.md).

\`\`\`js
${example(kassei, entry)}
\`\`\`

## Formula

${formulas(entry)}

## Parameters

${parameters(entry)}

## Special values

${specialValues(kassei, entry)}

## Kinks

${kinkRule(entry)}

## Error

${exactness(record, entry)}

## In the frameworks

${elsewhere(entry, frameworks)}

## Source

${capital(entry.source)}.
`;
}

/** The page that leads to all others. */
export function indexPage({ catalogue }, descriptions) {
  const families = [...new Set(catalogue.map(({ family }) => family))].map((family) => {
    const members = catalogue.filter((entry) => entry.family === family);
    const lines = members.map(({ name, title, aliases }) => {
      const also = aliases.length ? ` (${aliases.join(', ')})` : '';
      return `- [\`${name}\`](functions/${name}.md)${also}: ${title}`;
    });
    return `### ${capital(family)}\n\n${lines.join('\n')}`;
  });
  const modules = entries.map(({ name, source }) => `- [\`${name}\`](../../${source}): ${descriptions[source]}`);
  return `# Reference

What each function computes, takes and returns, how exact it is, and what it is called elsewhere. These pages are made from
the metadata of the functions and by calling them (\`npm run docs\`); the modules below are described by the comments of their
types.

## Functions

${families.join('\n\n')}

## Modules

${modules.join('\n')}

## Tables

- [Names, defaults and kinks in other frameworks](frameworks.md)
- [Errors](../accuracy.md) of Kassei and of other libraries
`;
}
