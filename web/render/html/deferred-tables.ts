import en from '../../content/en/labels/tables.json' with { type: 'json' };
import ja from '../../content/ja/labels/tables.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';

/** These labels have files of their own, which keeps them out of the scripts. */
const tableLabels = { ja, en };

type Part = { of: string; id: string; title: string; content: string };
const deferredParts: Record<Language, Part[]> = { ja: [], en: [] };

/**
 * Moves a table that few visitors open to the page of deferred tables. The script fetches that page when the details
 * are opened (web/dom/deferred.ts); without the script, a link leads to it.
 */
export function deferTable(language: Language, of: string, name: string, title: string, content: string): string {
  const id = `${of}-${name}`;
  deferredParts[language].push({ of, id, title, content });
  return `<details class="later"><summary>${title}</summary><p><a href="tables.html#${id}">${title}</a></p></details>`;
}

/** The page of deferred tables: all that have been deferred so far. */
export function renderDeferredTables(language: Language) {
  const labels = tableLabels[language];
  const sections = [...new Set(deferredParts[language].map(({ of }) => of))].map((name) => ({
    name,
    list: deferredParts[language].filter(({ of }) => of === name),
  }));
  return {
    title: labels.title,
    description: labels.description,
    body: `<body>
<main class="rest tables"><h1>${labels.title}</h1>
<p>${labels.description} <a href="./">${labels.back}</a></p>
${sections
  .map(
    ({ name, list }) => `<section><h2><a href="./#${name}"><code>${name}</code></a></h2>
${list.map(({ id, title, content }) => `<h3>${title}</h3>\n<div id="${id}">${content}</div>`).join('\n')}</section>`,
  )
  .join('\n')}
</main>
</body>`,
  };
}
