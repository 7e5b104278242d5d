// The matrix: cells by name, each a function of a step's `run`.
import path from 'node:path';
import { root } from '../../../tools/lib/run.mjs';
import { npmInstall } from '../../../tools/setup/setup.mjs';
import { bundlers } from './cells/bundlers.mjs';
import { edge } from './cells/edge.mjs';
import { fallback } from './cells/fallback.mjs';
import { pages } from './cells/pages.mjs';
import { runtimes } from './cells/runtimes.mjs';

/** The recipes with TensorFlow.js and onnxruntime-web, which the benchmark has. */
async function recipes(run) {
  await npmInstall(path.join(root, 'bench'));
  const tests = ['tfjs', 'onnxruntime'].map((name) => `tests/installed/recipes/peers/${name}.test.mjs`);
  await run([process.execPath, '--test', ...tests]);
}

export const cells = { ...runtimes, ...edge, ...bundlers, ...pages, ...fallback, recipes };
