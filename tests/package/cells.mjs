// The matrix: cells by name, each a function of a step's `run`.
import { bundlers } from './cells/bundlers.mjs';
import { fallback } from './cells/fallback.mjs';
import { pages } from './cells/pages.mjs';
import { runtimes } from './cells/runtimes.mjs';

export const cells = { ...runtimes, ...bundlers, ...pages, ...fallback };

export { closeBrowsers } from './page.mjs';
