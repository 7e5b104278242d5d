// Measures Kassei beside what a JavaScript developer could use instead, one thread each, in one interleaved run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { catalogue } from '../../dist/catalogue.js';
import { interleave, median, rounds, warmUp } from './measure.mjs';
import { readOptions } from './options.mjs';
import { peers } from './peers/index.mjs';
import { reference } from './peers/plain-js.mjs';
import { markdown, verdictLines, verdicts } from './report.mjs';

const tolerance = 1e-4;
const kinds = ['steady', 'endToEnd'];
const warmUpSize = 16384;
const folder = new URL('../../build/bench/', import.meta.url);

const say = (line) => process.stderr.write(`${line}\n`);

// The same values in every run: x spread evenly over [-6, 6), the upstream gradient over [-1, 1).
function inputs(n) {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    x: Float32Array.from({ length: n }, () => 12 * random() - 6),
    g: Float32Array.from({ length: n }, () => 2 * random() - 1),
  };
}

async function startAll(chosen) {
  const running = [];
  for (const peer of chosen) {
    try {
      running.push({ ...peer, prepare: await peer.start() });
    } catch (error) {
      if (peer.name === 'kassei') throw error;
      say(`${peer.name} is left out: ${String(error?.message ?? error).split('\n')[0]}`);
    }
  }
  return running;
}

const close = (got, wanted) =>
  got.length === wanted.length &&
  got.every((value, i) => Math.abs(value - wanted[i]) <= tolerance * Math.max(1, Math.abs(wanted[i])));

// The peers that have this function and compute it.
async function prepareCell(running, cell) {
  const wanted = new Float32Array(cell.n);
  reference.loop(cell.name, cell.mode)(cell.x, cell.g, wanted);
  const entries = [];
  for (const peer of running.filter(({ upTo = Infinity }) => cell.n <= upTo)) {
    const prepared = await peer.prepare(cell);
    if (!prepared) continue;
    await prepared.steady();
    if (close(await prepared.result(), wanted) && close(await prepared.endToEnd(), wanted)) {
      entries.push({ peer, prepared });
    } else {
      say(`${peer.name} is left out of ${cell.name} (${cell.mode}, ${cell.n}): its values are wrong`);
      await prepared.dispose();
    }
  }
  return entries;
}

async function measureCell(entries, { name, mode, n }, kind) {
  const samples = await interleave(entries.map(({ prepared }) => prepared[kind]));
  return entries.map(({ peer, prepared }, i) => {
    const nanoseconds = samples[i].map((milliseconds) => (milliseconds * 1e6) / n);
    const [ns, least] = [median(nanoseconds), Math.min(...nanoseconds)];
    return { name, mode, n, kind, peer: peer.name, role: peer.role, reference: prepared.reference, ns, least };
  });
}

function progress(task, total) {
  const begin = performance.now();
  let done = 0;
  let last = 0;
  return ({ name, mode, n }) => {
    done += 1;
    const now = performance.now();
    if (now - last < 3000 && done < total) return;
    last = now;
    const left = Math.ceil((((now - begin) / done) * (total - done)) / 1000);
    say(`${task} ${done}/${total}: ${name}, ${mode}, ${n} elements; ${left} s left`);
  };
}

// Gives every cell's entries to visit, until Control-C.
async function eachCell(task, running, cells, interrupted, visit) {
  const tick = progress(task, cells.length);
  const data = new Map();
  for (const cell of cells) {
    if (interrupted()) return;
    if (!data.has(cell.n)) data.set(cell.n, inputs(cell.n));
    const entries = await prepareCell(running, { ...cell, ...data.get(cell.n) });
    for (const kind of kinds) await visit(entries, cell, kind);
    for (const { prepared } of entries) await prepared.dispose();
    tick(cell);
  }
}

async function measure({ names, sizes, peers: chosen }) {
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    say('stopping after this cell');
  });
  const interrupted = () => stopped;
  const running = await startAll(chosen);
  const cellsOf = (lengths) =>
    names.flatMap((name) => ['value', 'gradient'].flatMap((mode) => lengths.map((n) => ({ name, mode, n }))));
  const results = [];
  await eachCell('warming up', running, cellsOf([warmUpSize]), interrupted, async (entries, _, kind) => {
    for (const { prepared } of entries) await warmUp(prepared[kind]);
  });
  await eachCell('measuring', running, cellsOf(sizes), interrupted, async (entries, cell, kind) => {
    results.push(...(await measureCell(entries, cell, kind)));
  });
  return { results, running, stopped };
}

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
  const about = { machine, versions: versionsOf(running), rounds, complete, leftOut };
  const judged = verdicts(results);
  const report = `${JSON.stringify({ ...about, verdicts: judged, results }, null, 1)}\n`;
  const table = markdown(results, about);
  write(complete ? 'bench' : 'partial', report, table);
  if (options.json) writeFileSync(options.json, report);
  console.log([table, ...verdictLines(judged)].join('\n'));
}

const elementwise = catalogue.filter(({ kind }) => kind === 'elementwise').map(({ name }) => name);
const measurable = elementwise.filter(reference.has);
const missing = elementwise.filter((name) => !reference.has(name));
if (missing.length) say(`not measured, peers/plain-js.mjs has no line for them: ${missing.join(', ')}`);

const options = readOptions(process.argv.slice(2), { names: measurable, peers });
const { results, running, stopped } = await measure(options);
if (results.length) publish(results, running, stopped);
else say('nothing was measured');
