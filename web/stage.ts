import { catalogue } from 'kassei/catalogue';
import type { Live } from './alive.ts';
import { BarsSection } from './bars.ts';
import { CurveSection } from './curve.ts';
import { Explorer, FIRST } from './explorer.ts';
import { restore } from './link.ts';
import { followColours } from './plot.ts';
import type { Kassei } from './sample.ts';
import type { Section } from './section.ts';
import { type Host, type Sections, Tools } from './tools.ts';
import type { Words } from './words.ts';

/** Brings the explorer and the functions' sections to life, each when it is needed: all at once would keep a phone busy. */
export function setUp(kassei: Kassei, words: Words) {
  const parts = new Map<Element, Live>();
  const tools = new Map<string, Tools>();
  const entries = new Map<string, (typeof catalogue)[number]>(catalogue.map((entry) => [entry.name, entry]));

  const sections: Sections = {
    has: (name) => entries.has(name),
    get(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const root = document.getElementById(name) as HTMLElement;
      return (parts.get(root) ?? enliven(root, entry)) as Section;
    },
  };

  function equip(host: Host & Live) {
    parts.set(host.root, host);
    tools.set(host.id, new Tools(host, sections, words));
  }

  function enliven(root: Element, entry: (typeof catalogue)[number]): Section {
    if (entry.kind === 'rowwise') {
      const section = new BarsSection(root, entry, kassei, words);
      parts.set(root, section);
      return section;
    }
    const section = new CurveSection(root, entry, kassei, words);
    equip(section);
    return section;
  }

  const first = FIRST.map((name) => sections.get(name) as Section);
  equip(new Explorer(document.getElementById('explorer') as HTMLElement, kassei, words, first));
  document.addEventListener('kassei:values', ({ target }) => {
    for (const { host } of tools.values()) {
      if (host.others.some(({ entry }) => entry.name === (target as Element).id)) host.figure.draw();
    }
  });
  const linked = location.hash.slice(1);
  sections.get(linked);
  const named = tools.get(linked);
  if (named && location.search) restore(new URL(location.href), sections, named);

  const nearViewport = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const part = parts.get(target) ?? (isIntersecting ? sections.get(target.id) : undefined);
        part?.show(isIntersecting);
      }
    },
    { rootMargin: '50%' },
  );
  for (const id of ['explorer', ...entries.keys()]) nearViewport.observe(document.getElementById(id) as Element);
  followColours(() => {
    for (const part of parts.values()) part.draw();
  });
}
