// npm run verify: the exact errors of the package over all inputs, and of its peers over a sample.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cmake } from '../lib/cmake.mjs';
import { Failure, handOver, main, root, step } from '../lib/run.mjs';
import { npmInstall, setup } from '../setup/setup.mjs';
import { build } from './build.mjs';

const usage = `Checks every elementwise function and gradient over all 2^32 float32 inputs: npm run verify -- [names] [options]

  names      only these functions, and their gradients
  --native   instead: whether the native builds, by g++ and clang++, give the wasm's bits for all inputs
  --peers    instead: the errors of other libraries, over every 4093rd input
  --help

Control-C ends it; the next run goes on from there. The results stand in docs/measurements/accuracy.json.`;

function read() {
  const options = Object.fromEntries(['native', 'peers', 'help'].map((name) => [name, { type: 'boolean' }]));
  try {
    const { values } = parseArgs({ options, allowPositionals: true });
    if (values.native && values.peers) throw new Error('--native and --peers are two runs');
    return values;
  } catch (error) {
    throw new Failure(`${error.message}\n\n${usage}`);
  }
}

async function buildChecker(preset) {
  await step(`Building the checker (${preset})`, async (run) => {
    await cmake(run, preset, { target: 'kassei_verify' });
  });
}

main(async () => {
  const { native, peers, help } = read();
  if (help) return console.log(usage);
  await setup({ native: true, compilers: native });
  await build({ page: false });
  for (const preset of native ? ['native-gcc', 'native-clang'] : ['native']) await buildChecker(preset);
  if (peers) await npmInstall(path.join(root, 'bench'));
  await handOver([process.execPath, path.join(root, 'tests/exhaustive/verify/run.mjs'), ...process.argv.slice(2)]);
});
