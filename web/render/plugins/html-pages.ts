import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { SHARING_PICTURE } from '../page/head.ts';
import { renderErrorPictures, renderPages, writeMathFont } from '../page/page-templates.ts';
import { fillFrame, renderReference } from '../page/reference.ts';
import { renderShell, type Shell } from '../page/shell.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const fontPackage = at('../node_modules/@fontsource/stix-two-math/');

const style = 'style';

/** The pages of each language's folder, by file. */
const PAGE_KINDS: Record<string, Pick<Shell, 'styles' | 'script' | 'formulas'>> = {
  'index.html': { styles: [style], script: 'functions-page', formulas: true },
  'compare.html': { styles: [style, 'comparison', 'press', 'speed'], script: 'comparison-page', formulas: true },
  'learning.html': { styles: [style, 'press', 'learning'], script: 'learning-page', formulas: true },
  'tables.html': { styles: [style], formulas: false },
};

/** The one page of the reference that Vite bundles; its frame serves all the others. */
const REFERENCE_INDEX = 'docs/index.html';

/** The bundled HTML files. None exists on disk: this plugin makes each from web/pages/template.html. */
export const htmlFiles = [
  ...['', 'en/'].flatMap((folder) => Object.keys(PAGE_KINDS).map((name) => folder + name)),
  REFERENCE_INDEX,
];

const fileOf = (id: string) => htmlFiles.find((file) => id === at(file));

/** Makes the pages from the catalogue and the texts, and cuts the mathematics font down to their characters. */
export function htmlPages(): Plugin {
  let pages: Awaited<ReturnType<typeof renderPages>>;
  let reference: ReturnType<typeof renderReference>;
  return {
    name: 'html-pages',
    enforce: 'pre',
    async buildStart() {
      pages = await renderPages();
      reference = renderReference();
      await writeMathFont(`${fontPackage}files/stix-two-math-latin-400-normal.woff2`, at('../build/font/math.woff2'));
      for (const picture of await renderErrorPictures()) this.emitFile({ type: 'asset', ...picture });
      this.emitFile({ type: 'asset', fileName: 'OFL.txt', source: readFileSync(`${fontPackage}LICENSE`) });
      const accuracy = readFileSync(at('../docs/measurements/accuracy.json'));
      this.emitFile({ type: 'asset', fileName: 'docs/accuracy.json', source: accuracy });
      if (process.env.SITE_URL)
        this.emitFile({
          type: 'asset',
          fileName: SHARING_PICTURE,
          source: readFileSync(at(`static/${SHARING_PICTURE}`)),
        });
    },
    resolveId: (id) => (fileOf(id) ? id : undefined),
    load(id) {
      const file = fileOf(id);
      if (!file) return undefined;
      if (file === REFERENCE_INDEX)
        return renderShell(file, {
          language: 'en',
          head: '<!--head-->',
          body: '<!--body-->',
          styles: ['reference'],
          formulas: true,
        });
      const language = file.startsWith('en/') ? 'en' : 'ja';
      return renderShell(file, { language, ...pages[file], ...PAGE_KINDS[posix.basename(file)] });
    },
    // Visitors read before they interact, so scripts load after styles and fonts.
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replaceAll('<script type="module"', '$& fetchpriority="low"'),
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const frame = bundle[REFERENCE_INDEX];
        if (frame?.type !== 'asset') throw new Error(`Vite has made no ${REFERENCE_INDEX}`);
        const html = String(frame.source);
        for (const page of reference) {
          if (page.file === frame.fileName) frame.source = fillFrame(html, page);
          else this.emitFile({ type: 'asset', fileName: page.file, source: fillFrame(html, page) });
        }
      },
    },
  };
}
