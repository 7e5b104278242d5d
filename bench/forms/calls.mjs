// The form that measures what the table does not show: softmax along other rows and axes, start-up, garbage.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from '../../dist/index.js';
import { serve } from '../../tests/engines/server.mjs';
import { launchChromium } from '../../tests/page/chromium.mjs';
import { table } from '../../tools/docs/markdown.mjs';
import { makeCell, modes } from '../cells.mjs';
import { interleave, median } from '../measure.mjs';
import { machine, say, versionsOf, write } from '../output.mjs';
import { peers } from '../peers/index.mjs';
import { label } from '../verdicts/results.mjs';

const execute = promisify(execFile);
const scriptOf = (name) => fileURLToPath(new URL(`../calls/${name}.mjs`, import.meta.url));
const others = ['jax-js', 'tfjs-wasm', 'ort-web'];
const csp = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

// The first is what the others are compared with.
const layouts = {
  'rows of 1 000': { shape: [1024, 1000], axis: -1 },
  'rows of 10': { shape: [102_400, 10], axis: -1 },
  'rows of 100 000': { shape: [10, 100_000], axis: -1 },
  'the inner axis of [64, 1000, 16]': { shape: [64, 1000, 16], axis: 1 },
};
const [baseline] = Object.keys(layouts);
const layoutBar = 1.5;

async function softmax({ rounds }) {
  const k = await load();
  const { x, g } = makeCell('softmax', 'value', 1_024_000);
  const array = (n, values) => {
    const memory = k.allocate(n);
    if (values) memory.view.set(values.subarray(0, n));
    return memory;
  };
  const lines = [];
  for (const mode of modes) {
    const call = mode === 'value' ? k.softmax : k.softmax.grad;
    const entries = Object.entries(layouts).map(([name, layout]) => {
      const n = layout.shape.reduce((product, length) => product * length);
      const [input, out, upstream] = [array(n, x), array(n), mode === 'gradient' ? array(n, g) : undefined];
      const options = { ...layout, out, ...(upstream && { upstream }) };
      return { name, n, memories: [input, out, upstream], work: () => call(input, options) };
    });
    const samples = await interleave(
      entries.map(({ work }) => work),
      rounds,
    );
    const costs = entries.map(({ n }, i) => (median(samples[i]) * 1e6) / n);
    for (const [i, { name, memories }] of entries.entries()) {
      for (const memory of memories) memory?.free();
      const text = `${costs[i].toPrecision(3)} ns per element`;
      const what = `${label('softmax', mode)} along ${name}`;
      const measured = costs[i] / costs[0];
      if (name === baseline) lines.push({ what, text });
      else lines.push({ what, text: `${text}: ${measured.toFixed(2)} times`, measured, bar: layoutBar });
    }
  }
  return lines;
}

async function startInNode({ rounds }, signal) {
  const libraries = ['nothing', 'kassei', ...others];
  const times = new Map(libraries.map((library) => [library, []]));
  for (let round = 0; round < rounds; round++) {
    for (const library of libraries) {
      const { stdout } = await execute(process.execPath, [scriptOf('first-result'), library], { signal });
      times.get(library).push(Number(stdout));
    }
  }
  const empty = median(times.get('nothing'));
  return libraries.slice(1).map((library) => {
    const measured = median(times.get(library)) - empty;
    const text = `${measured.toFixed(1)} ms more than the ${empty.toFixed(1)} ms of an empty process`;
    const bar = library === 'kassei' ? 20 : undefined;
    return { what: `first gelu in Node, ${library}`, text, measured, bar, unit: ' ms' };
  });
}

async function startInChromium({ rounds }, signal) {
  const server = await serve({
    script: '/bench/calls/page.mjs',
    headers: { 'Content-Security-Policy': csp },
    receive: () => {},
  });
  const browser = await launchChromium({ handleSIGINT: false });
  const times = [];
  try {
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted();
      // A context of its own is a process of its own, without compiled code of earlier rounds.
      const context = await browser.newContext();
      const page = await context.newPage();
      const posted = page.waitForRequest((request) => request.method() === 'POST');
      const [request] = await Promise.all([posted, page.goto(server.address)]);
      times.push(request.postDataJSON());
      await context.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  const measured = median(times);
  const text = `${measured.toFixed(1)} ms after the module has arrived`;
  return [{ what: `first gelu in Chromium ${browser.version()}, kassei`, text, measured, bar: 30, unit: ' ms' }];
}

async function garbage(_, signal) {
  const collections = async (...args) => {
    const { stdout } = await execute(process.execPath, [scriptOf('garbage'), ...args], { signal });
    return stdout.match(/ ms: /g)?.length ?? 0;
  };
  const [measured, without] = [await collections('out'), await collections()];
  if (!without) throw new Error('V8 reports no collection where arrays are allocated');
  const text = `${measured} (without out, where each call returns a new array: ${without})`;
  return [{ what: 'collections of garbage in 5 000 000 calls of gelu with out, 16 elements', text, measured, bar: 0 }];
}

const verdict = ({ measured, bar }) => (bar === undefined ? '' : measured <= bar ? 'met' : '**missed**');

export async function run(options, signal) {
  const lines = [];
  const steps = { softmax, 'start-up in Node': startInNode, 'start-up in Chromium': startInChromium, garbage };
  try {
    for (const [title, measure] of Object.entries(steps)) {
      signal.throwIfAborted();
      say(`measuring ${title}`);
      lines.push(...(await measure(options, signal)));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  if (!lines.length) return say('nothing was measured');
  const { cpu, node, date } = machine();
  const started = versionsOf(peers.filter(({ name }) => others.includes(name)));
  const conditions = `${cpu}, Node ${node}, ${date}; ${started.join(', ')}. Medians of ${options.rounds} rounds.`;
  const rows = lines.map((line) => [
    line.what,
    line.text,
    line.bar === undefined ? '' : `${line.bar}${line.unit ?? ''}`,
    verdict(line),
  ]);
  const markdown = `${conditions}\n\n${table(['', 'measured', 'at most', ''], rows)}\n`;
  const complete = options.whole && !signal.aborted;
  write('calls', { machine: machine(), lines }, markdown, { complete, json: options.json });
  console.log(markdown);
}
