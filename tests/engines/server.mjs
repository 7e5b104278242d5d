// The server of the engines' pages, which also takes what they send.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const root = new URL('../../', import.meta.url);
const types = {
  css: 'text/css',
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  md: 'text/markdown',
  mjs: 'text/javascript',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

/**
 * Serves, on this machine only, a page that runs `script`, and the files that scripts load; the site's own pages run it
 * too, and before all else the classic script `first`. What is posted goes to `receive`, and what that returns is the
 * answer; a picture that is posted is served. Returns the page's address, `close`, and a list of what was asked for in vain.
 */
export async function serve({ script, first, headers, receive }) {
  const run = `<script type="module" src="${script}"></script>`;
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${run}`;
  const missing = [];
  let picture = '';
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const posted = JSON.parse(Buffer.concat(await request.toArray()).toString());
      if (request.url === '/picture') {
        picture = posted;
        return response.end();
      }
      const answer = await receive(posted);
      return response.end(JSON.stringify(answer));
    }
    const { pathname } = new URL(request.url, 'http://local');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (pathname === '/') return response.setHeader('Content-Type', 'text/html').end(page);
    if (pathname === '/picture.svg') return response.setHeader('Content-Type', types.svg).end(picture);
    const file = pathname.replace(/\/$/, '/index.html');
    const [, type] = file.match(/^\/(?:bench|build|dist|tests|tools|web)\/[\w@/.-]+\.(\w+)$/) ?? [];
    const content = types[type] && (await readFile(new URL(`./.${file}`, root)).catch(() => undefined));
    if (!content) {
      missing.push(pathname);
      return response.writeHead(404).end();
    }
    // The policy, which is the head's first element but one, holds for these scripts too.
    const instrumented = () =>
      String(content)
        .replace('<meta name="viewport"', `<script src="${first}"></script>$&`)
        .replace('</body>', `${run}$&`);
    response.setHeader('Content-Type', types[type]).end(type === 'html' ? instrumented() : content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    missing,
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => server.close().closeAllConnections(),
  };
}
