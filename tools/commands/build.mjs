// Builds the wasm, the npm package in dist/ and the page in build/page; skips what has not changed.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { entries } from '../generate/package-entries.mjs';
import { generate } from '../generate/package-types.mjs';
import { cmake } from '../lib/cmake.mjs';
import { fresh } from '../lib/fresh.mjs';
import { locked } from '../lib/lock.mjs';
import { isStarted, main, root } from '../lib/run.mjs';
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
  const sources = [...cpp, ...settings, 'tools/generate'];
  const outputs = ['activations.json', 'activations.ts', 'auto.ts', 'catalogue.ts', 'dialects.ts', 'kernels.ts'].map(
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

/** A module that exports constants. */
const constants = (values) =>
  Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join('');

/**
 * The wasm as text for the package, which Zopfli's encoder makes 5 % smaller than zlib's, and the names by which another
 * version's wasm is told apart.
 */
async function embedWasm() {
  const source = 'build/wasm/kassei.wasm';
  const [embedded, names] = ['build/generated/wasm.ts', 'build/generated/signature.ts'];
  await fresh('Compressing the wasm', [source, 'package-lock.json'], [embedded, names], async () => {
    const { default: zopfli } = await import('@gfx/zopfli');
    const wasm = await readFile(at(source));
    const deflated = Buffer.from(await zopfli.deflateAsync(wasm, { numiterations: 15 })).toString('base64');
    const compiled = new WebAssembly.Module(wasm);
    const { imports, exports } = WebAssembly.Module;
    const signature = [...imports(compiled), ...exports(compiled)].map(({ name }) => name).join();
    await writeFile(at(embedded), constants({ length: wasm.length, deflated }));
    await writeFile(at(names), constants({ signature }));
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
    'tools/lib/bundle.mjs',
    'package.json',
    'package-lock.json',
  ];
  await fresh('Building the package', sources, ['dist'], async () => {
    const { bundleEntries } = await import('../lib/bundle.mjs');
    await rm(at('dist'), { recursive: true, force: true });
    await mkdir(at('dist'));
    await bundleEntries(entries);
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
