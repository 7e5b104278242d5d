import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { loops } from './render/plugins/bench-loops.ts';
import { htmlFiles, htmlPages } from './render/plugins/html-pages.ts';
import { installable } from './render/plugins/installable.ts';
import { offline } from './render/plugins/offline-list.ts';
import { plainImports } from './render/plugins/plain-imports.ts';
import { shortCatalogue } from './render/plugins/short-catalogue.ts';
import { smallChart } from './render/plugins/small-chart.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  base: './',
  plugins: [htmlPages(), shortCatalogue(), loops(), installable(), plainImports(), smallChart(), offline()],
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
            // With what draws by it, because browsers ask for six files at once; model/formulas comes with what asks for it.
            { name: 'chart', test: /node_modules|web\/(?:plot|model)\/[^/]+$/ },
            // With the wrapper of lazy imports, which would make pages fetch the package where only a worker computes.
            { name: 'frame', test: /every-page\.ts|preload-helper/ },
            { name: 'kassei', test: /dist\/(?!js\.js)/ },
          ],
        },
      },
    },
  },
});
