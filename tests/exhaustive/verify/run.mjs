// npm run verify, once everything is built: [names] [--native | --peers].
import { parseArgs } from 'node:util';
import { load } from 'kassei';
import { judge } from './checker.mjs';
import { apply, fill, SAMPLE, spread, subjects } from './inputs.mjs';
import { measurePeers } from './peers.mjs';
import { readRecord, summary, writeRecord } from './record.mjs';
import { merge, mergeHashes, say, sweep } from './sweep.mjs';

const { values, positionals } = parseArgs({
  options: { native: { type: 'boolean' }, peers: { type: 'boolean' } },
  allowPositionals: true,
});
const known = new Set(subjects.map(({ name }) => name));
const unknown = positionals.find((name) => !known.has(name));
if (unknown !== undefined) {
  console.error(`"${unknown}" is none of ${[...known].join(', ')}`);
  process.exit(2);
}
const chosen = subjects.filter(({ name }) => !positionals.length || positionals.includes(name));

/** Adds what a library's results are like to the record; a subject that is new keeps the list's order. */
function add({ name, mode }, library, entry) {
  const record = readRecord();
  record.functions[name] ??= {};
  record.functions[name][mode] ??= {};
  record.functions[name][mode][library] = entry;
  const order = [...new Set(subjects.map((subject) => subject.name))];
  const kept = order.filter((key) => key in record.functions).map((key) => [key, record.functions[key]]);
  writeRecord({ ...record, functions: Object.fromEntries(kept) });
}

let failures = 0;
function report(subject, ok, text) {
  say('');
  console.log(`${ok ? '✓' : '✗'} ${subject.name.padEnd(16)} ${subject.mode.padEnd(8)} ${text}`);
  failures += !ok;
}

async function wasm(chosen) {
  const kassei = await load();
  const range = spread(SAMPLE);
  const x = fill(new Float32Array(range.count), range);
  await sweep(chosen, {
    finished(subject, chunks) {
      const all = merge(chunks);
      const entry = summary(all);
      const { worst, at, mean, incorrect } = entry;
      report(
        subject,
        all.worst <= subject.bound && subject.bound < 1 && all.wrong + all.lostNan + all.lostSign === 0,
        `largest error ${worst} ulp at ${at}, bound ${subject.bound}; mean ${mean}; ${incorrect} of ${all.count} not correctly rounded, ${all.proven} proven by ranges, ${all.by700bits} judged in 700 bits`,
      );
      const sample = JSON.parse(judge(subject, range, apply(kassei, subject, x))).hash;
      add(subject, 'kassei', { ...entry, hash: mergeHashes(chunks), sample });
    },
  });
}

async function native(chosen) {
  const { functions } = readRecord();
  for (const preset of ['native-gcc', 'native-clang']) {
    console.log(`${preset}:`);
    await sweep(chosen, {
      preset,
      finished(subject, chunks) {
        const wanted = functions[subject.name]?.[subject.mode]?.kassei?.hash;
        const hash = mergeHashes(chunks);
        const against = wanted ? `the wasm has ${wanted}` : 'docs/measurements/accuracy.json has none for the wasm';
        report(
          subject,
          hash === wanted,
          `${hash} over all 2^32 inputs${hash === wanted ? ', as the wasm' : `; ${against}`}`,
        );
      },
    });
  }
}

async function others(chosen) {
  await measurePeers(chosen, {
    started: (peers) => writeRecord({ ...readRecord(), peers }),
    finished(subject, peer, judgement) {
      const entry = summary(judgement);
      say(`${subject.name} ${subject.mode} ${peer}: ${entry.worst ?? '∞'} ulp`);
      add(subject, peer, entry);
    },
  });
}

await (values.native ? native : values.peers ? others : wasm)(chosen);
if (failures) {
  console.error(`${failures} failed`);
  process.exitCode = 1;
}
