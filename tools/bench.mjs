// npm run bench: measures the package beside its peers, which only this command installs.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from './build.mjs';
import { npmInstall, setup } from './setup.mjs';
import { main, root } from './steps.mjs';

main(async () => {
  await setup();
  await build({ page: false });
  const bench = path.join(root, 'tests/bench');
  await npmInstall(bench);
  const command = [path.join(bench, 'run.mjs'), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
});
