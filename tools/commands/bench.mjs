// npm run bench: measures the package beside its peers, which only this command installs.
import path from 'node:path';
import { cmake } from '../lib/cmake.mjs';
import { handOver, main, root, step } from '../lib/run.mjs';
import { npmInstall, setup } from '../setup/setup.mjs';
import { build } from './build.mjs';

async function buildNative(preset) {
  await step(`Building the kernels (${preset})`, async (run) => {
    await cmake(run, preset, { target: 'kassei_speed' });
  });
}

main(async () => {
  const args = process.argv.slice(2);
  const engines = args.includes('--browsers');
  const native = args.includes('--native');
  await setup({ browser: engines || args.includes('--calls'), engines, native, compilers: native });
  await build({ page: false });
  for (const preset of native ? ['native-sse4', 'native-avx2'] : []) await buildNative(preset);
  const bench = path.join(root, 'bench');
  await npmInstall(bench);
  await handOver([process.execPath, path.join(bench, 'run.mjs'), ...args]);
});
