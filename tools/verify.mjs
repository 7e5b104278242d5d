// npm run verify: the exact errors of the package over all inputs, and of its peers over a sample.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { npmInstall, setup } from './setup.mjs';
import { main, root, step } from './steps.mjs';

/** Builds the program that judges results with the compiler of a preset. */
export async function buildChecker(preset) {
  await step(`Building the checker (${preset})`, async (run) => {
    await run(['cmake', '--preset', preset]);
    await run(['cmake', '--build', '--preset', preset, '--target', 'kassei_verify']);
  });
}

main(async () => {
  const args = process.argv.slice(2);
  await setup({ native: true, clang: args.includes('--native') });
  await build({ page: false });
  await buildChecker('native');
  if (args.includes('--native')) await buildChecker('native-clang');
  if (args.includes('--peers')) await npmInstall(path.join(root, 'tests/bench'));
  const command = [path.join(root, 'tests/verify/run.mjs'), ...args];
  process.exitCode = spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
});
