// The types of the tarball: what must and must not compile, for the oldest compiler that README promises and the newest.
import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { run, unpacked } from '../tarball/packed.mjs';
import { counts, text } from './every.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'compilers/node_modules');
const { program } = await unpacked();
await writeFile(path.join(program, 'package.json'), '{ "type": "module" }');
await writeFile(path.join(program, 'every.ts'), text);
for (const name of ['api.ts', 'node.ts', 'tsconfig.json']) await cp(path.join(here, name), path.join(program, name));

async function compile(compiler, project, source, compilerOptions) {
  const file = path.join(program, `tsconfig.${project}.json`);
  await writeFile(file, JSON.stringify({ extends: './tsconfig.json', compilerOptions, files: [source], include: [] }));
  await run([process.execPath, path.join(modules, compiler, 'bin/tsc'), '-p', file], program);
}

const node = { types: ['node'], typeRoots: [path.join(modules, '@types')], lib: ['es2022'], noEmit: false };

const projects = {
  node16: ['api.ts', { module: 'node16', moduleResolution: 'node16' }],
  nodenext: ['api.ts', { module: 'nodenext', moduleResolution: 'nodenext' }],
  bundler: ['api.ts', { module: 'esnext', moduleResolution: 'bundler' }],
  worker: ['api.ts', { lib: ['es2022', 'webworker'] }],
  'inexact-optional': ['api.ts', { exactOptionalPropertyTypes: false }],
  every: ['every.ts', {}],
  node: ['node.ts', node],
};

test('every function and option is among what must and must not compile', () => {
  assert.ok(counts.right > 1000 && counts.wrong > 2500, JSON.stringify(counts));
});

for (const compiler of ['typescript-5.7', 'typescript-7']) {
  for (const [project, [source, options]] of Object.entries(projects)) {
    test(`${compiler}, ${project}`, async () => {
      await compile(compiler, project, source, { ...options, outDir: compiler });
      if (project !== 'node') return;
      const { stdout } = await run([process.execPath, path.join(compiler, 'node.js')], program);
      assert.equal(stdout, '0 TypeError: kassei: this allocated array has been freed\n');
    });
  }
}
