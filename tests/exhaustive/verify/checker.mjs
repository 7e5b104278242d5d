// The native program that judges results: tests/native/programs/verify.cpp, which prints JSON.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How many neighbouring bit patterns a bin of errors is of: a quarter of a power of two. */
export const BIN = 2 ** 21;

export const checker = (preset) =>
  fileURLToPath(new URL(`../../../build/${preset ?? 'native'}/tests/kassei_verify`, import.meta.url));

function run(program, what, { name, mode, parameters }, { first, stride, count }, input) {
  const numbers = [first, stride, count, ...Object.values(parameters).map(Number)].map(String);
  const options = { input, encoding: 'utf8' };
  const { status, signal, error, stdout, stderr } = spawnSync(program, [what, name, mode, ...numbers], options);
  if (status !== 0) throw new Error(`${program} ${what} ${name} ${mode}: ${error ?? signal ?? stderr}`);
  return stdout.trim();
}

/** The errors of the results for a range of inputs: how many, the worst and where it is, their sum, how many are correct. */
export const judge = (subject, range, results) =>
  run(checker(), 'check', subject, range, new Uint8Array(results.buffer, results.byteOffset, results.byteLength));

/** The hash of what a native build computes for a range of inputs. */
export const nativeHash = (preset, subject, range) => run(checker(preset), 'hash', subject, range);
