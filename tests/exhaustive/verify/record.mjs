// docs/measurements/accuracy.json: what was measured, for README, documentation and page.
import { readFileSync, writeFileSync } from 'node:fs';
import { BIN } from './checker.mjs';

const file = new URL('../../../docs/measurements/accuracy.json', import.meta.url);
const floatOf = (bits) => new Float32Array(Uint32Array.of(bits).buffer)[0];
const round = (value, digits) => Number(value.toPrecision(digits));

// The plot's columns: half powers of two, from 2^from to 2^to, left of 0 and right of it.
const curve = { from: -40, to: 7 };
const perPower = 2 ** 23 / BIN;

/** The largest error in each column of the plot, from those in quarters of powers of two. Infinity becomes null. */
function columns(bins) {
  const first = (curve.from + 127) * perPower;
  const right = bins.slice(first, first + (curve.to - curve.from) * perPower);
  const sign = 2 ** 31 / BIN;
  const left = bins.slice(sign + first, sign + first + right.length).reverse();
  const halves = (list) => list.flatMap((bin, i) => (i % 2 ? [] : [Math.max(bin, list[i + 1])]));
  return [...halves(left), ...halves(right)].map((error) => (error === Infinity ? null : round(error, 3)));
}

/**
 * The record of a judgement. `worst` is null where a number's result was NaN, or not infinite where it should be;
 * `wrong` is the share of those; the last two say whether NaN gave NaN everywhere, and zeros had the right sign.
 */
export const summary = ({ count, correct, wrong, lostNan, lostSign, sum, worst, at, bins }) => ({
  worst: worst === Infinity ? null : round(worst, 4),
  at: floatOf(at),
  mean: round(sum / (count - wrong), 4),
  correct: round(correct / count, 7),
  incorrect: count - correct,
  wrong: round(wrong / count, 4),
  keepsNan: lostNan === 0,
  keepsSign: lostSign === 0,
  curve: columns(bins),
});

export function readRecord() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { peers: {}, functions: {} };
  }
}

/** Writes it with a line for each function's value and gradient by one library. */
export function writeRecord(record) {
  const entry = ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const list = (object, indent, text) => {
    const lines = Object.entries(object).map(text).join(`,\n${indent} `);
    return `{\n${indent} ${lines}\n${indent}}`;
  };
  const modes = ([mode, libraries]) => `"${mode}": ${list(libraries, '   ', entry)}`;
  const functions = list(record.functions, ' ', ([name, byMode]) => `"${name}": ${list(byMode, '  ', modes)}`);
  writeFileSync(
    file,
    `{\n "curve": ${JSON.stringify(curve)},\n "peers": ${JSON.stringify(record.peers)},\n "functions": ${functions}\n}\n`,
  );
}
