import { load } from 'kassei';
import { awaitExamples } from './examples.ts';
import { fetchWhatOpens } from './later.ts';
import { watchLabs } from './learn/near.ts';
import { whenNear } from './near.ts';
import type { Kassei } from './sample.ts';
import { setUp } from './stage.ts';
import { type Language, words } from './words.ts';

const language = document.documentElement.lang as Language;

fetchWhatOpens();
languageLink(document.querySelector<HTMLAnchorElement>('.masthead .other') as HTMLAnchorElement);
load().then(bringToLife).catch(standStill).then(keepOffline);

/** Leads to the same section in the other language, and says so in full to who prefers that language. */
function languageLink(link: HTMLAnchorElement) {
  const follow = () => {
    link.search = location.search;
    link.hash = location.hash;
  };
  follow();
  addEventListener('hashchange', follow);
  link.addEventListener('click', follow);
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in words);
  if (preferred === link.lang) link.textContent = link.dataset.offer as string;
}

function bringToLife(kassei: Kassei) {
  awaitExamples(kassei);
  setUp(kassei, words[language]);
  const compare = document.getElementById('compare') as HTMLElement;
  whenNear([compare], async () => (await import('./compare.ts')).start());
  watchLabs();
  const measure = document.querySelector('#speed button') as HTMLButtonElement;
  measure.disabled = false;
  measure.addEventListener('click', async () => (await import('./speed.ts')).press(kassei));
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
