// The service worker stores the whole site for visits without a network. The build prepends two constants: VERSION, a
// hash of all files, and FILES, their addresses relative to the Japanese page's.
const { scope } = registration;
/** The prefix tells this site's caches from others of the same origin. */
const CACHE_PREFIX = `kassei ${scope} `;
const CACHE = CACHE_PREFIX + VERSION;
/** Milliseconds to wait for a slow network before the cache answers. */
const NETWORK_PATIENCE = 3000;
/** Milliseconds after which a request fails that neither the network nor the cache has answered. */
const NETWORK_LIMIT = 60_000;
/** Milliseconds after which installing fails. The next visit tries again. */
const INSTALL_LIMIT = 240_000;

addEventListener('install', (event) => event.waitUntil(storeFiles()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method !== 'GET' || !url.startsWith(scope)) return;
  event.respondWith(url.startsWith(`${scope}assets/`) ? cacheFirst(event.request) : networkFirst(event.request));
});

/** The outcome of `work`, or a failure after so many milliseconds. */
const within = (limit, work) =>
  Promise.race([
    work,
    new Promise((_, reject) => setTimeout(reject, limit, new Error(`The network has not answered for ${limit} ms`))),
  ]);

/** Stores all files of this version. The old version keeps its own until none of its pages is open. */
async function storeFiles() {
  const cache = await caches.open(CACHE);
  const signal = AbortSignal.timeout(INSTALL_LIMIT);
  const keep = async (file) => {
    const address = new URL(file, scope);
    // Names in assets/ contain a hash, so the old version's copy is good.
    const known = file.startsWith('assets/') && (await caches.match(address));
    const response = known || (await fetch(address, { cache: 'no-cache', priority: 'low', signal }));
    const { ok, redirected, status, url } = response;
    // Some hosts lead x.html on to x; what is led elsewhere is another file.
    if (!ok || (redirected && `${url}.html` !== address.href))
      throw new Error(`${url} answers ${status} for ${address}`);
    // A redirected response answers no navigation; one with its content does.
    await cache.put(address, redirected ? new Response(response.body, response) : response);
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
  // `caches.open` would make a cache anew that a newer version has deleted.
  const find = () => caches.match(address, { cacheName: CACHE });
  const { pathname } = address;
  for (const ending of ['', '.html']) {
    address.pathname = pathname + ending;
    const found = await find();
    if (found) return found;
  }
  address.pathname = `${pathname}/`;
  return (await find()) && Response.redirect(address);
}

/** Cache first, for files that never change under their name. */
const cacheFirst = async (request) => (await cached(request.url)) ?? within(NETWORK_LIMIT, fetch(request));

/** Network first, so that visitors with a network always get the newest version. */
async function networkFirst(request) {
  const answer = fetch(request);
  const first = await within(NETWORK_PATIENCE, answer).catch(() => undefined);
  if (first && first.status < 500) return first;
  return (await cached(request.url)) ?? within(NETWORK_LIMIT, answer);
}
