import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';
import { shortCatalogue } from './build/catalogue.ts';
import { installable } from './build/installable.ts';
import { loops } from './build/loops.ts';
import { offline } from './build/offline.ts';
import { mathFont, renderPages, renderPictures } from './build/pages.ts';
import { framed, renderReference } from './build/reference.ts';
import { PICTURE } from './build/sharing.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const fontPackage = at('../node_modules/@fontsource/stix-two-math/');

/** The HTML files of each language. */
const NAMES = ['index', 'compare', 'learning', 'tables'];

/** Fills the HTML files from the catalogue and the texts, and cuts the mathematics font down to what they use. */
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
      if (process.env.SITE_URL)
        this.emitFile({ type: 'asset', fileName: PICTURE, source: readFileSync(at('screenshot.png')) });
    },
    transformIndexHtml: {
      order: 'pre',
      handler(html, { path }) {
        if (path.startsWith('/docs/')) return html;
        const page = pages[path.slice(1)];
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

/** The page is read before it moves, so its scripts come after what it is shown with. */
const scriptsLast: Plugin = {
  name: 'scripts-last',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => html.replaceAll('<script type="module"', '$& fetchpriority="low"'),
  },
};

/**
 * Chart.js without the library with which it mixes colours for animations and under the pointer, neither of which the
 * page has. Terser makes it an eighth smaller than Vite's own minifier; the other scripts no smaller.
 */
const smallChart: Plugin = {
  name: 'small-chart',
  enforce: 'pre',
  resolveId: (id) => (id === '@kurkle/color' ? '\0no-colours' : undefined),
  load: (id) =>
    id === '\0no-colours'
      ? `export class Color {
  constructor() {
    throw new Error('Chart.js mixes no colours here: smallChart in web/vite.config.ts');
  }
}`
      : undefined,
  renderChunk: async (code, { name }) =>
    name === 'chart' ? (await minify(code, { module: true, ecma: 2020, compress: { passes: 3 } })).code : undefined,
};

export default defineConfig({
  root: at('.'),
  base: './',
  plugins: [textbook(), shortCatalogue(), loops(), installable(), plainImports, scriptsLast, smallChart, offline()],
  resolve: { alias: { 'kassei/catalogue': at('../dist/catalogue.js'), kassei: at('../dist/index.js') } },
  worker: { format: 'es' },
  build: {
    outDir: '../build/page',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    license: { fileName: 'licences.md' },
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [
        ...['', 'en/'].flatMap((folder) => NAMES.map((name) => at(`${folder}${name}.html`))),
        at('docs/index.html'),
      ],
      output: {
        codeSplitting: {
          groups: [
            // With what draws by it, because browsers ask for six files at once.
            { name: 'chart', test: /node_modules|web\/(?:plot|sample|axes|parameters)\.ts/ },
            // With the wrapper of lazy imports, which would make pages fetch the package where only a worker computes.
            { name: 'frame', test: /frame\.ts|preload-helper/ },
            { name: 'kassei', test: /dist\/(?!js\.js)/ },
          ],
        },
      },
    },
  },
});
