import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { loops } from './build/loops.ts';
import { mathFont, renderPages, renderPictures } from './build/pages.ts';
import { framed, renderReference } from './build/reference.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const fontPackage = at('../node_modules/@fontsource/stix-two-math/');

/** Fills the two HTML files from the catalogue and the texts, and cuts the mathematics font down to what they use. */
function textbook(): Plugin {
  let pages: Awaited<ReturnType<typeof renderPages>>;
  let reference: ReturnType<typeof renderReference>;
  return {
    name: 'textbook',
    async buildStart() {
      pages = await renderPages();
      reference = renderReference();
      await mathFont(`${fontPackage}files/stix-two-math-latin-400-normal.woff2`, at('../build/font/math.woff2'));
      for (const picture of await renderPictures()) this.emitFile({ type: 'asset', ...picture });
      this.emitFile({ type: 'asset', fileName: 'OFL.txt', source: readFileSync(`${fontPackage}LICENSE`) });
      const accuracy = readFileSync(at('../docs/accuracy.json'));
      this.emitFile({ type: 'asset', fileName: 'docs/accuracy.json', source: accuracy });
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html, { path }) {
        if (path.startsWith('/docs/')) return html;
        const page = path.startsWith('/en/') ? pages.en : pages.ja;
        return html.replace('<!--head-->', () => page.head).replace('<!--body-->', () => page.body);
      },
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const frame = bundle['docs/index.html'];
        if (frame?.type !== 'asset') throw new Error('Vite has made no docs/index.html');
        const html = String(frame.source);
        for (const page of reference) {
          if (page.file === frame.fileName) frame.source = framed(html, page);
          else this.emitFile({ type: 'asset', fileName: page.file, source: framed(html, page) });
        }
      },
    },
  };
}

/** Vite's wrapper of a lazy import preloads what that needs. Here all of it is there already, so the import stays plain. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined),
};

export default defineConfig({
  root: at('.'),
  base: './',
  plugins: [textbook(), loops(), plainImports],
  resolve: { alias: { 'kassei/catalogue': at('../dist/catalogue.js'), kassei: at('../dist/index.js') } },
  worker: { format: 'es' },
  build: {
    outDir: '../build/page',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    license: { fileName: 'licences.md' },
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [at('index.html'), at('en/index.html'), at('docs/index.html')],
      output: {
        codeSplitting: {
          groups: [
            { name: 'chart', test: /node_modules/ },
            { name: 'kassei', test: /dist\/(?!js\.js)/ },
          ],
        },
      },
    },
  },
});
