// npm run release: tests, and publishes the package from a copy, so that an interruption leaves nothing changed here.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { handOver, main, root } from '../lib/run.mjs';
import { repositoryAddress, stage } from '../lib/staged-package.mjs';
import { npm } from '../setup/programs.mjs';

main(async () => {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  repositoryAddress(manifest);
  await handOver([...npm, 'test']);
  if (process.exitCode) return;
  const folder = path.join(root, 'build/published');
  await stage(folder, manifest);
  await handOver([...npm, 'publish', folder, '--ignore-scripts', ...process.argv.slice(2)]);
});
