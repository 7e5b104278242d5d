// The bars of Kassei's speed, and the verdicts on a run.
import { compare, distinct, geometricMean, label, spaced } from './results.mjs';

const transcendental =
  'elu selu softplus tanh sigmoid celu exponential log_sigmoid silu gelu quick_gelu mish tanh_shrink softmax log_softmax glu';
/** The functions whose value and gradient need exp, log, tanh or erf. */
const needExponential = new Set(transcendental.split(' '));

/** Values that these peers compute with XNNPACK's SIMD kernels, inexact in the last places: exactness may cost 1.4 times. */
const xnnpack = {
  functions: ['sigmoid', 'silu', 'elu', 'celu', 'tanh', 'exponential', 'gelu', 'softmax'],
  peers: ['tfjs-wasm', 'litert'],
  bar: 1 / 1.4,
};

/** The part of an unrolled copy loop's speed that functions must reach which hardly compute anything. */
export const loopBars = {
  ...{ linear: 0.8, relu: 0.8, relu6: 0.8, leaky_relu: 0.6, hard_tanh: 0.4, hard_shrink: 0.4, soft_shrink: 0.4 },
  ...{ hard_sigmoid: 0.2, hard_silu: 0.2, sparse_plus: 0.2 },
};

const steadyFrom = 1000;
const meanBar = 4;
const copying = { from: 16384, ns: 0.25 };
const call = { n: 16, ns: 130 };

function peerBar({ name, mode, fastest }) {
  const inexact = mode === 'value' && xnnpack.functions.includes(name) && xnnpack.peers.includes(fastest.peer);
  if (inexact) return xnnpack.bar;
  return needExponential.has(name) ? 1.5 : 1;
}

// By the medians, and by the quickest rounds, which tell how much the medians owe to what else the machine did.
const described = (text, quickest) => `${text} (by the quickest rounds ${quickest})`;

function speed(kassei, other, bar) {
  const [measured, quickest] = [other.ns / kassei.ns, other.least / kassei.least];
  const text = `${measured.toFixed(2)} of ${other.peer}, bar ${bar.toFixed(2)}`;
  return { measured, bar, met: measured >= bar, text: described(text, quickest.toFixed(2)) };
}

function duration(measured, quickest, bar, unit) {
  const text = `${measured.toPrecision(3)} ${unit}, bar ${bar}`;
  return { measured, bar, met: measured <= bar, text: described(text, quickest.toPrecision(3)) };
}

// Each kind of bar, and its verdict on a cell for which it is meant.
const cellBars = {
  'steady state from 1 000 elements, beside the fastest peer': (cell) => {
    const { kassei, fastest } = cell.steady;
    if (cell.n < steadyFrom || cell.name === 'linear' || !kassei || !fastest) return;
    return speed(kassei, fastest, peerBar({ ...cell, fastest }));
  },
  'steady state from 1 000 elements, beside an unrolled copy loop': ({ name, n, steady: { kassei, loop } }) => {
    if (n >= steadyFrom && kassei && loop) return speed(kassei, loop, loopBars[name]);
  },
  'end to end from 16 384 elements: at most 0.25 ns per element more': ({ n, steady, endToEnd }) => {
    if (n < copying.from || !steady.kassei || !endToEnd.kassei) return;
    const [more, quickest] = ['ns', 'least'].map((key) => endToEnd.kassei[key] - steady.kassei[key]);
    return duration(more, quickest, copying.ns, 'ns per element more');
  },
  'end to end, 16 elements: at most 130 ns a call': ({ n, endToEnd: { kassei } }) => {
    if (n === call.n && kassei) return duration(kassei.ns * n, kassei.least * n, call.ns, 'ns a call');
  },
  'end to end, 16 elements, functions with an exp: faster than the plain loop': ({ name, n, endToEnd }) => {
    const plain = endToEnd.cell.find(({ peer }) => peer === 'plain-js');
    if (n === call.n && endToEnd.kassei && plain && needExponential.has(name)) return speed(endToEnd.kassei, plain, 1);
  },
};

function meanVerdict(cells) {
  const judged = cells.filter(({ name, n, steady }) => n >= steadyFrom && name !== 'linear' && steady.ratio);
  if (!judged.length) return [];
  const measured = geometricMean(judged.map(({ steady }) => steady.ratio));
  const text = `${measured.toFixed(2)} times as fast over ${judged.length} cells, bar ${meanBar}`;
  const kind = 'steady state from 1 000 elements, geometric mean: 4 times as fast as the fastest peer';
  return [{ kind, measured, bar: meanBar, met: measured >= meanBar, text }];
}

/** Every bar that the results are about: { kind, name, mode, n, measured, bar, met, text }. */
export function verdicts(results) {
  const cells = distinct(results, 'name').flatMap((name) => {
    const own = results.filter((result) => result.name === name);
    const at = (mode, n, kind) => compare(own, { name, mode, n, kind });
    return distinct(own, 'mode').flatMap((mode) =>
      distinct(own, 'n').map((n) => ({
        name,
        mode,
        n,
        steady: at(mode, n, 'steady'),
        endToEnd: at(mode, n, 'endToEnd'),
      })),
    );
  });
  const ofCells = Object.entries(cellBars).flatMap(([kind, judge]) =>
    cells.flatMap((cell) => {
      const verdict = judge(cell);
      return verdict ? [{ kind, name: cell.name, mode: cell.mode, n: cell.n, ...verdict }] : [];
    }),
  );
  return [...ofCells, ...meanVerdict(cells)];
}

/** For each kind how many bars are met: [kind, met, of]. */
export function counts(list) {
  return distinct(list, 'kind').map((kind) => {
    const own = list.filter((verdict) => verdict.kind === kind);
    return [kind, own.filter(({ met }) => met).length, own.length];
  });
}

/** For the terminal: a line for each kind of bar, and for each that is missed. */
export function verdictLines(list) {
  return counts(list).flatMap(([kind, met, of]) => [
    `${met} of ${of} bars met: ${kind}`,
    ...list
      .filter((verdict) => verdict.kind === kind && !verdict.met)
      .map(({ name, mode, n, text }) => `  - ${name ? `${label(name, mode)}, ${spaced(n)} elements: ` : ''}${text}`),
  ]);
}
