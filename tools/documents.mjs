// The pages in docs/, all made: from the catalogue, docs/accuracy.json, the comments of the types, and calls of the package.
import { readFileSync } from 'node:fs';
import { accuracyPage } from './accuracy.mjs';
import { codePage } from './code.mjs';
import { entries } from './entries.mjs';
import { frameworksPage } from './frameworks.mjs';
import { functionPage, indexPage } from './functions.mjs';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

export const record = JSON.parse(read('docs/accuracy.json'));

/** The contents of the files, by their names. */
export async function documents() {
  const package_ = await import('kassei/catalogue');
  const { load } = await import('kassei');
  const facts = { ...package_, record, kassei: await load() };
  const descriptions = Object.fromEntries(entries.map(({ source }) => [source, /^ \* (.+)$/m.exec(read(source))[1]]));
  return {
    'docs/README.md': indexPage(facts, descriptions),
    'docs/frameworks.md': frameworksPage(facts),
    'docs/accuracy.md': accuracyPage(record, facts),
    'docs/code.md': await codePage(facts),
    ...Object.fromEntries(
      facts.catalogue.map((entry) => [`docs/functions/${entry.name}.md`, functionPage(entry, facts)]),
    ),
  };
}
