// What the engines' pages come from and send to.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const root = new URL('../../', import.meta.url);
const types = {
  css: 'text/css',
  html: 'text/html',
  js: 'text/javascript',
  mjs: 'text/javascript',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

/**
 * Serves, on this machine only, a page that runs `script`, and the files that scripts load; the site's own pages run it
 * too. What is posted goes to `receive`. Returns the page's address and `close`.
 */
export async function serve({ script, headers, receive }) {
  const page = `<!doctype html><meta charset="utf-8"><script type="module" src="${script}"></script>`;
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const parts = await request.toArray();
      response.end();
      return receive(JSON.parse(Buffer.concat(parts).toString()));
    }
    const { pathname } = new URL(request.url, 'http://local');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (pathname === '/') return response.setHeader('Content-Type', 'text/html').end(page);
    const [, type] = pathname.match(/^\/(?:build|dist|tests)\/[\w@/.-]+\.(\w+)$/) ?? [];
    const content = types[type] && (await readFile(new URL(`.${pathname}`, root)).catch(() => undefined));
    if (!content) return response.writeHead(404).end();
    const run = `<script type="module" src="${script}"></script></body>`;
    response
      .setHeader('Content-Type', types[type])
      .end(type === 'html' ? String(content).replace('</body>', run) : content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => server.close().closeAllConnections(),
  };
}
