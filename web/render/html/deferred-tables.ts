import en from '../../content/en/labels/tables.json' with { type: 'json' };
import ja from '../../content/ja/labels/tables.json' with { type: 'json' };
import type { Language } from '../../content/labels.ts';

/** In files of their own, so that they are no part of the scripts. */
const tableLabels = { ja, en };

type Part = { of: string; id: string; title: string; content: string };
const parts: Record<Language, Part[]> = { ja: [], en: [] };

/**
 * What few open stands on a page of its own, from where the script fetches it when it is opened (web/dom/deferred.ts). Without
 * the script a link leads there.
 */
export function later(language: Language, of: string, name: string, title: string, content: string): string {
  const id = `${of}-${name}`;
  parts[language].push({ of, id, title, content });
  return `<details class="later"><summary>${title}</summary><p><a href="tables.html#${id}">${title}</a></p></details>`;
}

/** That page: its title, and its body with all that has been put off by now. */
export function tables(language: Language) {
  const labels = tableLabels[language];
  const sections = [...new Set(parts[language].map(({ of }) => of))].map((name) => ({
    name,
    list: parts[language].filter(({ of }) => of === name),
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
