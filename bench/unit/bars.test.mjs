// Verdicts on made-up results.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counts, verdictLines, verdicts } from '../verdicts/bars.mjs';

// One cell: nanoseconds per element of each peer.
const roles = { 'v128 loop': 'loop', 'memory.copy': 'copy', 'ort-node': 'native' };
const cell = (name, mode, n, kind, peers) =>
  Object.entries(peers).map(([peer, ns]) => ({ name, mode, n, kind, peer, role: roles[peer], ns, least: ns }));

const steady = (name, mode, peers, n = 16384) => cell(name, mode, n, 'steady', peers);
const judge = (results, kind) => verdicts(results).filter((verdict) => verdict.kind.includes(kind));
const beside = (results) => judge(results, 'beside the fastest peer').map(({ bar, met }) => [bar, met]);

test('the fastest peer decides: 1, 1.5 with an exp, 1 / 1.4 where it is XNNPACK that computes a value', () => {
  const peers = (fastest) => ({ kassei: 1, 'plain-js': 9, 'ort-node': 0.1, 'memory.copy': 0.1, ...fastest });
  assert.deepEqual(beside(steady('softsign', 'value', peers({ 'jax-js': 1 }))), [[1, true]]);
  assert.deepEqual(beside(steady('softsign', 'value', peers({ 'jax-js': 0.99 }))), [[1, false]]);
  assert.deepEqual(beside(steady('mish', 'gradient', peers({ 'tfjs-wasm': 1.5 }))), [[1.5, true]]);
  assert.deepEqual(beside(steady('mish', 'value', peers({ litert: 1.49 }))), [[1.5, false]]);
  assert.deepEqual(beside(steady('gelu', 'value', peers({ litert: 0.72 }))), [[1 / 1.4, true]]);
  assert.deepEqual(beside(steady('gelu', 'value', peers({ litert: 0.71 }))), [[1 / 1.4, false]]);
  assert.deepEqual(beside(steady('gelu', 'gradient', peers({ 'tfjs-wasm': 0.72 }))), [[1.5, false]]);
  assert.deepEqual(beside(steady('gelu', 'value', peers({ litert: 1.3, 'ort-web': 1.2 }))), [[1.5, false]]);
  assert.deepEqual(beside(steady('gelu', 'value', peers({ litert: 0.1 }), 16)), []);
});

test('a peer that passes its input on is none, and linear is compared with the copy loop only', () => {
  const passing = steady('softsign', 'value', { 'jax-js': 0.1 }).map((result) => ({ ...result, reference: true }));
  assert.deepEqual(beside([...passing, ...steady('softsign', 'value', { kassei: 1, 'plain-js': 2 })]), [[1, true]]);
  const linear = steady('linear', 'value', { kassei: 1, 'jax-js': 0.1, 'v128 loop': 0.8, 'memory.copy': 0.1 });
  assert.deepEqual(beside(linear), []);
  assert.deepEqual(judge(linear, 'mean'), []);
  assert.deepEqual(
    judge(linear, 'copy loop').map(({ bar, met }) => [bar, met]),
    [[0.8, true]],
  );
});

test('the geometric mean is over all cells from 1 000 elements', () => {
  const results = [
    ...steady('relu', 'value', { kassei: 1, 'jax-js': 2 }, 1000),
    ...steady('relu', 'gradient', { kassei: 1, 'jax-js': 8.1 }),
    ...steady('relu', 'value', { kassei: 1, 'jax-js': 0.01 }, 16),
  ];
  const [{ measured, met }, ...others] = judge(results, 'mean');
  assert.equal(others.length, 0);
  assert.equal(measured.toFixed(6), Math.sqrt(2 * 8.1).toFixed(6));
  assert.equal(met, true);
});

test('end to end is judged by what it takes more, and by the call where it is short', () => {
  const kinds = (name, n, steadyNs, endToEndNs) => [
    ...cell(name, 'value', n, 'steady', { kassei: steadyNs }),
    ...cell(name, 'value', n, 'endToEnd', { kassei: endToEndNs, 'plain-js': 8 }),
  ];
  assert.equal(judge(kinds('relu', 16384, 1, 1.25), 'per element more')[0].met, true);
  assert.equal(judge(kinds('relu', 1_000_000, 1, 1.26), 'per element more')[0].met, false);
  assert.deepEqual(judge(kinds('relu', 1000, 1, 5), 'per element more'), []);
  assert.equal(judge(kinds('tanh', 16, 4, 8.125), '130 ns')[0].met, true);
  assert.equal(judge(kinds('tanh', 16, 4, 8.2), '130 ns')[0].met, false);
  assert.equal(judge(kinds('tanh', 16, 4, 8.2), 'plain loop')[0].met, false);
  assert.deepEqual(judge(kinds('relu', 16, 4, 9), 'plain loop'), []);
});

test('the terminal gets a count for each kind and a line for each miss', () => {
  const list = verdicts([
    ...steady('relu', 'gradient', { kassei: 1, 'jax-js': 0.5, 'v128 loop': 0.9 }),
    ...steady('softsign', 'value', { kassei: 1, 'jax-js': 2 }),
  ]);
  assert.deepEqual(
    counts(list).map(([, met, of]) => [met, of]),
    [
      [1, 2],
      [1, 1],
      [0, 1],
    ],
  );
  const [title, miss, ...rest] = verdictLines(list);
  assert.match(title, /^1 of 2 bars met: /);
  assert.equal(miss, '  - relu′, 16 384 elements: 0.50 of jax-js, bar 1.00 (by the quickest rounds 0.50)');
  assert.equal(rest.length, 3);
});
