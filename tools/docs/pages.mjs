// The pages in docs/, all made: from the catalogue, docs/measurements/, the comments of the types, and calls of the package.
import { readFileSync } from 'node:fs';
import { entries } from '../generate/package-entries.mjs';
import { accuracyPage } from './accuracy-page.mjs';
import { codePage } from './code-page.mjs';
import { frameworksPage } from './frameworks-page.mjs';
import { functionPage, indexPage } from './function-page.mjs';

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

export const record = JSON.parse(read('docs/measurements/accuracy.json'));
export const rows = JSON.parse(read('docs/measurements/rows.json'));

/** The contents of the files, by their names. */
export async function documents() {
  const package_ = await import('kassei/catalogue');
  const { load } = await import('kassei');
  const facts = { ...package_, record, kassei: await load() };
  const descriptions = Object.fromEntries(entries.map(({ source }) => [source, /^ \* (.+)$/m.exec(read(source))[1]]));
  return {
    'docs/reference/README.md': indexPage(facts, descriptions),
    'docs/reference/frameworks.md': frameworksPage(facts),
    'docs/accuracy.md': accuracyPage(record, rows, facts),
    'docs/reference/code.md': await codePage(facts),
    ...Object.fromEntries(
      facts.catalogue.map((entry) => [`docs/reference/functions/${entry.name}.md`, functionPage(entry, facts)]),
    ),
  };
}
