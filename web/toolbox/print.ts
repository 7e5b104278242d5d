import { paintSvg } from '../plot/svg.ts';
import type { Host } from './host.ts';

let hosts: ReadonlyMap<string, Host> = new Map();

/** Makes the static plots, which are printed, show what the live ones do. */
function updateStatic() {
  for (const { root, picture } of hosts.values()) {
    (root.querySelector('.plot > svg') as Element).outerHTML = paintSvg(picture);
  }
}

addEventListener('beforeprint', updateStatic);
// Developer tools that emulate print media fire no 'beforeprint'.
matchMedia('print').addEventListener('change', updateStatic);

/** Prints these plots as the visitor sees them. */
export function preparePrinting(all: typeof hosts) {
  hosts = all;
  if (matchMedia('print').matches) updateStatic();
}
