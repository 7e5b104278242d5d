let page: Promise<Document> | undefined;

async function fetchPage(address: string): Promise<Document> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/** Loads each deferred table (web/render/html/deferred-tables.ts) when its details are opened. */
export function loadDeferred() {
  const open = async ({ target }: Event) => {
    const link = target instanceof Element && target.matches('.later[open]') && target.querySelector('a');
    if (!link) return;
    page ??= fetchPage(link.href);
    // After a failure the link stays in its place, and the next attempt fetches again.
    page.catch(() => {
      page = undefined;
    });
    const part = (await page).getElementById(link.hash.slice(1));
    if (part && link.isConnected) link.parentElement?.replaceWith(document.importNode(part, true));
  };
  // 'toggle' does not bubble, so listen in the capture phase.
  addEventListener('toggle', (event) => open(event).catch(console.warn), true);
}
