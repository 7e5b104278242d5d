import { catalogue } from 'kassei/catalogue';
import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { EXPLORER_START } from '../model/explorer-start.mjs';
import { valuesOf } from '../model/settings.ts';
import { followColours } from '../plot/chart.ts';
import { CurveSection } from '../section/curve-section.ts';
import { Explorer } from '../section/explorer.ts';
import { BarsSection } from '../section/row-section.ts';
import type { Section } from '../section/section.ts';
import type { Host, Sections } from '../toolbox/host.ts';

/** Calls `work` when the details are opened, or now if they are. When it fails they say so, and opened again try again. */
function whenOpen(details: HTMLDetailsElement, work: () => Promise<void>) {
  const missing = details.querySelector('.missing') as HTMLElement;
  const wait = () => details.addEventListener('toggle', open, { once: true });
  const open = async () => {
    missing.hidden = true;
    if (!details.open) return wait();
    try {
      await work();
    } catch (error) {
      console.warn(error);
      missing.hidden = false;
      wait();
    }
  };
  open();
}

const toolsOf = ({ root }: Host) => root.querySelector('.tools') as HTMLDetailsElement;

/** Brings the explorer and the functions' sections to life, each when it is needed: all at once would keep a phone busy. */
export function setUp(kassei: Kassei, labels: Labels) {
  const hosts = new Map<string, Host>();
  const entries = new Map<string, (typeof catalogue)[number]>(catalogue.map((entry) => [entry.name, entry]));

  const sections: Sections = {
    has: (name) => entries.has(name),
    get(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      return (hosts.get(name) ?? enliven(entry)) as Section;
    },
  };

  function equip<H extends Host>(host: H): H {
    hosts.set(host.id, host);
    whenOpen(toolsOf(host), async () => {
      const { fillTools } = await import('../toolbox/toolbox.ts');
      await bringBack();
      fillTools(host, sections, labels);
    });
    return host;
  }

  function enliven(entry: (typeof catalogue)[number]): Section {
    const root = document.getElementById(entry.name) as HTMLElement;
    const Kind = entry.kind === 'rowwise' ? BarsSection : CurveSection;
    return equip(new Kind(root, entry, kassei, labels));
  }

  /** What the address describes, until it has been brought back. */
  let linked: Host | undefined;

  async function bringBack() {
    if (!linked) return;
    const { restore } = await import('../toolbox/permalink.ts');
    if (linked) restore(new URL(location.href), sections, linked);
    linked = undefined;
    readyToPrint();
  }

  /** Until something may have been moved, the static plots are what there is to print. */
  const readyToPrint = () =>
    import('../toolbox/print.ts').then(
      ({ printAll }) => printAll(hosts),
      // The next action tries again.
      () => undefined,
    );
  for (const action of ['pointermove', 'pointerdown', 'keydown', 'wheel'])
    addEventListener(action, readyToPrint, { once: true, passive: true });

  // Without their sections, which would have to be laid out for that.
  const first = EXPLORER_START.functions
    .flatMap((name) => entries.get(name) ?? [])
    .map((entry) => ({ entry, values: valuesOf(entry) }));
  equip(new Explorer(document.getElementById('explorer') as HTMLElement, kassei, labels, first));
  document.addEventListener('kassei:values', ({ target }) => {
    for (const host of hosts.values()) {
      if ('figure' in host && host.others.some(({ entry }) => entry.name === (target as Element).id)) host.draw();
    }
  });
  const named = location.hash.slice(1);
  sections.get(named);
  if (location.search) linked = hosts.get(named);
  bringBack().catch(() => {
    // There it is tried again, and said.
    if (linked) toolsOf(linked).open = true;
  });

  const nearViewport = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const part = hosts.get(target.id) ?? (isIntersecting ? sections.get(target.id) : undefined);
        part?.show(isIntersecting);
      }
    },
    { rootMargin: '50%' },
  );
  for (const id of ['explorer', ...entries.keys()]) nearViewport.observe(document.getElementById(id) as Element);
  followColours(() => {
    for (const host of hosts.values()) host.draw();
  });
}
