// Output of the benchmark's forms: lines on the screen, JSON and Markdown in build/bench.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const folder = new URL('../build/bench/', import.meta.url);

export const say = (line) => process.stderr.write(`${line}\n`);

const versionIn = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version;

/** Kassei's version and those of the peers that are packages. */
export function versionsOf(peers) {
  const packages = peers.filter((peer) => peer.package);
  const others = packages.map((peer) => `${peer.name} ${versionIn(`node_modules/${peer.package}/package.json`)}`);
  return [`kassei ${versionIn('../package.json')}`, ...others];
}

export const machine = () => ({
  cpu: cpus()[0].model,
  node: process.versions.node,
  date: new Date().toISOString().slice(0, 10),
});

/** Writes a form's record and table, which docs/benchmarks.md includes if the run was a complete one. */
export function write(name, record, table, { complete, json }) {
  const file = complete ? name : 'partial';
  const text = `${JSON.stringify(record, null, 1)}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${file}.json`, folder), text);
  writeFileSync(new URL(`${file}.md`, folder), table);
  say(`written to build/bench/${file}.md and build/bench/${file}.json`);
  if (json) writeFileSync(json, text);
}
