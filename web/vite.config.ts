import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { benchLoops } from './render/plugins/bench-loops.ts';
import { htmlFiles, htmlPages } from './render/plugins/html-pages.ts';
import { installable } from './render/plugins/installable.ts';
import { offlineList } from './render/plugins/offline-list.ts';
import { plainImports } from './render/plugins/plain-imports.ts';
import { shortCatalogue } from './render/plugins/short-catalogue.ts';
import { smallChart } from './render/plugins/small-chart.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  base: './',
  plugins: [htmlPages(), shortCatalogue(), benchLoops(), installable(), plainImports(), smallChart(), offlineList()],
  resolve: { alias: { 'kassei/catalogue': at('../dist/catalogue.js'), kassei: at('../dist/index.js') } },
  worker: { format: 'es' },
  build: {
    outDir: '../build/page',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    license: { fileName: 'licences.md' },
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: htmlFiles.map(at),
      output: {
        codeSplitting: {
          groups: [
            // Chart.js and the code that draws share a file, because browsers request six files at once. SVG is for later.
            { name: 'chart', test: /node_modules|web\/(?:plot|model)\/(?!svg\.)[^/]+$/ },
            // Elsewhere the wrapper of lazy imports would drag the package into pages where only a worker computes.
            { name: 'frame', test: /every-page\.ts|preload-helper/ },
            { name: 'kassei', test: /dist\/(?!js\.js)/ },
          ],
        },
      },
    },
  },
});
