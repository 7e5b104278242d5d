import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { BarsSection } from './bars.ts';
import { CurveSection } from './curve.ts';
import { awaitExamples } from './examples.ts';
import { fetchWhatOpens } from './later.ts';
import { watchLabs } from './learn/near.ts';
import type { Entry } from './parameters.ts';
import { followColours } from './plot.ts';
import type { Kassei } from './sample.ts';
import type { Section } from './section.ts';
import { type Language, words } from './words.ts';

const language = document.documentElement.lang as Language;

fetchWhatOpens();
languageLink(document.querySelector<HTMLAnchorElement>('.masthead .other') as HTMLAnchorElement);
load().then(bringToLife).catch(standStill).then(keepOffline);

/** Leads to the same section in the other language, and says so in full to who prefers that language. */
function languageLink(link: HTMLAnchorElement) {
  const follow = () => {
    link.hash = location.hash;
  };
  follow();
  addEventListener('hashchange', follow);
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in words);
  if (preferred === link.lang) link.textContent = link.dataset.offer as string;
}

function bringToLife(kassei: Kassei) {
  awaitExamples(kassei);
  const sections = new Map<Element, Section>();
  const enliven = (root: Element) => {
    const entry = catalogue.find(({ name }) => name === root.id) as Entry;
    const Kind = entry.kind === 'rowwise' ? BarsSection : CurveSection;
    const section = new Kind(root, entry, kassei, words[language]);
    sections.set(root, section);
    return section;
  };
  // All of them at once would keep a phone busy for a second.
  const nearViewport = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const section = sections.get(target) ?? (isIntersecting ? enliven(target) : undefined);
        section?.show(isIntersecting);
      }
    },
    { rootMargin: '50%' },
  );
  for (const { name } of catalogue) nearViewport.observe(document.getElementById(name) as Element);
  followColours(() => {
    for (const section of sections.values()) section.draw();
  });
  const compare = new IntersectionObserver(
    async (changes) => {
      if (!changes.some(({ isIntersecting }) => isIntersecting)) return;
      compare.disconnect();
      (await import('./compare.ts')).start();
    },
    { rootMargin: '50%' },
  );
  compare.observe(document.getElementById('compare') as HTMLElement);
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
