// npm run bench: measures the package beside its peers, which only this command installs.
import path from 'node:path';
import { build } from './build.mjs';
import { npmInstall, setup } from './setup.mjs';
import { handOver, main, root } from './steps.mjs';

main(async () => {
  const args = process.argv.slice(2);
  const engines = args.includes('--browsers');
  await setup({ browser: engines || args.includes('--calls'), engines });
  await build({ page: false });
  const bench = path.join(root, 'tests/bench');
  await npmInstall(bench);
  await handOver([process.execPath, path.join(bench, 'run.mjs'), ...args]);
});
