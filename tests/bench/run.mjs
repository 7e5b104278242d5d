// Measures Kassei beside what a JavaScript developer could use instead, one thread each, in one interleaved run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { verdictLines, verdicts } from './bars.mjs';
import { names } from './cells.mjs';
import { readOptions } from './options.mjs';
import { peers } from './peers/index.mjs';
import { reference } from './peers/plain-js.mjs';
import { markdown } from './report.mjs';
import { measure } from './runner.mjs';

const folder = new URL('../../build/bench/', import.meta.url);

const say = (line) => process.stderr.write(`${line}\n`);

const readJson = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

function versionsOf(running) {
  const packages = running.filter((peer) => peer.package);
  const { version } = readJson('../../package.json');
  const others = packages.map(
    (peer) => `${peer.name} ${readJson(`node_modules/${peer.package}/package.json`).version}`,
  );
  return [`kassei ${version}`, ...others];
}

function write(name, report, table) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), report);
  writeFileSync(new URL(`${name}.md`, folder), table);
  say(`written to build/bench/${name}.md and build/bench/${name}.json`);
}

function publish(results, running, stopped) {
  const complete = options.whole && !stopped;
  const machine = { cpu: cpus()[0].model, node: process.versions.node, date: new Date().toISOString().slice(0, 10) };
  const largest = Math.max(...results.map(({ n }) => n));
  const leftOut = running.filter(({ upTo }) => upTo < largest).map(({ name, upTo }) => ({ name, upTo }));
  const about = { machine, versions: versionsOf(running), rounds: options.rounds, complete, leftOut };
  const judged = verdicts(results);
  const report = `${JSON.stringify({ ...about, verdicts: judged, results }, null, 1)}\n`;
  const table = markdown(results, judged, about);
  write(complete ? 'bench' : 'partial', report, table);
  if (options.json) writeFileSync(options.json, report);
  console.log([table, ...verdictLines(judged)].join('\n'));
}

const measurable = names.filter(reference.has);
const missing = names.filter((name) => !reference.has(name));
if (missing.length) say(`not measured, peers/plain-js.mjs has no line for them: ${missing.join(', ')}`);

const options = readOptions(process.argv.slice(2), { names: measurable, peers });
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stopped = true;
    say('stopping after this cell');
  });
}
const results = [];
const running = await measure(options, {
  say,
  record: (cell) => results.push(...cell),
  interrupted: () => stopped,
});
if (results.length) publish(results, running, stopped);
else say('nothing was measured');
