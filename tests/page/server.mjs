// A file server such as pages are published on: no special headers, compressed, below a sub-path; it can go away.
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const BASE = '/some/where/';
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const CODINGS = { br: brotliCompressSync, gzip: gzipSync };
/** Files that are compressed already. */
const PACKED = new Set(['.png', '.woff2']);

/** Serves a folder; `coding` is `br` or `gzip`. Port 0 is any free one. */
export async function serve(folder, { coding = 'gzip', port = 0 } = {}) {
  const bodies = new Map();
  const find = (url) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (!pathname.startsWith(BASE)) return undefined;
    const file = path.join(folder, pathname.slice(BASE.length), pathname.endsWith('/') ? 'index.html' : '');
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  };
  const answer = (file) => {
    const extension = path.extname(file);
    const headers = { 'content-type': TYPES[extension] ?? 'text/plain', 'cache-control': 'max-age=600' };
    if (!PACKED.has(extension)) headers['content-encoding'] = coding;
    if (!bodies.has(file))
      bodies.set(file, PACKED.has(extension) ? readFileSync(file) : CODINGS[coding](readFileSync(file)));
    return [headers, bodies.get(file)];
  };
  const server = createServer(({ url }, response) => {
    const file = find(url);
    if (!file) return response.writeHead(404).end('not found');
    const [headers, body] = answer(file);
    response.writeHead(200, { ...headers, 'content-length': body.length }).end(body);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}${BASE}`,
    port: server.address().port,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
