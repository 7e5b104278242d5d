// Serves the built page on this machine.
import { preview } from 'vite';
import { root } from './run.mjs';

/** Starts the server and returns its address. The next free port serves if `port` is taken. */
export async function servePage({ port, plugins }) {
  const server = await preview({
    root,
    configFile: false,
    logLevel: 'warn',
    appType: 'mpa',
    plugins,
    build: { outDir: 'build/page' },
    preview: { host: '127.0.0.1', port, strictPort: false },
  });
  return server.resolvedUrls.local[0];
}
