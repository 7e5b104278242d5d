// Builds the wasm, the npm package in dist/ and the page in build/page; skips what has not changed.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { entries } from '../generate/package-entries.mjs';
import { generate } from '../generate/package-types.mjs';
import { cmake } from '../lib/cmake.mjs';
import { fresh } from '../lib/fresh.mjs';
import { synchronous } from '../lib/glue.mjs';
import { locked } from '../lib/lock.mjs';
import { Failure, isStarted, main, root } from '../lib/run.mjs';
import { emscripten } from '../setup/emscripten.mjs';
import { setup } from '../setup/setup.mjs';

const at = (...parts) => path.resolve(root, ...parts);

const cpp = (await readdir(at('src'))).filter((name) => name !== 'js').map((name) => `src/${name}`);
const settings = ['CMakeLists.txt', 'CMakePresets.json'];

/** By Emscripten, in the folder of that preset. */
async function compile(title, preset, extensions) {
  const { env } = await emscripten();
  const sources = [...cpp, ...settings, path.join(env.EMSCRIPTEN_ROOT, 'emscripten-version.txt')];
  const outputs = extensions.map((extension) => `build/${preset}/kassei.${extension}`);
  await fresh(title, sources, outputs, async (run) => {
    // CMake may remember another Emscripten or place, and Ninja goes by the clock.
    await cmake(run, preset, { env, fresh: true });
  });
}

async function describe() {
  const sources = [...cpp, ...settings, 'tools/generate/package-types.mjs', 'tools/generate/tex-to-text.mjs'];
  const outputs = ['activations.json', 'activations.ts', 'catalogue.ts', 'dialects.ts', 'kernels.ts'].map(
    (name) => `build/generated/${name}`,
  );
  await fresh('Describing the activations', sources, outputs, async (run) => {
    await cmake(run, 'describe', { fresh: true });
    const json = await run([at('build/describe/describe')]);
    await mkdir(at('build/generated'), { recursive: true });
    for (const [name, content] of Object.entries(generate(JSON.parse(json)))) {
      await writeFile(at('build/generated', name), content);
    }
    await writeFile(at('build/generated/activations.json'), json);
  });
}

/** The fallback stays a separate file, because the default entry imports it only where it must. */
const keepFallbackSeparate = {
  name: 'keep-fallback-separate',
  resolveId: (id) => (id === './js.ts' ? { id: './js.js', external: true } : undefined),
};

/** tiny-inflate as an ES module: without the wrapper of a CommonJS module, 250 bytes less by gzip. */
const inflateAsModule = {
  name: 'inflate-as-module',
  transform: {
    filter: { id: /tiny-inflate/ },
    handler: (code) => {
      const module = code.replace('module.exports = ', 'export default ');
      if (module === code)
        throw new Failure('tiny-inflate no longer exports by `module.exports = `; import it as it is');
      return module;
    },
  },
};

/** Terser leaves 1 % less by gzip than rolldown's minifier. A function that it inlines would be made anew in each call. */
const terse = {
  name: 'terse',
  generateBundle: async (_, bundle) => {
    const { minify } = await import('terser');
    for (const chunk of Object.values(bundle)) {
      const options = { module: true, ecma: 2020, compress: { passes: 3, inline: false, reduce_funcs: false } };
      chunk.code = (await minify(chunk.code, options)).code;
    }
  },
};

/** The wasm as text for the package. Zopfli's encoder makes it 5 % smaller than zlib's. */
async function embedWasm() {
  const [source, embedded] = ['build/wasm/kassei.wasm', 'build/generated/wasm.ts'];
  await fresh('Compressing the wasm', [source, 'package-lock.json'], [embedded], async () => {
    const { default: zopfli } = await import('@gfx/zopfli');
    const wasm = await readFile(at(source));
    const deflated = Buffer.from(await zopfli.deflateAsync(wasm, { numiterations: 15 })).toString('base64');
    const compiled = new WebAssembly.Module(wasm);
    const { imports, exports } = WebAssembly.Module;
    const signature = [...imports(compiled), ...exports(compiled)].map(({ name }) => name).join();
    const constants = { length: wasm.length, signature, deflated };
    const lines = Object.entries(constants).map(
      ([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`,
    );
    await writeFile(at(embedded), lines.join(''));
  });
}

/** dist/: the package, with the wasm in it. */
async function buildPackage() {
  await embedWasm();
  const compiled = ['build/wasm/kassei.mjs', 'build/wasm/kassei.wasm', 'build/js/kassei.mjs'];
  const sources = [
    'src/js',
    'build/generated',
    ...compiled,
    'tools/generate/package-entries.mjs',
    'package.json',
    'package-lock.json',
  ];
  await fresh('Building the package', sources, ['dist'], async () => {
    const { build } = await import('rolldown');
    const { dts } = await import('rolldown-plugin-dts');
    const glue = synchronous(await readFile(at('build/wasm/kassei.mjs'), 'utf8'));
    let isChanged = false;
    const changedGlue = {
      name: 'changed-glue',
      load: {
        filter: { id: /wasm[\\/]kassei\.mjs$/ },
        handler() {
          isChanged = true;
          return glue;
        },
      },
    };
    await rm(at('dist'), { recursive: true, force: true });
    const input = Object.fromEntries(entries.map(({ file, source }) => [file, at(source)]));
    const common = { checks: { pluginTimings: false }, cwd: root };
    // Types that entries share go to separate files, whose names are no entry's.
    const output = { dir: at('dist'), chunkFileNames: 'shared-[name].js' };
    // The glue would name its wasm file by this, which nothing reads but bundlers look for.
    // It would also ask the document for its script, which a page can name as it likes.
    const transform = { define: { 'import.meta.url': '""', document: 'undefined' } };
    // One at a time, so that each is a single file; the types share theirs.
    for (const [name, file] of Object.entries(input)) {
      const javascript = {
        platform: 'neutral',
        plugins: [changedGlue, inflateAsModule, keepFallbackSeparate, terse],
        output: { ...output, minify: true },
      };
      await build({ ...common, ...javascript, transform, input: { [name]: file } });
    }
    if (!isChanged)
      throw new Failure('no entry of the package has loaded build/wasm/kassei.mjs, which build.mjs changes');
    await build({
      ...common,
      input,
      plugins: [dts({ tsconfig: at('src/js/tsconfig.json'), emitDtsOnly: true })],
      output: { ...output, banner: '/// <reference lib="esnext.disposable" />' },
    });
    await cp(at('build/wasm/kassei.wasm'), at('dist/kassei.wasm'));
  });
}

/** build/api: the reference of the package's types, as Markdown. */
async function describeApi() {
  const sources = [
    'src/js',
    'build/generated',
    'tools/generate/package-entries.mjs',
    'package.json',
    'package-lock.json',
  ];
  const typedoc = [
    process.execPath,
    'node_modules/typedoc/bin/typedoc',
    '--options',
    'tools/generate/typedoc.config.mjs',
  ];
  await fresh('Describing the API', sources, ['build/api'], typedoc);
}

async function buildPage() {
  await describeApi();
  const sources = ['web', 'dist', 'docs', 'build/api', 'package-lock.json'];
  const vite = [process.execPath, 'node_modules/vite/bin/vite.js', 'build', 'web'];
  await fresh('Building the page', sources, ['build/page'], vite, process.env.SITE_URL);
}

/** Everything that users see. */
export const build = ({ page = true } = {}) =>
  locked(async () => {
    await Promise.all([
      compile('Building the wasm', 'wasm', ['wasm', 'mjs', 'd.mts']),
      compile('Building the JavaScript for engines without', 'js', ['mjs', 'd.mts']),
      describe(),
    ]);
    await buildPackage();
    if (page) await buildPage();
  });

if (isStarted(import.meta.url)) {
  main(async () => {
    await setup();
    await build();
  });
}
