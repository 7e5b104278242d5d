// npm start: sets up, builds, and serves the page on this machine.
import { parseArgs } from 'node:util';
import { main } from '../lib/run.mjs';
import { setup } from '../setup/setup.mjs';
import { build } from './build.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } });

main(async () => {
  await setup();
  await build();
  // Vite is there only after set-up.
  const { servePage } = await import('../lib/serve.mjs');
  console.log(`\nKassei is at ${await servePage({ port: Number(values.port) })} (ctrl-C ends it)`);
});
