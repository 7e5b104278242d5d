// The form that compares the wasm's kernels with the same source compiled natively, in rounds that take turns.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { table } from '../../tools/docs/markdown.mjs';
import { makeCell } from '../cells.mjs';
import { interleave, median } from '../measure.mjs';
import { machine, say, write } from '../output.mjs';
import kassei from '../peers/kassei.mjs';
import { geometricMean } from '../verdicts/results.mjs';

const elements = 16384;
const bar = 1.25;
const builds = { 'SSE4.1': 'native-sse4', 'AVX2, FMA': 'native-avx2' };

/** A native program that answers each question with a line. */
async function start(preset) {
  const program = fileURLToPath(new URL(`../../build/${preset}/tests/kassei_speed`, import.meta.url));
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const answer = async () => JSON.parse((await once(lines, 'line'))[0]);
  const names = await answer();
  const ask = () => {
    child.stdin.write('\n');
    return answer();
  };
  return { names, ask, end: () => child.stdin.end(), samples: [] };
}

async function preparedWasm(names) {
  const prepare = await kassei.start();
  return names.map((name) => {
    const mode = name.endsWith("'") ? 'gradient' : 'value';
    return prepare(makeCell(name.replace("'", ''), mode, elements)).steady;
  });
}

const text = (ns) => ns.toPrecision(3);

export async function run({ rounds, json, whole }, signal) {
  const programs = [];
  for (const preset of Object.values(builds)) programs.push(await start(preset));
  const [{ names }] = programs;
  const works = await preparedWasm(names);
  const wasm = names.map(() => []);
  for (let round = 0; round < rounds && !signal.aborted; round++) {
    say(`round ${round + 1} of ${rounds}`);
    for (const program of programs) program.samples.push(await program.ask());
    // One function at a time, so that each has the caches to itself as in the native programs.
    for (const [i, work] of works.entries()) {
      const [[milliseconds]] = await interleave([work], 1);
      wasm[i].push((milliseconds * 1e6) / elements);
    }
  }
  for (const program of programs) program.end();
  if (!wasm[0].length) return say('nothing was measured');
  const results = names.map((name, i) => ({
    name,
    wasm: median(wasm[i]),
    native: programs.map(({ samples }) => median(samples.map((sample) => sample[i]))),
  }));
  const ratios = (build) => results.map((result) => result.wasm / result.native[build]);
  const met = ratios(0).filter((ratio) => ratio <= bar).length;
  const means = programs.map((_, build) => geometricMean(ratios(build)).toFixed(2));
  const rows = results.map((result) => [
    result.name.replace("'", '′'),
    text(result.wasm),
    ...result.native.map((ns) => `${text(ns)} (${(result.wasm / ns).toFixed(2)})`),
  ]);
  const { cpu, node, date } = machine();
  const markdown = `${cpu}, Node ${node}, ${date}; nanoseconds per element, ${elements} elements, medians of ${rounds} rounds; in
brackets the time of the wasm beside that of the same source compiled by clang++. At most ${bar} times SSE4.1's: ${met} of
${rows.length}.

${table(['', 'wasm', ...Object.keys(builds)], [...rows, ['geometric mean of the ratios', '', ...means]])}
`;
  write('native', { machine: machine(), results }, markdown, { complete: whole && !signal.aborted, json });
  console.log(markdown);
}
