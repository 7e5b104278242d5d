import { readFileSync } from 'node:fs';

const template = readFileSync(new URL('../../pages/template.html', import.meta.url), 'utf8');

/** The parts of an HTML file. */
export interface Shell {
  language: string;
  head: string;
  body: string;
  /** Names of style sheets in web/styles. */
  styles: string[];
  /** The name of a script in web/pages. */
  script?: string;
  /** Whether the page has formulas, which need the font. */
  formulas: boolean;
}

/** An HTML file of the site. Its links are relative to its place in web/, from where Vite bundles it. */
export function renderShell(file: string, { language, head, body, styles, script, formulas }: Shell): string {
  const top = file.includes('/') ? '../' : './';
  const links = [
    ...(formulas
      ? [`<link rel="preload" href="${top}../build/font/math.woff2" as="font" type="font/woff2" crossorigin />`]
      : []),
    ...styles.map((name) => `<link rel="stylesheet" href="${top}styles/${name}.css" />`),
    ...(script ? [`<script type="module" src="${top}pages/${script}.ts"></script>`] : []),
  ];
  const parts: Record<string, string> = { language, top, head, links: links.join('\n    '), body };
  return template.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}
