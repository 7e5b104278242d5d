import { minify } from 'terser';
import type { Plugin } from 'vite';

/**
 * Chart.js without the library with which it mixes colours for animations and under the pointer, neither of which the
 * page has. Terser makes it an eighth smaller than Vite's own minifier; the other scripts no smaller.
 */
export const smallChart = (): Plugin => ({
  name: 'small-chart',
  enforce: 'pre',
  resolveId: (id) => (id === '@kurkle/color' ? '\0no-colours' : undefined),
  load: (id) =>
    id === '\0no-colours'
      ? `export class Color {
  constructor() {
    throw new Error('Chart.js mixes no colours here: web/render/plugins/small-chart.ts');
  }
}`
      : undefined,
  renderChunk: async (code, { name }) =>
    name === 'chart' ? (await minify(code, { module: true, ecma: 2020, compress: { passes: 3 } })).code : undefined,
});
