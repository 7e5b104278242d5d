// The types of the tarball: what must and must not compile, for the oldest compiler that README promises and the newest.
import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { run, unpacked } from '../tarball/packed.mjs';
import { counts, text } from './every.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const compilers = path.join(here, 'compilers/node_modules');
const { program, folder } = await unpacked();
await writeFile(path.join(program, 'package.json'), '{ "type": "module" }');
await writeFile(path.join(program, 'every.ts'), text);

/** A program that imports every module of the package; `auto` besides, where it is not compiled to CommonJS. */
const { exports } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
const modules = Object.keys(exports).filter((name) => exports[name].default && name !== './auto');
const subpaths = [
  ...modules.map((name, i) => `import * as m${i} from 'kassei${name.slice(1)}';\nvoid m${i};`),
  "import { type Kassei, load } from 'kassei';\nimport { loadSync } from 'kassei/wasm';",
  'load().then((k: Kassei): Float32Array => k.gelu(loadSync().allocate(2).view));',
].join('\n');
const automatic = "import instance, { type Kassei as Instance, gelu, swish } from 'kassei/auto';";
const auto = `${automatic}\nconst k: Instance = instance;\nswish satisfies typeof k.silu;\nvoid gelu.grad;\n`;
await writeFile(path.join(program, 'subpaths.ts'), `${subpaths}\n${auto}`);
await writeFile(path.join(program, 'required.cts'), `${subpaths}\n// @ts-expect-error: it waits\n${automatic}\n`);
await writeFile(path.join(program, 'node10.ts'), subpaths);

for (const name of ['api.ts', 'node.ts', 'tsconfig.json']) await cp(path.join(here, name), path.join(program, name));

async function compile(compiler, project, files, compilerOptions) {
  const file = path.join(program, `tsconfig.${project}.json`);
  await writeFile(file, JSON.stringify({ extends: './tsconfig.json', compilerOptions, files, include: [] }));
  await run([process.execPath, path.join(compilers, compiler, 'bin/tsc'), '-p', file], program);
}

const node = { types: ['node'], typeRoots: [path.join(compilers, '@types')], lib: ['es2022'], noEmit: false };

const projects = {
  node16: [['api.ts', 'subpaths.ts', 'required.cts'], { module: 'node16', moduleResolution: 'node16' }],
  nodenext: [['api.ts', 'subpaths.ts', 'required.cts'], { module: 'nodenext', moduleResolution: 'nodenext' }],
  bundler: [['api.ts', 'subpaths.ts'], { module: 'esnext', moduleResolution: 'bundler' }],
  worker: [['api.ts'], { lib: ['es2022', 'webworker'] }],
  'inexact-optional': [['api.ts'], { exactOptionalPropertyTypes: false }],
  every: [['every.ts'], {}],
  node: [['node.ts'], node],
};

test('every function and option is among what must and must not compile', () => {
  assert.ok(counts.right > 1000 && counts.wrong > 2500, JSON.stringify(counts));
});

/** Newer compilers no longer know it. */
const old = { node10: [['subpaths.ts'], { module: 'esnext', moduleResolution: 'node10' }] };
old['node10, CommonJS'] = [['node10.ts'], { module: 'commonjs', moduleResolution: 'node10' }];

for (const compiler of ['typescript-5.7', 'typescript-7']) {
  for (const [project, [files, options]] of Object.entries({
    ...projects,
    ...(compiler === 'typescript-5.7' && old),
  })) {
    test(`${compiler}, ${project}`, async () => {
      await compile(compiler, project, files, { ...options, outDir: compiler });
      if (project !== 'node') return;
      const { stdout } = await run([process.execPath, path.join(compiler, 'node.js')], program);
      assert.equal(stdout, '0 TypeError: kassei: this allocated array has been freed\n');
    });
  }
}
