import { catalogue } from 'kassei/catalogue';
import type { Labels } from '../content/labels.ts';
import type { Kassei } from '../model/curves.ts';
import { EXPLORER_START } from '../model/explorer-start.mjs';
import type { SettingsStore } from '../model/settings.ts';
import { onColourChange } from '../plot/chart.ts';
import { CurveSection } from '../section/curve-section.ts';
import { Explorer } from '../section/explorer.ts';
import { RowSection } from '../section/row-section.ts';
import type { Section } from '../section/section.ts';
import type { Host, Sections } from '../toolbox/host.ts';

/** Calls `work` once the details are open. A failure shows a message, and opening the details again retries. */
function onceOpen(details: HTMLDetailsElement, work: () => Promise<void>) {
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

/** Activates the explorer, and each function's section on demand: all at once would keep a phone busy. */
export function activatePlots(kassei: Kassei, settings: SettingsStore, labels: Labels) {
  const hosts = new Map<string, Host>();
  const entries = new Map<string, (typeof catalogue)[number]>(catalogue.map((entry) => [entry.name, entry]));

  const sections: Sections = {
    has: (name) => entries.has(name),
    get(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      return (hosts.get(name) ?? createSection(entry)) as Section;
    },
  };

  function addHost<H extends Host>(host: H): H {
    hosts.set(host.id, host);
    onceOpen(toolsOf(host), async () => {
      const { fillToolbox } = await import('../toolbox/toolbox.ts');
      await restoreLinked();
      fillToolbox(host, sections, labels);
    });
    return host;
  }

  function createSection(entry: (typeof catalogue)[number]): Section {
    const root = document.getElementById(entry.name) as HTMLElement;
    const Kind = entry.kind === 'rowwise' ? RowSection : CurveSection;
    return addHost(new Kind(root, entry, kassei, settings, labels));
  }

  /** The plot that the address describes, until it has been restored. */
  let linked: Host | undefined;

  async function restoreLinked() {
    if (!linked) return;
    const { restoreLink } = await import('../toolbox/permalink.ts');
    if (linked) restoreLink(new URL(location.href), sections, linked);
    linked = undefined;
    loadPrinting();
  }

  /** Loads the script for printing after the visitor's first action; before that, the static plots print correctly. */
  const loadPrinting = () =>
    import('../toolbox/print.ts').then(
      ({ preparePrinting }) => preparePrinting(hosts),
      // The next action retries.
      () => undefined,
    );
  for (const action of ['pointermove', 'pointerdown', 'keydown', 'wheel'])
    addEventListener(action, loadPrinting, { once: true, passive: true });

  // Creating the functions' sections would force their layout, so the explorer uses their entries alone.
  const first = EXPLORER_START.functions.flatMap((name) => entries.get(name) ?? []);
  addHost(new Explorer(document.getElementById('explorer') as HTMLElement, kassei, settings, labels, first));
  const named = location.hash.slice(1);
  sections.get(named);
  if (location.search) linked = hosts.get(named);
  restoreLinked().catch(() => {
    // The open tools retry, and show a message if that fails too.
    if (linked) toolsOf(linked).open = true;
  });

  const nearViewport = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) {
        const part = hosts.get(target.id) ?? (isIntersecting ? sections.get(target.id) : undefined);
        part?.setLive(isIntersecting);
      }
    },
    { rootMargin: '50%' },
  );
  for (const id of ['explorer', ...entries.keys()]) nearViewport.observe(document.getElementById(id) as Element);
  onColourChange(() => {
    for (const host of hosts.values()) host.draw();
  });
}
