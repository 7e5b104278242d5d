// The service worker, which keeps the whole page for when there is no network. The build puts two constants before this:
// VERSION, a hash of all files, and FILES, their addresses relative to the Japanese page's.
const { scope } = registration;
/** Other pages of the same origin have caches too. */
const PREFIX = `kassei ${scope} `;
const CACHE = PREFIX + VERSION;
/** How long a network that answers nothing is waited for, in milliseconds. */
const PATIENCE = 3000;

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' || !url.startsWith(scope)) return;
  event.respondWith(url.startsWith(`${scope}assets/`) ? same(event.request) : newest(event.request));
});

/** A new version waits until no page of the old one is open, whose files stay until then. */
async function fill() {
  const cache = await caches.open(CACHE);
  const keep = async (file) => {
    const address = new URL(file, scope);
    // Names in assets/ have a hash of their content.
    const known = file.startsWith('assets/') && (await caches.match(address));
    const response = known || (await fetch(address, { cache: 'no-cache', priority: 'low' }));
    if (!response.ok) throw new Error(`${address} answers ${response.status}`);
    await cache.put(address, response);
  };
  await Promise.all(FILES.map(keep));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

/** What is kept for an address, whatever its query. */
async function kept(url) {
  const address = new URL(url);
  address.search = '';
  address.pathname = address.pathname.replace(/\/index\.html$/, '/');
  const cache = await caches.open(CACHE);
  const found = await cache.match(address);
  if (found) return found;
  address.pathname += '/';
  return (await cache.match(address)) && Response.redirect(address);
}

/** For files that never change under their name. */
const same = async (request) => (await kept(request.url)) ?? fetch(request);

/** For all others: nobody who has a network is held on an old version. */
async function newest(request) {
  const answer = fetch(request);
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([answer, patience]).catch(() => undefined);
  if (first && first.status < 500) return first;
  return (await kept(request.url)) ?? answer;
}
