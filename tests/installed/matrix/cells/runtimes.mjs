// The program in other runtimes than browsers. Each prints what it computed, and nothing else.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { whileServing } from '../page.mjs';
import { expected, here, project } from '../project.mjs';

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
const newestNode = () => binary('', new RegExp(`^node-(bin-)?${platform}-${cpu}$`), 'bin/node');
const bun = () => binary('@oven', new RegExp(`^bun-${platform}-${cpu}$`), 'bin/bun');
const deno = () => binary('@deno', new RegExp(`^${platform}-${cpu}(-glibc)?$`), 'deno');

/** A cell: these commands in one project, each of which prints the bits that Node does. */
const prints = (name, commands) => async (run) => {
  const wanted = await expected(run);
  const cwd = await project(name, run);
  for (const command of commands()) assert.deepEqual(JSON.parse(await run(command, { cwd })), wanted);
};

const withNode = (node) => ['print.js', 'commonjs.cjs', 'threads.js'].map((file) => [node, file]);

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

/** The answer of a Cloudflare worker, run by Cloudflare's tool, which needs a newer Node than Kassei does. */
export async function cloudflare(name, run, file) {
  const cwd = await project(name, run);
  // It would ask another machine where it is.
  const env = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
  const program = [newestNode(), path.join(modules, 'wrangler/bin/wrangler.js')];
  const options = ['--compatibility-date', '2026-11-01', '--ip', '127.0.0.1'];
  const start = (port) => [...program, 'dev', file, ...options, '--port', String(port)];
  return await whileServing(run, start, { cwd, env }, async (address) => (await fetch(address)).json());
}

const printsInNode = prints('node', () => withNode(process.execPath));

export const runtimes = {
  async node(run) {
    await meansWhatItSays(run);
    await printsInNode(run);
  },
  'node-newest': prints('node-newest', () => withNode(newestNode())),
  bun: prints('bun', () => withNode(bun())),
  deno: prints('deno', () => [
    [deno(), 'run', 'print.js'],
    [deno(), 'run', 'commonjs.cjs'],
    [deno(), 'run', '--allow-read', 'threads.js'],
  ]),

  async workerd(run) {
    assert.deepEqual(await cloudflare('workerd', run, 'cloudflare.js'), await expected(run));
  },
};
