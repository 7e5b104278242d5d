// npm run dev: serves the page, builds what a change of a source concerns, and lets open pages reload.
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, main, root, step } from '../lib/run.mjs';
import { setup } from '../setup/setup.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } });

const WATCHED = ['src', 'web', 'docs', 'tools', 'CMakeLists.txt', 'CMakePresets.json', 'package.json'];
/** Milliseconds in which editors finish writing. */
const PAUSE = 100;
const SCRIPT = '/@reload.js';
const CHANGES = '/@changes';

const open = new Set();

/** A page that allows scripts gets one more, which its Content-Security-Policy allows as one of the page's own. */
const withScript = (html) =>
  html.includes('script-src') ? html.replace('</head>', `<script src="${SCRIPT}"></script>\n</head>`) : html;

const answers = {
  [SCRIPT]: (response) =>
    response
      .setHeader('Content-Type', 'text/javascript')
      .end(`new EventSource('${CHANGES}').addEventListener('message', () => location.reload());`),
  [CHANGES](response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).flushHeaders();
    open.add(response);
    response.on('close', () => open.delete(response));
  },
  // A service worker would keep what is about to change.
  '/sw.js': (response) => response.writeHead(404).end(),
};

const reloading = {
  name: 'reloading',
  configurePreviewServer({ middlewares }) {
    middlewares.use(async ({ url }, response, next) => {
      const { pathname } = new URL(url, 'http://localhost');
      if (answers[pathname]) return answers[pathname](response);
      const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      const html =
        file.endsWith('.html') && (await readFile(path.join(root, 'build/page', file), 'utf8').catch(() => ''));
      if (!html) return next();
      response.setHeader('Content-Type', 'text/html').setHeader('Cache-Control', 'no-store').end(withScript(html));
    });
  },
};

/** In a process of its own, which has the tools as they are now. */
async function build() {
  try {
    await step('Building', [process.execPath, path.join(root, 'tools/commands/build.mjs')]);
    for (const page of open) page.write('data: built\n\n');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** Builds when something has changed, and again if that was while it built. */
function buildOnChanges() {
  let changed = false;
  let building = false;
  const soon = async () => {
    if (building) return;
    building = true;
    while (changed) {
      changed = false;
      await build();
    }
    building = false;
  };
  let waiting;
  for (const name of WATCHED) {
    watch(path.join(root, name), { recursive: true }, () => {
      changed = true;
      clearTimeout(waiting);
      waiting = setTimeout(soon, PAUSE);
    });
  }
}

main(async () => {
  await setup();
  await build();
  const { servePage } = await import('../lib/serve.mjs');
  const address = await servePage({ port: Number(values.port), plugins: [reloading] });
  buildOnChanges();
  console.log(`\nKassei is at ${address}; it follows changes of the sources (ctrl-C ends it)`);
});
