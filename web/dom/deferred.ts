let page: Promise<Document> | undefined;

async function load(address: string): Promise<Document> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/** Puts what was left out of this page (web/render/html/deferred-tables.ts) where it belongs, each part when it is opened. */
export function fetchWhatOpens() {
  const open = async ({ target }: Event) => {
    const link = target instanceof Element && target.matches('.later[open]') && target.querySelector('a');
    if (!link) return;
    page ??= load(link.href);
    // The link stays where it cannot be fetched, and the next one tries again.
    page.catch(() => {
      page = undefined;
    });
    const part = (await page).getElementById(link.hash.slice(1));
    if (part && link.isConnected) link.parentElement?.replaceWith(document.importNode(part, true));
  };
  // Which does not bubble.
  addEventListener('toggle', (event) => open(event).catch(console.warn), true);
}
