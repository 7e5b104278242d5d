import { readFileSync } from 'node:fs';
import {
  type ArrayExpression,
  type Expression,
  type Identifier,
  type ObjectExpression,
  type Property,
  parse,
} from 'acorn';
import en from '../../content/en/labels/examples.json' with { type: 'json' };
import ja from '../../content/ja/labels/examples.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';
import type { Kassei } from '../../model/curves.ts';
import { fill } from '../../model/format.ts';
import { judge, mistakesOf, startText } from '../../model/formulas/wrong-formula.ts';
import { type Entry, startValues } from '../../model/settings.ts';
import { FIRST_FRAMEWORK, remark, snippet, titles } from '../../snippets/index.ts';
import { renderText } from '../text/explanation.ts';
import { math } from '../text/formula.ts';

const exampleLabels = { ja, en };
const escaped = (code: string) => code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The wrong formulas' source text, by function. */
export const sources = formulaSources(
  readFileSync(new URL('../../model/formulas/wrong-formulas.mjs', import.meta.url), 'utf8'),
);

function formulaSources(file: string): Record<string, string[]> {
  const members = (object: unknown) =>
    (object as ObjectExpression).properties.map((property) => {
      const { key, value } = property as Property;
      return [(key as Identifier).name, value] as const;
    });
  const declarations = parse(file, { ecmaVersion: 'latest', sourceType: 'module' }).body.flatMap((statement) =>
    statement.type === 'ExportNamedDeclaration' && statement.declaration?.type === 'VariableDeclaration'
      ? statement.declaration.declarations
      : [],
  );
  const functions = members(declarations.find(({ id }) => (id as Identifier).name === 'mistakes')?.init);
  return Object.fromEntries(
    functions.map(([name, list]) => [
      name,
      (list as ArrayExpression).elements.map((element) => {
        const { start, end } = new Map(members(element)).get('wrong') as Expression;
        const [indent] = /^ */.exec(file.slice(file.lastIndexOf('\n', start) + 1)) as RegExpExecArray;
        return file.slice(start, end).replaceAll(`\n${indent}`, '\n');
      }),
    ]),
  );
}

/** Captions of the wrong formulas, by function: the items of the list under the function's name. */
function readCaptions(language: Language): Record<string, string[]> {
  const parts = renderText(language, 'wrong-formulas')
    .split(/<h2>(\w+)<\/h2>/)
    .slice(1);
  const items = (html: string) => [...html.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item]) => item);
  return Object.fromEntries(parts.flatMap((name, i) => (i % 2 ? [] : [[name, items(parts[i + 1])]])));
}
const allCaptions = { ja: readCaptions('ja'), en: readCaptions('en') };

/** The wrong formulas of a function and its code for the frameworks. */
export function renderExamples(language: Language, kassei: Kassei, entry: Entry): string {
  return `${renderMistakes(language, kassei, entry)}${renderCode(language, entry)}`;
}

function renderMistakes(language: Language, kassei: Kassei, entry: Entry) {
  const labels = exampleLabels[language];
  const all = mistakesOf(entry);
  if (!all.length) return '';
  const own = allCaptions[language][entry.name] ?? [];
  if (own.length !== all.length)
    throw new Error(
      `web/content/${language}/sections/wrong-formulas.md has ${own.length} captions for ${entry.name}, web/model/formulas/wrong-formulas.mjs ${all.length} formulas`,
    );
  const blocks = all.map((mistake, i) => {
    const x = Float32Array.from([mistake.at].flat());
    const { wrong, right, error } = judge(kassei, entry, mistake, x);
    return `<div class="mistake"><p>${own[i]}</p>
<pre><code>${escaped(sources[entry.name][i])}</code></pre>
<label>${math('x')} <input type="button" value="${startText(mistake)}" disabled /></label>
<dl aria-live="polite"><div><dt>${labels.wrong}</dt><dd>${wrong}</dd></div><div><dt>${mistake.slope ? labels.rightSlope : labels.right}</dt><dd>${right}</dd></div><div><dt>${labels.error}</dt><dd>${error}</dd></div></dl></div>`;
  });
  return `<h4>${labels.mistakes}</h4>
<p class="note">${fill(labels.mistakesNote, { x: math('x') })}</p>
${blocks.join('\n')}`;
}

function renderCode(language: Language, entry: Entry) {
  const labels = exampleLabels[language];
  const shown = snippet(FIRST_FRAMEWORK, entry, startValues(entry));
  const options = Object.entries(titles).map(
    ([name, title]) => `<option value="${name}"${name === FIRST_FRAMEWORK ? ' selected' : ''}>${title}</option>`,
  );
  return `<h4>${labels.code}</h4>
<div class="code"><div class="live panel"><label>${labels.framework} <template><select>${options.join('')}</select></template></label><button type="button">${labels.copy}</button><span role="status"></span></div>
<pre><code>${escaped(shown.code)}</code></pre>
<p class="note">${remark(labels, FIRST_FRAMEWORK, entry, shown)}</p></div>
`;
}
