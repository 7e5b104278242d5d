// The program in other runtimes than browsers. Each prints what it computed, and nothing else.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { expected, expectedOfAll, expectedOfAuto, expectedOfBoth, here, project } from '../project.mjs';
import { bundleFile } from './bundlers.mjs';

const modules = path.join(here, 'node_modules');
const { platform, arch } = process;

/** The program in the one of these packages that is this platform's; the ones they belong to would link it on install. */
function binary(scope, pattern, file) {
  const folder = path.join(modules, scope);
  const name = readdirSync(folder).find((name) => pattern.test(name));
  assert.ok(name, `no package ${path.join(scope, pattern.source)} for ${platform} ${arch}`);
  return path.join(folder, name, file);
}
const cpu = arch === 'arm64' ? '(arm64|aarch64)' : 'x64';
export const newestNode = () => binary('', new RegExp(`^node-(bin-)?${platform}-${cpu}$`), 'bin/node');
const bun = () => binary('@oven', new RegExp(`^bun-${platform}-${cpu}$`), 'bin/bun');
const deno = () => binary('@deno', new RegExp(`^${platform}-${cpu}(-glibc)?$`), 'deno');

/** A cell: these commands in one project, each of which prints the bits that Node does. */
const prints = (name, commands, backend) => async (run) => {
  const wanted = await expectedOfBoth(run, backend);
  const cwd = await project(name, run);
  for (const command of commands())
    assert.deepEqual(JSON.parse(await run(command, { cwd })), wanted, command.join(' '));
};

const esbuild = path.join(modules, '.bin/esbuild');

/** Programs that require the package, in one project whose program is CommonJS too: each prints the bits that Node does. */
const requires = (name, commands) => async (run) => {
  const wanted = await expectedOfAll(run);
  const cwd = await requiring(name, run);
  for (const command of commands())
    assert.deepEqual(JSON.parse(await run([...command, 'print-required.cjs'], { cwd })), wanted, command.join(' '));
};

/** A project whose program is CommonJS, as a compiler makes it. */
async function requiring(name, run) {
  const cwd = await project(name, run);
  await run([esbuild, 'program.js', '--format=cjs', '--outfile=program.cjs', '--log-level=warning'], { cwd });
  return cwd;
}

const withNode = (node) => ['print.js', 'commonjs.cjs', 'threads.js'].map((file) => [node, file]);

/** The oldest of each line, and those around 20.12, since which DecompressionStream knows 'deflate-raw'. */
const VERSIONS = ['20.0.0', '20.10.0', '20.11.1', '20.12.0', '22.0.0', '24.0.0'];

const floats = (bits) =>
  new Float32Array(Uint32Array.from(bits.split(' '), (word) => Number.parseInt(word, 16)).buffer);

const definitions = {
  'elu, alpha': (x) => (x > 0 ? x : Math.expm1(x) / 2),
  'gelu, approximate': (x) => x * (0.5 + 0.5 * Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  'hardSigmoid.grad': (x) => (Math.abs(x) < 2.5 ? 0.2 : 0),
  'mish, in place in the library': (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
};

/** The bits that all other cells compare with are those of the functions. */
async function meansWhatItSays(run) {
  const results = await expected(run);
  const { x } = await import(path.join(await project('meaning', run), 'program.js'));
  for (const [name, definition] of Object.entries(definitions)) {
    floats(results[name]).forEach((y, i) => {
      if (!Number.isFinite(x[i])) return;
      const exact = definition(x[i]);
      assert.ok(Math.abs(y - exact) <= 1e-6 * Math.max(1, Math.abs(exact)), `${name} of ${x[i]} is ${y}, not ${exact}`);
    });
  }
}

const printsInNode = prints('node', () => withNode(process.execPath));

export const runtimes = {
  async node(run) {
    await meansWhatItSays(run);
    await printsInNode(run);
  },
  ...Object.fromEntries(
    VERSIONS.map((version) => {
      const name = `node-${version}`;
      return [name, prints(name, () => withNode(path.join(modules, name, 'bin/node')))];
    }),
  ),
  'node-newest': prints('node-newest', () => withNode(newestNode())),
  'node-without': prints('node-without', () => [
    [process.execPath, '--disallow-code-generation-from-strings', 'print.js'],
    [process.execPath, '--no-experimental-fetch', '--no-experimental-global-webcrypto', 'print.js'],
  ]),
  /** Without a compiler Node has no WebAssembly. */
  'node-jitless': prints('node-jitless', () => [[process.execPath, '--no-expose-wasm', '--jitless', 'print.js']], 'js'),
  bun: prints('bun', () => withNode(bun())),
  deno: prints('deno', () => [
    [deno(), 'run', 'print.js'],
    [deno(), 'run', 'commonjs.cjs'],
    [deno(), 'run', '--allow-read', 'threads.js'],
  ]),

  /** A context with JavaScript's own globals and no others. */
  async 'node-vm'(run) {
    const cwd = await project('node-vm', run);
    await bundleFile(run, cwd, 'bare.js', ['--format=iife']);
    const program = await readFile(path.join(cwd, 'dist/bare.js'), 'utf8');
    const result = await new Promise((report) => runInNewContext(program, { report }));
    assert.deepEqual(JSON.parse(result), await expectedOfBoth(run));
  },

  ...Object.fromEntries(
    Object.entries({
      node: () => [[process.execPath]],
      'node-20.0.0': () => [[path.join(modules, 'node-20.0.0/bin/node')]],
      'node-newest': () => [[newestNode()]],
      bun: () => [[bun()]],
      deno: () => [[deno(), 'run', '--allow-read']],
    }).map(([name, commands]) => [`${name}-require`, requires(`${name}-require`, commands)]),
  ),

  /** The functions that are ready when imported. */
  async auto(run) {
    const cwd = await project('auto', run);
    const commands = [[process.execPath], [path.join(modules, 'node-20.0.0/bin/node')], [bun()], [deno(), 'run']];
    for (const command of commands) {
      assert.deepEqual(JSON.parse(await run([...command, 'auto.js'], { cwd })), await expectedOfAuto(run), command[0]);
    }
  },

  /** As Jest is installed: it knows no modules, and no import(). */
  async 'jest-default'(run) {
    const cwd = await requiring('jest-default', run);
    const env = { WANTED: JSON.stringify(await expectedOfAll(run)) };
    for (const environment of ['node', 'jsdom']) {
      const jest = [process.execPath, path.join(modules, 'jest/bin/jest.js'), '--env', environment];
      await run([...jest, 'required.test.cjs'], { cwd, env });
    }
  },

  async vitest(run) {
    const cwd = await project('vitest', run, { tools: ['vitest'] });
    const env = { WANTED: JSON.stringify(await expectedOfBoth(run)) };
    for (const environment of ['node', 'jsdom']) {
      const vitest = [process.execPath, path.join(modules, 'vitest/vitest.mjs'), 'run', '--globals'];
      await run([...vitest, `--environment=${environment}`, 'kassei.test.js'], { cwd, env });
    }
  },

  async jest(run) {
    const cwd = await project('jest', run);
    const wanted = JSON.stringify(await expectedOfBoth(run));
    const env = { NODE_OPTIONS: '--experimental-vm-modules', WANTED: wanted };
    for (const environment of ['node', 'jsdom']) {
      await run([process.execPath, path.join(modules, 'jest/bin/jest.js'), '--env', environment, 'kassei.test.js'], {
        cwd,
        env,
      });
    }
  },
};
