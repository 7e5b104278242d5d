// The form that measures the peers which run everywhere in Chromium, Firefox and WebKit.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { browsers, open } from '../../tests/engines/browsers.mjs';
import { serve } from '../../tests/engines/server.mjs';
import { machine, say, versionsOf, write } from '../output.mjs';
import { browserMarkdown } from '../verdicts/report.mjs';

// Cross-origin isolated pages have a finer clock.
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const patience = 120_000;

const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

const bundlePage = () =>
  build({
    input: pathOf('page.mjs'),
    platform: 'browser',
    logLevel: 'silent',
    output: { file: pathOf('../../build/bench/page/page.js'), codeSplitting: false },
  });

// Lets one browser measure and gives its results to `record`; rejects on its errors, its silence and the signal.
async function measureIn(name, settings, record, signal) {
  signal.throwIfAborted();
  const silence = new AbortController();
  const giveUp = setTimeout(() => silence.abort(), patience);
  let settle;
  const finished = new Promise((resolve, reject) => {
    settle = { resolve, reject };
  });
  const server = await serve({
    script: '/build/bench/page/page.js',
    headers: isolated,
    receive({ line, results, error, agent }) {
      giveUp.refresh();
      if (line) say(`${name}, ${line}`);
      if (results) record(results);
      if (error) settle.reject(new Error(error));
      if (agent) settle.resolve(agent);
    },
  });
  const address = `${server.address}?${new URLSearchParams({ settings: JSON.stringify(settings) })}`;
  try {
    return await open(browsers[name], address, finished, AbortSignal.any([signal, silence.signal]));
  } finally {
    clearTimeout(giveUp);
    server.close();
  }
}

export async function run({ names, sizes, peers, rounds, warmUpMilliseconds, whole, json }, signal) {
  const start = performance.now();
  await bundlePage();
  const settings = { names, sizes, peers: peers.map(({ name }) => name), rounds, warmUpMilliseconds };
  const results = [];
  const agents = {};
  for (const browser of Object.keys(browsers)) {
    const record = (cell) => results.push(...cell.map((result) => ({ browser, ...result })));
    try {
      agents[browser] = await measureIn(browser, settings, record, signal);
    } catch (error) {
      if (signal.aborted) break;
      say(`${browser}: ${error.message}`);
    }
  }
  if (!results.length) return say('nothing was measured');
  const minutes = (performance.now() - start) / 60_000;
  const complete = whole && Object.keys(agents).length === Object.keys(browsers).length;
  const about = { machine: machine(), versions: versionsOf(peers), agents, rounds, complete };
  const markdown = browserMarkdown(results, about);
  write('browsers', { ...about, results }, markdown, { complete, json });
  console.log(markdown);
  say(`measured in ${minutes.toFixed(1)} minutes`);
}
