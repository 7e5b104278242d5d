// Runs the cells of a table, in Node and in browsers alike.
import { makeCell, modes } from './cells.mjs';
import { interleave, median, warmUp } from './measure.mjs';
import { reference } from './peers/plain-js.mjs';

const tolerance = 1e-4;
const warmUpSize = 16384;
const kinds = ['steady', 'endToEnd'];

async function startAll(peers, say) {
  const running = [];
  for (const peer of peers) {
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

// The peers that have this function and compute it; copy loops stand beside some functions and compute linear.
async function prepareCell(running, cell, say) {
  const wanted = reference.result(cell);
  const copied = reference.result({ ...cell, name: 'linear' });
  const entries = [];
  for (const peer of running.filter(({ upTo = Infinity }) => cell.n <= upTo)) {
    const prepared = await peer.prepare(cell);
    if (!prepared) continue;
    await prepared.steady();
    const right = peer.role === 'loop' ? copied : wanted;
    if (close(await prepared.result(), right) && close(await prepared.endToEnd(), right)) {
      entries.push({ peer, prepared });
    } else {
      say(`${peer.name} is left out of ${cell.name} (${cell.mode}, ${cell.n}): its values are wrong`);
      await prepared.dispose();
    }
  }
  return entries;
}

// Both ways in the same rounds, because their difference is judged, too.
async function measureCell(entries, { name, mode, n, shape }, rounds) {
  const runs = kinds.flatMap((kind) => entries.map((entry) => ({ kind, ...entry })));
  const samples = await interleave(
    runs.map(({ prepared, kind }) => prepared[kind]),
    rounds,
  );
  return runs.map(({ kind, peer, prepared }, i) => {
    const nanoseconds = samples[i].map((milliseconds) => (milliseconds * 1e6) / n);
    const [ns, least] = [median(nanoseconds), Math.min(...nanoseconds)];
    const { name: peerName, role } = peer;
    return { name, mode, n, shape, kind, peer: peerName, role, reference: prepared.reference, ns, least };
  });
}

function progress(task, total, say) {
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

/**
 * Measures the peers in every cell and gives each cell's results to `record`, until `interrupted()`.
 * Returns the peers that could be started.
 */
export async function measure({ names, sizes, peers, rounds, warmUpMilliseconds }, { say, record, interrupted }) {
  const running = await startAll(peers, say);
  const eachCell = async (task, lengths, visit) => {
    const cells = names.flatMap((name) => modes.flatMap((mode) => lengths.map((n) => ({ name, mode, n }))));
    const tick = progress(task, cells.length, say);
    for (const { name, mode, n } of cells) {
      if (interrupted()) return;
      const cell = makeCell(name, mode, n);
      if (cell) {
        const entries = await prepareCell(running, cell, say);
        await visit(entries, cell);
        for (const { prepared } of entries) await prepared.dispose();
      }
      tick({ name, mode, n });
    }
  };
  await eachCell('warming up', [warmUpSize], async (entries) => {
    for (const { prepared } of entries) for (const kind of kinds) await warmUp(prepared[kind], warmUpMilliseconds);
  });
  await eachCell('measuring', sizes, async (entries, cell) => {
    await record(await measureCell(entries, cell, rounds));
  });
  return running;
}
