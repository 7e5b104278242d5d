import { svg } from './export.ts';
import type { Host } from './host.ts';

/** Puts what a plot shows beside it as a picture. A tree of its own keeps the page's styles and other pictures' ids away. */
function place(host: Host, source: string) {
  const container = host.root.querySelector('.plot') as Element;
  const picture = document.createElement('div');
  picture.className = 'printed';
  picture.attachShadow({ mode: 'open' }).innerHTML = source;
  const drawn = picture.shadowRoot?.firstElementChild;
  for (const side of ['width', 'height']) drawn?.setAttribute(side, '100%');
  container.querySelector('.printed')?.remove();
  container.append(picture);
}

let hosts: ReadonlyMap<string, Host> = new Map();
let made = false;
const print = matchMedia('print');

/** Pictures of all plots that have come to life, also of those far from the viewport, in the colours of paper. */
function make() {
  const { classList } = document.documentElement;
  classList.add('paper');
  const sources = [...hosts.values()].map((host) => {
    const away = !host.plot;
    if (away) host.show(true);
    else host.draw();
    const source = svg(host);
    if (away) host.show(false);
    return [host, source] as const;
  });
  classList.remove('paper');
  // All at once, since a plot's place is measured when it comes to life.
  for (const [host, source] of sources) place(host, source);
  for (const host of hosts.values()) if (host.plot) host.draw();
  made = true;
}

// They stay until the next ones: some browsers say that they have printed before they do.
addEventListener('beforeprint', make);
// Tools that look at the page as if it were printed do not say so before.
print.addEventListener('change', ({ matches }) => {
  if (matches && !made) make();
  made = matches;
});

/** Lets these be printed as they are seen. */
export function printAll(all: typeof hosts) {
  hosts = all;
  if (print.matches) make();
}
