// npm run release: tests, and publishes the package from a copy, so that an interruption leaves nothing changed here.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, handOver, main, root } from '../lib/run.mjs';
import { repositoryAddress, stage } from '../lib/staged-package.mjs';
import { npm } from '../setup/programs.mjs';

main(async () => {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  repositoryAddress(manifest);
  // Asked for by `npm publish`, which would send README.md as it stands here.
  if (process.env.npm_lifecycle_event === 'prepublishOnly')
    throw new Failure(
      "npm publish would send a README whose links break on npm; npm run release sends one whose don't",
    );
  await handOver([...npm, 'test']);
  if (process.exitCode) return;
  const folder = path.join(root, 'build/published');
  await stage(folder, manifest);
  await handOver([...npm, 'publish', folder, '--ignore-scripts', ...process.argv.slice(2)]);
});
