// The service worker stores the whole site for visits without a network. The build prepends two constants: VERSION, a
// hash of all files, and FILES, their addresses relative to the Japanese page's.
const { scope } = registration;
/** The prefix tells this site's caches from others of the same origin. */
const CACHE_PREFIX = `kassei ${scope} `;
const CACHE = CACHE_PREFIX + VERSION;
/** Milliseconds to wait for a slow network before the cache answers. */
const NETWORK_PATIENCE = 3000;

addEventListener('install', (event) => event.waitUntil(storeFiles()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' || !url.startsWith(scope)) return;
  event.respondWith(url.startsWith(`${scope}assets/`) ? cacheFirst(event.request) : networkFirst(event.request));
});

/** Stores all files of this version. The old version keeps its own until none of its pages is open. */
async function storeFiles() {
  const cache = await caches.open(CACHE);
  const keep = async (file) => {
    const address = new URL(file, scope);
    // Names in assets/ contain a hash, so the old version's copy is good.
    const known = file.startsWith('assets/') && (await caches.match(address));
    const response = known || (await fetch(address, { cache: 'no-cache', priority: 'low' }));
    if (!response.ok) throw new Error(`${address} answers ${response.status}`);
    await cache.put(address, response);
  };
  await Promise.all(FILES.map(keep));
}

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHE_PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

/** The cached response for an address, whatever its query. */
async function cached(url) {
  const address = new URL(url);
  address.search = '';
  address.pathname = address.pathname.replace(/\/index\.html$/, '/');
  const cache = await caches.open(CACHE);
  const found = await cache.match(address);
  if (found) return found;
  address.pathname += '/';
  return (await cache.match(address)) && Response.redirect(address);
}

/** Cache first, for files that never change under their name. */
const cacheFirst = async (request) => (await cached(request.url)) ?? fetch(request);

/** Network first, so that visitors with a network always get the newest version. */
async function networkFirst(request) {
  const answer = fetch(request);
  const patience = new Promise((resolve) => setTimeout(resolve, NETWORK_PATIENCE));
  const first = await Promise.race([answer, patience]).catch(() => undefined);
  if (first && first.status < 500) return first;
  return (await cached(request.url)) ?? answer;
}
