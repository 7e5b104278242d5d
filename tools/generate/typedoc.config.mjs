// How TypeDoc describes the package: a Markdown file for each module, in build/api.
import { entries } from './package-entries.mjs';

/** `Kassei` has every activation by inheritance; once is enough. */
function withoutCopies(app) {
  app.converter.on('resolveEnd', ({ project }) => {
    for (const reflection of Object.values(project.reflections)) {
      if (reflection.inheritedFrom?.name.startsWith('ActivationsByMethod.')) project.removeReflection(reflection);
    }
  });
}

export default {
  entryPoints: entries.map(({ source }) => `../../${source}`),
  tsconfig: '../../src/js/tsconfig.json',
  out: '../../build/api',
  plugin: ['typedoc-plugin-markdown', withoutCopies],
  router: 'module',
  readme: 'none',
  disableSources: true,
  hideGenerator: true,
  githubPages: false,
  excludeInternal: true,
  excludePrivate: true,
  sort: ['source-order'],
  groupOrder: ['Functions', '*'],
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  validation: { notDocumented: true },
  intentionallyNotExported: ['DeclaredModule', 'MethodsOf', 'SpellingsOf', 'Result'],
  treatWarningsAsErrors: true,
  // The compiler does that.
  skipErrorChecking: true,
};
