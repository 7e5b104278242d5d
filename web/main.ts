import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import type { Live } from './alive.ts';
import { BarsSection } from './bars.ts';
import { CurveSection } from './curve.ts';
import { Explorer, FIRST } from './explorer.ts';
import { followColours } from './plot.ts';
import type { Kassei } from './sample.ts';
import type { Section } from './section.ts';
import type { Host, Tools } from './tools.ts';
import { type Language, words } from './words.ts';

const language = document.documentElement.lang as Language;

languageLink(document.querySelector<HTMLAnchorElement>('.masthead .other') as HTMLAnchorElement);
load().then(bringToLife).catch(standStill);

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
  const t = words[language];
  const sections = new Map<string, Section>();
  for (const entry of catalogue) {
    const root = document.getElementById(entry.name) as HTMLElement;
    const Kind = entry.kind === 'rowwise' ? BarsSection : CurveSection;
    sections.set(entry.name, new Kind(root, entry, kassei, t));
  }
  const first = FIRST.map((name) => sections.get(name) as Section);
  const explorer = new Explorer(document.getElementById('explorer') as HTMLElement, kassei, t, first);
  const parts = new Map<Element, Live>([explorer, ...sections.values()].map((part) => [part.root, part]));
  for (const part of parts.values()) part.draw();
  const curves = [...sections.values()].filter((section) => section instanceof CurveSection);
  equip([explorer, ...curves], new Map(curves.map((section) => [section.id, section])));
  const nearViewport = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) parts.get(target)?.show(isIntersecting);
    },
    { rootMargin: '50%' },
  );
  for (const root of parts.keys()) nearViewport.observe(root);
  followColours(() => {
    for (const part of parts.values()) part.draw();
  });
  const measure = document.querySelector('#speed button') as HTMLButtonElement;
  measure.disabled = false;
  measure.addEventListener('click', async () => (await import('./speed.ts')).press(kassei));
}

/** Loads a figure's tools when they are opened, or wanted by a link; lets figures follow what they show of others. */
function equip(hosts: Host[], sections: ReadonlyMap<string, Section>) {
  const made = new Map<Host, Promise<Tools>>();
  const make = async (host: Host) => new (await import('./tools.ts')).Tools(host, sections, words[language]);
  const toolsOf = (host: Host) => {
    const tools = made.get(host) ?? make(host);
    made.set(host, tools);
    return tools;
  };
  for (const host of hosts) host.figure.root.querySelector('.tools')?.addEventListener('toggle', () => toolsOf(host));
  document.addEventListener('kassei:values', ({ target }) => {
    for (const { figure, others } of hosts) {
      if (others.some(({ entry }) => entry.name === (target as Element).id)) figure.draw();
    }
  });
  const named = hosts.find(({ id }) => id === location.hash.slice(1));
  if (named && location.search) {
    Promise.all([import('./link.ts'), toolsOf(named)]).then(([{ restore }, tools]) =>
      restore(new URL(location.href), sections, tools),
    );
  }
}

/** Leaves the page as it is without JavaScript, and says why where developers look. */
function standStill(error: unknown) {
  console.error(error);
  document.documentElement.classList.add('still');
  for (const message of document.querySelectorAll<HTMLElement>('.unavailable')) message.hidden = false;
}
