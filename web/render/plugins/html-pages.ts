import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { PICTURE } from '../page/head.ts';
import { mathFont, renderPages, renderPictures } from '../page/page-templates.ts';
import { framed, renderReference } from '../page/reference.ts';
import { type Shell, shell } from '../page/shell.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const fontPackage = at('../node_modules/@fontsource/stix-two-math/');

const style = 'style';

/** The kinds of pages, by their files in the folder of each language. */
const KINDS: Record<string, Pick<Shell, 'styles' | 'script' | 'formulas'>> = {
  'index.html': { styles: [style], script: 'functions-page', formulas: true },
  'compare.html': { styles: [style, 'comparison', 'press', 'speed'], script: 'comparison-page', formulas: true },
  'learning.html': { styles: [style, 'press', 'learning'], script: 'learning-page', formulas: true },
  'tables.html': { styles: [style], formulas: false },
};

/** The page of the reference whose frame all its pages have. */
const REFERENCE = 'docs/index.html';

/** The HTML files that are bundled. None of them is on the disk: web/pages/template.html is filled with what each has. */
export const htmlFiles = [
  ...['', 'en/'].flatMap((folder) => Object.keys(KINDS).map((name) => folder + name)),
  REFERENCE,
];

const fileOf = (id: string) => htmlFiles.find((file) => id === at(file));

/** Makes the pages from the catalogue and the texts, and cuts the mathematics font down to what they use. */
export function htmlPages(): Plugin {
  let pages: Awaited<ReturnType<typeof renderPages>>;
  let reference: ReturnType<typeof renderReference>;
  return {
    name: 'html-pages',
    enforce: 'pre',
    async buildStart() {
      pages = await renderPages();
      reference = renderReference();
      await mathFont(`${fontPackage}files/stix-two-math-latin-400-normal.woff2`, at('../build/font/math.woff2'));
      for (const picture of await renderPictures()) this.emitFile({ type: 'asset', ...picture });
      this.emitFile({ type: 'asset', fileName: 'OFL.txt', source: readFileSync(`${fontPackage}LICENSE`) });
      const accuracy = readFileSync(at('../docs/measurements/accuracy.json'));
      this.emitFile({ type: 'asset', fileName: 'docs/accuracy.json', source: accuracy });
      if (process.env.SITE_URL)
        this.emitFile({ type: 'asset', fileName: PICTURE, source: readFileSync(at(`static/${PICTURE}`)) });
    },
    resolveId: (id) => (fileOf(id) ? id : undefined),
    load(id) {
      const file = fileOf(id);
      if (!file) return undefined;
      if (file === REFERENCE)
        return shell(file, {
          language: 'en',
          head: '<!--head-->',
          body: '<!--body-->',
          styles: ['reference'],
          formulas: true,
        });
      const language = file.startsWith('en/') ? 'en' : 'ja';
      return shell(file, { language, ...pages[file], ...KINDS[posix.basename(file)] });
    },
    // The page is read before it moves, so its scripts come after what it is shown with.
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replaceAll('<script type="module"', '$& fetchpriority="low"'),
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const frame = bundle[REFERENCE];
        if (frame?.type !== 'asset') throw new Error(`Vite has made no ${REFERENCE}`);
        const html = String(frame.source);
        for (const page of reference) {
          if (page.file === frame.fileName) frame.source = framed(html, page);
          else this.emitFile({ type: 'asset', fileName: page.file, source: framed(html, page) });
        }
      },
    },
  };
}
