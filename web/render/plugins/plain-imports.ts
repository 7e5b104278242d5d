import type { Plugin } from 'vite';

/** Vite's wrapper of a lazy import preloads what that needs. Here all of it is there already, so the import stays plain. */
export const plainImports = (): Plugin => ({
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined),
});
