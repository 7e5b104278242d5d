import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { formulas } from '../../model/formulas/textbook.mjs';

const ID = '\0virtual:loops';
const TEXTBOOK = fileURLToPath(new URL('../../model/formulas/textbook.mjs', import.meta.url));

const loop = (name: string) => `${name}(x, y) {
  const [f] = formulas.${name};
  for (let i = 0; i < x.length; i++) y[i] = f(x[i]);
}`;

/**
 * Serves the module virtual:loops, with a loop for each textbook formula. Engines compile a loop that meets many functions
 * for none of them, so each has its own in the source; the page's CSP forbids making them in the browser.
 */
export const loops = (): Plugin => ({
  name: 'loops',
  resolveId: (source) => (`\0${source}` === ID ? ID : undefined),
  load: (id) =>
    id === ID
      ? `import { formulas } from ${JSON.stringify(TEXTBOOK)};
export const loops = { ${Object.keys(formulas).map(loop).join(',\n')} };`
      : undefined,
});
