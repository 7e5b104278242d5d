import { readFileSync } from 'node:fs';

const template = readFileSync(new URL('../../pages/template.html', import.meta.url), 'utf8');

/** What an HTML file has around its body. */
export interface Shell {
  language: string;
  head: string;
  body: string;
  /** The style sheets, by their names in web/styles. */
  styles: string[];
  /** The script, by its name in web/pages. */
  script?: string;
  /** Whether it has formulas. */
  formulas: boolean;
}

/** An HTML file of the site, whose links are those of its place in web/. */
export function shell(file: string, { language, head, body, styles, script, formulas }: Shell): string {
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
