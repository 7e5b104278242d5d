import type { Plugin } from 'vite';

/** Removes Vite's preloading from lazy imports: their dependencies have always been loaded already. */
export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined),
});
