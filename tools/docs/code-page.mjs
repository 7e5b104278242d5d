// The page of the documentation with the code for each function, which the page on the web has with the parameters as set.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The page, from what `kassei/catalogue` exports and what the page on the web makes its code with. */
export async function codePage({ catalogue }) {
  const { module: code } = await runnerImport(at('../../web/snippets/index.ts'));
  const { module: parameters } = await runnerImport(at('../../web/model/settings.ts'));
  const { module: page } = await runnerImport(at('../../web/content/en/labels/examples.json'));
  const block = (framework, entry) => {
    const made = code.snippet(framework, entry, parameters.startValues(entry));
    const remark = code.remark(page.default, framework, entry, made);
    const language = made.code.includes('const ') ? 'js' : 'python';
    const parts = [`**${code.titles[framework]}**`, remark, made.code && `\`\`\`${language}\n${made.code}\n\`\`\``];
    return parts.filter(Boolean).join('\n\n');
  };
  const sections = catalogue.map(
    (entry) =>
      `## ${entry.name}\n\n${Object.keys(code.titles)
        .map((framework) => block(framework, entry))
        .join('\n\n')}`,
  );
  return `# Code for each function

With Kassei's default parameters, each written out: other frameworks' defaults may differ
([frameworks.md](frameworks.md)). The page on the web makes the same code with the parameters as they are set there. This page is
made by \`npm run docs\`.

${sections.join('\n\n')}
`;
}
