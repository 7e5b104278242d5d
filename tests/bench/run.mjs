// Measures Kassei beside what a JavaScript developer could use instead, one thread each, in one interleaved run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { makeCell, modes, names } from './cells.mjs';
import { interleave, median, warmUp } from './measure.mjs';
import { readOptions } from './options.mjs';
import { peers } from './peers/index.mjs';
import { reference } from './peers/plain-js.mjs';
import { markdown, verdictLines, verdictSize, verdicts } from './report.mjs';

const tolerance = 1e-4;
const folder = new URL('../../build/bench/', import.meta.url);

const say = (line) => process.stderr.write(`${line}\n`);

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

// Small values must be right beside the largest of them.
function close(got, wanted) {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = Math.min(1, largest);
  const within = (value, i) => Math.abs(value - wanted[i]) <= tolerance * Math.max(Math.abs(wanted[i]), scale);
  return got.length === wanted.length && got.every(within);
}

// The peers that have this function and compute it.
async function prepareCell(running, cell) {
  const wanted = reference.result(cell);
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

async function measureCell(entries, { name, mode, n, shape }, kind, rounds) {
  const samples = await interleave(
    entries.map(({ prepared }) => prepared[kind]),
    rounds,
  );
  return entries.map(({ peer, prepared }, i) => {
    const nanoseconds = samples[i].map((milliseconds) => (milliseconds * 1e6) / n);
    const [ns, least] = [median(nanoseconds), Math.min(...nanoseconds)];
    const { name: peerName, role } = peer;
    return { name, mode, n, shape, kind, peer: peerName, role, reference: prepared.reference, ns, least };
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
  for (const [name, mode, n] of cells) {
    if (interrupted()) return;
    const cell = makeCell(name, mode, n);
    if (cell) {
      const entries = await prepareCell(running, cell);
      // The table shows the way end to end at one size only.
      for (const kind of n === verdictSize ? ['steady', 'endToEnd'] : ['steady']) await visit(entries, cell, kind);
      for (const { prepared } of entries) await prepared.dispose();
    }
    tick({ name, mode, n });
  }
}

async function measure({ names, sizes, peers: chosen, rounds, warmUpMilliseconds }) {
  let stopped = false;
  process.once('SIGINT', () => {
    stopped = true;
    say('stopping after this cell');
  });
  const interrupted = () => stopped;
  const running = await startAll(chosen);
  const cellsOf = (lengths) => names.flatMap((name) => modes.flatMap((mode) => lengths.map((n) => [name, mode, n])));
  const results = [];
  await eachCell('warming up', running, cellsOf([verdictSize]), interrupted, async (entries, _, kind) => {
    for (const { prepared } of entries) await warmUp(prepared[kind], warmUpMilliseconds);
  });
  await eachCell('measuring', running, cellsOf(sizes), interrupted, async (entries, cell, kind) => {
    results.push(...(await measureCell(entries, cell, kind, rounds)));
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
  const about = { machine, versions: versionsOf(running), rounds: options.rounds, complete, leftOut };
  const judged = verdicts(results);
  const report = `${JSON.stringify({ ...about, verdicts: judged, results }, null, 1)}\n`;
  const table = markdown(results, about);
  write(complete ? 'bench' : 'partial', report, table);
  if (options.json) writeFileSync(options.json, report);
  console.log([table, ...verdictLines(judged)].join('\n'));
}

const measurable = names.filter(reference.has);
const missing = names.filter((name) => !reference.has(name));
if (missing.length) say(`not measured, peers/plain-js.mjs has no line for them: ${missing.join(', ')}`);

const options = readOptions(process.argv.slice(2), { names: measurable, peers });
const { results, running, stopped } = await measure(options);
if (results.length) publish(results, running, stopped);
else say('nothing was measured');
