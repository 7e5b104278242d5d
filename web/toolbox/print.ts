import { plotSvg } from './export.ts';
import type { Host } from './host.ts';

/** Places a picture beside the plot. A shadow tree protects it from the page's styles and other pictures' ids. */
function placePicture(host: Host, source: string) {
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
let pictured = false;
const printing = matchMedia('print');

/** Makes pictures, in the colours of paper, of all plots that have been live, also of those far from the viewport. */
function makePictures() {
  const { classList } = document.documentElement;
  classList.add('paper');
  const sources = [...hosts.values()].map((host) => {
    const away = !host.plot;
    if (away) host.setLive(true);
    else host.draw();
    const source = plotSvg(host);
    if (away) host.setLive(false);
    return [host, source] as const;
  });
  classList.remove('paper');
  // Placed together at the end: otherwise each live plot's measurement would lay out the page again.
  for (const [host, source] of sources) placePicture(host, source);
  for (const host of hosts.values()) if (host.plot) host.draw();
  pictured = true;
}

// Pictures stay after printing, because some browsers fire 'afterprint' before they print.
addEventListener('beforeprint', makePictures);
// Developer tools that emulate print media fire no 'beforeprint'.
printing.addEventListener('change', ({ matches }) => {
  if (matches && !pictured) makePictures();
  pictured = matches;
});

/** Prints these plots as the visitor sees them. */
export function preparePrinting(all: typeof hosts) {
  hosts = all;
  if (printing.matches) makePictures();
}
