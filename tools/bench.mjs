// npm run bench: measures the package beside its peers, which only this command installs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from './build.mjs';
import { npmInstall, setup } from './setup.mjs';
import { main, root } from './steps.mjs';

main(async () => {
  await setup();
  await build({ page: false });
  const bench = path.join(root, 'tests/bench');
  await npmInstall(bench);
  const child = spawn(process.execPath, [path.join(bench, 'run.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
  const [code, signal] = await once(child, 'exit');
  process.exitCode = signal ? 1 : code;
});
