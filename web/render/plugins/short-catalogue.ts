import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { catalogue } from '../../../dist/catalogue.js';
import { movable } from '../../model/settings.ts';

const FILE = fileURLToPath(new URL('../../../dist/catalogue.js', import.meta.url));

/** Fields that are in the HTML and that no script reads. */
const IN_HTML = ['aliases', 'family', 'kinks', 'title', 'source', 'formula', 'derivative', 'range', 'limits', 'error'];
const IN_HTML_OF_PARAMETERS = ['text'];

const without = (record: object, names: string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

// Parameters without a control are left out: no script reads them.
const short = catalogue.map((entry) => ({
  ...without(entry, [...IN_HTML, 'frameworks']),
  // The only one that a script reads; the others stand in the HTML.
  atDefaults: entry.atDefaults && { range: entry.atDefaults.range },
  parameters: movable(entry).map((parameter) => without(parameter, IN_HTML_OF_PARAMETERS)),
}));

const literal = JSON.stringify(short, (_, value) => (Math.abs(value) === Infinity ? `${value}` : value));

const source = `export const catalogue = ${literal.replaceAll(/"(-?)Infinity"/g, (_, sign) => `${sign}1e999`)};
const leftOut = (names) => Object.fromEntries(names.map((name) => [name, { get() {
  throw new Error("the page's scripts have no " + name + ' of the catalogue: web/render/plugins/short-catalogue.ts');
} }]));
for (const entry of catalogue) {
  Object.defineProperties(entry, leftOut(${JSON.stringify(IN_HTML)}));
  for (const parameter of entry.parameters) Object.defineProperties(parameter, leftOut(${JSON.stringify(IN_HTML_OF_PARAMETERS)}));
}`;

/** Only code in other frameworks needs their names, and loads them late. */
const NAMES = '\0virtual:framework-names';

const names = catalogue.map(({ frameworks }) => frameworks.map(({ framework, names }) => ({ framework, names })));

const namesSource = `import { catalogue } from ${JSON.stringify(FILE)};
const names = ${JSON.stringify(names)};
catalogue.forEach((entry, i) => { entry.frameworks = names[i]; });`;

/**
 * Gives the page's scripts a catalogue without the fields that the HTML has; reading one of those throws. Importing
 * virtual:framework-names adds the frameworks.
 */
export const shortCatalogue = (): Plugin => ({
  name: 'short-catalogue',
  resolveId: (id) => (`\0${id}` === NAMES ? NAMES : undefined),
  load: (id) => (id === FILE ? source : id === NAMES ? namesSource : undefined),
});
