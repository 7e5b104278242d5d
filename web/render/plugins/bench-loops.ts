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
 * Serves the module virtual:loops with one loop for each textbook formula. Engines do not inline calls in a loop that
 * has met many functions, so each formula needs its own; the page's CSP forbids creating loops in the browser.
 */
export const benchLoops = (): Plugin => ({
  name: 'loops',
  resolveId: (source) => (`\0${source}` === ID ? ID : undefined),
  load: (id) =>
    id === ID
      ? `import { formulas } from ${JSON.stringify(TEXTBOOK)};
export const loops = { ${Object.keys(formulas).map(loop).join(',\n')} };`
      : undefined,
});
