import { type Language, labels } from '../content/labels.ts';

export const language = document.documentElement.lang as Language;

/** What every page does: `start` brings it to life. */
export function open(start: () => Promise<void>) {
  languageLink(document.querySelector<HTMLAnchorElement>('.masthead .other') as HTMLAnchorElement);
  start().catch(standStill).then(keepOffline);
}

/** Leads to the same section in the other language, and says so in full to who prefers that language. */
function languageLink(link: HTMLAnchorElement) {
  const follow = () => {
    link.search = location.search;
    link.hash = location.hash;
  };
  follow();
  addEventListener('hashchange', follow);
  link.addEventListener('click', follow);
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in labels);
  if (preferred === link.lang) link.textContent = link.dataset.offer as string;
}

/** Leaves the page as it is without JavaScript, and says why where developers look. */
function standStill(error: unknown) {
  console.error(error);
  document.documentElement.classList.add('still');
  for (const message of document.querySelectorAll<HTMLElement>('.unavailable')) message.hidden = false;
}

/** When the page stands, the service worker fetches the rest, for visits without a network. */
function keepOffline() {
  const worker = new URL(/* @vite-ignore */ '../sw.js', import.meta.url);
  // Without it, as over plain http or where it is forbidden, the page only needs its network.
  navigator.serviceWorker?.register(worker).catch(() => undefined);
}
