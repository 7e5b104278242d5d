// Addresses that bring a figure back as it was.
import { catalogue } from '/dist/catalogue.js';
import { cursorOf, drawnIn, EXPLORER, entries, shown } from './figures.mjs';
import { arrive } from './functions.mjs';
import { chartIn, expect, give, press, same, slide, until } from './tools.mjs';
import { lay } from './viewing.mjs';

/** All that a link is to bring back, as the page shows it. */
async function look(root) {
  const { data, scales } = await chartIn(root);
  const all = (selector) => [...root.querySelectorAll(selector)];
  return {
    lines: data.datasets.map(({ data: points, hidden, label, borderDash }) => ({
      points: points.map(({ x, y }) => [x, y]),
      hidden,
      label,
      borderDash,
    })),
    ranges: Object.entries(scales).map(([name, { min, max }]) => [name, min, max]),
    functions: drawnIn(root),
    sliders: all('.reading [type=range]').map(({ value }) => value),
    parts: all('[data-part]').map(({ checked }) => checked),
    parameters: all('.parameter').map((field) => [field.dataset.parameter, shown(field)]),
    reading: root.querySelector('.reading').textContent,
  };
}

function set(root, part) {
  for (const field of root.querySelectorAll('.parameter')) {
    const slider = field.querySelector('[type=range]');
    if (slider) slide(slider, part);
    else field.querySelector('input').click();
  }
}

/** Makes of a section what its address could not say at first. */
async function change(root, part) {
  const before = await look(root);
  set(root, part);
  root.querySelectorAll('.inputs [type=range]').forEach((slider, i) => {
    slide(slider, part + i / 20);
  });
  root.querySelector('[data-part]:not(:checked)')?.click();
  if (root.querySelector('.with')) await lay(root, 'leaky_relu', 'celu');
  const from = root.querySelector('[data-view=from]');
  if (from) {
    give(from, '-3.25');
    press(cursorOf(root), 'ArrowUp', { shiftKey: true });
    slide(cursorOf(root), part);
  }
  const after = await look(root);
  for (const [name, value] of Object.entries(before)) {
    // Bars have no view, and nothing is laid over them.
    if (!value.length || (!from && ['ranges', 'functions'].includes(name))) continue;
    expect(JSON.stringify(value) !== JSON.stringify(after[name]), `#${root.id}: nothing has changed of its ${name}`);
  }
  return after;
}

/** The plot at the top, and of the functions one of each kind: by its parameters and by what is below its plot. */
function hosts() {
  const kinds = new Map();
  for (const { name, kind } of catalogue) {
    const types = entries.get(name).parameters.map((one) => `${one.type} ${one.default === Infinity}`);
    const described = `${kind} ${[...new Set(types)]}`;
    if (document.querySelector(`#${name} .tools`) && !kinds.has(described)) kinds.set(described, name);
  }
  return [EXPLORER, ...kinds.values()];
}

/** Links with what they are to bring back. */
export async function links() {
  // Functions that are laid over others have been changed too.
  set(await arrive('leaky_relu'), 0.7);
  const found = [];
  for (const [i, id] of hosts().entries()) {
    const root = await arrive(id);
    const wanted = await change(root, 0.35 + 0.05 * i);
    const { search } = location;
    root.querySelector('[data-do=link]').click();
    await until(() => location.search !== search, `the link of ${id}`);
    same(location.hash, `#${id}`, 'its section');
    found.push({ link: location.href, wanted });
  }
  return found;
}

export const restored = async () => look(await arrive(location.hash.slice(1)));
