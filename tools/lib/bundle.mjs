// The package's files: each entry as an ES module and as CommonJS, the script, the types, and source maps.
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { minify } from 'terser';
import { synchronous } from './glue.mjs';
import { Failure, root } from './run.mjs';

const at = (...parts) => path.resolve(root, ...parts);
const dist = (name) => at('dist', name);
const common = { checks: { pluginTimings: false }, cwd: root };

/** Emscripten's glue, instantiated synchronously. */
const GLUE = 'build/wasm/kassei.mjs';
let isGlueChanged = false;
const changedGlue = {
  name: 'changed-glue',
  load: {
    filter: { id: /wasm[\\/]kassei\.mjs$/ },
    async handler() {
      isGlueChanged = true;
      return synchronous(await readFile(at(GLUE), 'utf8'));
    },
  },
};

/** tiny-inflate as an ES module: without the wrapper of a CommonJS module, 250 bytes less by gzip. */
const inflateAsModule = {
  name: 'inflate-as-module',
  transform: {
    filter: { id: /tiny-inflate/ },
    handler(code) {
      const module = code.replace('module.exports = ', 'export default ');
      if (module === code)
        throw new Failure('tiny-inflate no longer exports by `module.exports = `; import it as it is');
      return { code: module, map: null };
    },
  },
};

/** Modules that stay files of their own, by what a source imports. */
const keepSeparate = (files) => ({
  name: 'keep-separate',
  resolveId: (id) => (files[id] ? { id: files[id], external: true } : undefined),
});

/**
 * Terser leaves 1 % less by gzip than rolldown's minifier. A function that it inlines would be made anew in each call.
 * Only ASCII, because a page may be in another charset than its script.
 */
async function terse({ code, map }, name) {
  const result = await minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3, inline: false, reduce_funcs: false },
    format: { ascii_only: true },
    sourceMap: { content: map, includeSources: true, url: `${name}.map` },
  });
  const { sourcesContent, ...rest } = JSON.parse(result.map);
  // Compiled and packed code is no help in debugging, and most of the bytes.
  const contents = sourcesContent.map((text, i) => (COMPILED.test(rest.sources[i]) ? null : text));
  return { code: result.code, map: JSON.stringify({ ...rest, sourcesContent: contents }) };
}

const COMPILED = /kassei\.mjs$|generated[\\/]wasm\.ts$/;

/** Generates and writes one file. */
async function write(name, input, output, change = (chunk) => chunk) {
  const bundled = await rolldown({ ...common, platform: 'neutral', ...input });
  const generated = await bundled.generate({ file: dist(name), exports: 'named', sourcemap: true, ...output });
  await bundled.close();
  const chunks = generated.output.filter(({ type }) => type === 'chunk');
  if (chunks.length !== 1) throw new Failure(`${name} would be ${chunks.length} files`);
  const { code, map } = await change(chunks[0]);
  await writeFile(dist(name), code);
  await writeFile(dist(`${name}.map`), map.toString());
}

/** Writes an entry as an ES module. `separate`: the modules that it imports as files of their own. */
async function bundle(source, name, separate = {}) {
  const input = {
    input: at(source),
    plugins: [changedGlue, inflateAsModule, keepSeparate(separate)],
    // The glue would name its wasm file by import.meta.url, which nothing reads but bundlers look for. It would also ask
    // the document for its script, which a page can name as it likes.
    transform: { define: { 'import.meta.url': '""', document: 'undefined' } },
  };
  await write(name, input, { format: 'esm', minify: true }, (chunk) => terse(chunk, name));
}

/** Writes a bundled entry in another format. */
async function convert(from, name, format) {
  const withMap = {
    name: 'with-map',
    load: {
      filter: { id: /\.js$/ },
      handler: async (id) => ({ code: await readFile(id, 'utf8'), map: await readFile(`${id}.map`, 'utf8') }),
    },
  };
  const input = { input: dist(from), treeshake: false, plugins: [keepSeparate({ './js.js': './js.cjs' }), withMap] };
  // Where modules are required, import() may be missing, as in Jest.
  const output = { format, name: 'kassei', dynamicImportInCjs: false, strict: true };
  await write(name, input, { ...output, minify: { compress: false, mangle: false } });
}

/** The declarations of all entries, which share files whose names are no entry's; and the same for CommonJS. */
async function declare(entries) {
  const bundled = await rolldown({
    ...common,
    input: Object.fromEntries(entries.map(({ file, source }) => [file, at(source)])),
    plugins: [dts({ tsconfig: at('src/js/tsconfig.json'), emitDtsOnly: true })],
  });
  const banner = '/// <reference lib="esnext.disposable" />';
  const { output } = await bundled.generate({ dir: at('dist'), chunkFileNames: 'shared-[name].js', banner });
  await bundled.close();
  for (const { fileName, code } of output) {
    await writeFile(dist(fileName), code);
    const required = code.replace(/(from ["']\.\/[\w-]+)\.js(["'])/g, '$1.cjs$2');
    await writeFile(dist(fileName.replace(/ts$/, 'cts')), required);
  }
}

const DEFAULT = '../../src/js/entries/index.ts';

/** Writes all of them into dist/. */
export async function bundleEntries(entries) {
  for (const { file, source } of entries) {
    await bundle(source, `${file}.js`, { './js.ts': './js.js', [DEFAULT]: './index.js' });
    if (file !== 'auto') await convert(`${file}.js`, `${file}.cjs`, 'cjs');
  }
  await cp(at('src/js/entries/auto.cjs'), dist('auto.cjs'));
  const given = { './kassei.wasm?module': './kassei.wasm?module', [DEFAULT]: './workerd.js' };
  await bundle('src/js/entries/workerd.ts', 'workerd.js', given);
  await bundle('src/js/entries/auto.ts', 'workerd-auto.js', given);
  await convert('wasm.js', 'script.js', 'iife');
  if (!isGlueChanged) throw new Failure(`no entry of the package has loaded ${GLUE}, which bundle.mjs changes`);
  await declare(entries);
  await writeFile(dist('auto.d.cts'), '/** An ES module only: require() of it throws. */\nexport {};\n');
}
