import { type Language, labels } from '../content/labels.ts';

export const language = document.documentElement.lang as Language;

/** Runs the scripts of a page: `start` is its own part, the rest is that of every page. */
export function openPage(start: () => Promise<void>) {
  updateLanguageLink(document.querySelector<HTMLAnchorElement>('.masthead .other') as HTMLAnchorElement);
  start().catch(showUnavailable).then(registerServiceWorker);
}

/** Keeps the link on the same section in the other language. Visitors who prefer that language see a full sentence. */
function updateLanguageLink(link: HTMLAnchorElement) {
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

/** Falls back to the page without JavaScript, and logs the reason. */
function showUnavailable(error: unknown) {
  console.error(error);
  document.documentElement.classList.add('still');
  for (const message of document.querySelectorAll<HTMLElement>('.unavailable')) message.hidden = false;
}

/** Registers the service worker, which stores the site for visits without a network. */
function registerServiceWorker() {
  const worker = new URL(/* @vite-ignore */ '../sw.js', import.meta.url);
  // A failure, as over plain http, only means that the page needs its network.
  navigator.serviceWorker?.register(worker).catch(() => undefined);
}
