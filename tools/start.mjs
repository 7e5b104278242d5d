// npm start: sets up, builds, and serves the page on this machine.
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { setup } from './setup.mjs';
import { main, root } from './steps.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } });

main(async () => {
  await setup();
  await build();
  const { preview } = await import('vite');
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    appType: 'mpa',
    build: { outDir: 'build/page' },
    preview: { host: '127.0.0.1', port: Number(values.port), strictPort: false },
  });
  console.log(`\nKassei is at ${server.resolvedUrls.local[0]} (ctrl-C ends it)`);
});
