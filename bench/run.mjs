// Measures Kassei beside what a JavaScript developer could use instead: the table in Node, single calls, or browsers.
import { names } from './cells.mjs';
import { readOptions } from './options.mjs';
import { say } from './output.mjs';
import everywhere from './peers/everywhere.mjs';
import { peers } from './peers/index.mjs';
import { reference } from './peers/plain-js.mjs';

const measurable = names.filter(reference.has);
const missing = names.filter((name) => !reference.has(name));
if (missing.length) say(`not measured, peers/plain-js.mjs has no line for them: ${missing.join(', ')}`);

const options = readOptions(process.argv.slice(2), { names: measurable, peers, everywhere });
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    say('stopping');
    interruption.abort();
  });
}
const { run } = await import(`./forms/${options.form}.mjs`);
await run(options, interruption.signal);
