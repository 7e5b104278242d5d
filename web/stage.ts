import { catalogue } from 'kassei/catalogue';
import type { Live } from './alive.ts';
import { BarsSection } from './bars.ts';
import { CurveSection } from './curve.ts';
import { Explorer, FIRST } from './explorer.ts';
import { valuesOf } from './parameters.ts';
import { followColours } from './plot.ts';
import type { Kassei } from './sample.ts';
import type { Section } from './section.ts';
import type { Host, Sections } from './tools.ts';
import type { Words } from './words.ts';

/** Calls `work` once, when the details are opened, or now if they are. */
function whenOpen(details: HTMLDetailsElement, work: () => void) {
  if (details.open) work();
  else details.addEventListener('toggle', work, { once: true });
}

/** Brings the explorer and the functions' sections to life, each when it is needed: all at once would keep a phone busy. */
export function setUp(kassei: Kassei, words: Words) {
  const parts = new Map<Element, Live>();
  let restored: Promise<void> | undefined;
  const hosts = new Map<string, Host>();
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
    hosts.set(host.id, host);
    whenOpen(host.root.querySelector('.tools') as HTMLDetailsElement, async () => {
      const { Tools } = await import('./tools.ts');
      await restored;
      new Tools(host, sections, words);
    });
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

  async function bringBack(host: Host) {
    const { restore } = await import('./link.ts');
    restore(new URL(location.href), sections, host);
  }

  // Without their sections, which would have to be laid out for that.
  const first = FIRST.flatMap((name) => entries.get(name) ?? []).map((entry) => ({ entry, values: valuesOf(entry) }));
  equip(new Explorer(document.getElementById('explorer') as HTMLElement, kassei, words, first));
  document.addEventListener('kassei:values', ({ target }) => {
    for (const { others, figure } of hosts.values()) {
      if (others.some(({ entry }) => entry.name === (target as Element).id)) figure.draw();
    }
  });
  const linked = location.hash.slice(1);
  sections.get(linked);
  const named = hosts.get(linked);
  if (named && location.search) restored = bringBack(named);

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
