// npm run bench: measures the package beside its peers, which only this command installs.
import path from 'node:path';
import { build } from './build.mjs';
import { npmInstall, setup } from './setup.mjs';
import { handOver, main, root } from './steps.mjs';

main(async () => {
  await setup();
  await build({ page: false });
  const bench = path.join(root, 'tests/bench');
  await npmInstall(bench);
  await handOver([process.execPath, path.join(bench, 'run.mjs'), ...process.argv.slice(2)]);
});
