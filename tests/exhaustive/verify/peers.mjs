// The errors of what else a JavaScript developer could use, by the benchmark's adapters, over a sample of all inputs.
import { readFileSync } from 'node:fs';
import jax from '../../../bench/peers/jax-js.mjs';
import ort from '../../../bench/peers/ort-web.mjs';
import plain from '../../../bench/peers/plain-js.mjs';
import tensorflow from '../../../bench/peers/tfjs-wasm.mjs';
import { judge } from './checker.mjs';
import { fill, SAMPLE, spread } from './inputs.mjs';

const peers = [plain, tensorflow, ort, jax];
// Without 0, where some functions have a kink and derivatives are a convention.
const range = { ...spread(SAMPLE), first: 1 };

const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../../../bench/node_modules/${name}/package.json`, import.meta.url), 'utf8'))
    .version;

/** Calls started({ peer: version }) and then finished(subject, peer, judgement) for each that has the function. */
export async function measurePeers(subjects, { started, finished }) {
  const running = [];
  for (const peer of peers) running.push({ name: peer.name, prepare: await peer.start() });
  started(
    Object.fromEntries(
      peers.map(({ name, package: from }) => [name, from ? versionOf(from) : `Node ${process.versions.node}`]),
    ),
  );
  const x = fill(new Float32Array(range.count), range);
  const g = new Float32Array(range.count).fill(1);
  const n = range.count;
  for (const subject of subjects) {
    const { name, mode, parameters: options } = subject;
    for (const peer of running) {
      const prepared = await peer.prepare({ name, mode, n, shape: [n], valueShape: [n], outLength: n, x, g, options });
      if (!prepared) continue;
      await prepared.steady();
      finished(subject, peer.name, JSON.parse(judge(subject, range, await prepared.result())));
      await prepared.dispose();
    }
  }
}
