// The scripts in src/fit/ print the coefficients that stand in the kernels, and no other coefficients stand there.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { which } from '../../../tools/setup/programs.mjs';

const src = fileURLToPath(new URL('../../../src/', import.meta.url));

/** The hexadecimal numbers of a text that have more than a few digits, as they are written, and their values. */
function numbers(text) {
  const found = text.matchAll(/(-?)0x1\.([0-9a-f]{5,})p(-?\d+)/g);
  return new Map(
    Array.from(found, ([spelling, sign, digits, exponent]) => {
      const mantissa = 1 + Number.parseInt(digits, 16) / 16 ** digits.length;
      return [(sign ? -1 : 1) * mantissa * 2 ** Number(exponent), spelling];
    }),
  );
}

const kernels = [
  'math.hpp',
  'math64.hpp',
  ...readdirSync(path.join(src, 'kassei/activations'))
    .filter((name) => name.endsWith('.hpp'))
    .map((name) => `activations/${name}`),
];
const committed = numbers(kernels.map((name) => readFileSync(path.join(src, 'kassei', name), 'utf8')).join('\n'));

/** 1 / ln 2 and ln 2, whole and, where float32 is reduced, in two parts of which the first is 0x1.62ep-1. */
const constants = [Math.LOG2E, Math.LN2, Math.fround(Math.LOG2E), Math.fround(Math.LN2 - 0x162e / 0x2000)];

const scripts = readdirSync(path.join(src, 'fit')).filter((name) => name.endsWith('.sollya'));
const printed = new Map();

const options = { skip: which('sollya') ? false : 'Sollya is not installed' };

for (const script of scripts) {
  test(`${script} prints the committed coefficients`, options, async () => {
    const { stdout } = await promisify(execFile)('sollya', [path.join(src, 'fit', script)]);
    const coefficients = numbers(stdout);
    assert.ok(coefficients.size > 0, stdout);
    for (const [value, spelling] of coefficients) {
      assert.ok(committed.has(value), `${spelling} is in no kernel`);
      printed.set(value, spelling);
    }
  });
}

test('every coefficient of a kernel is printed by a script', options, () => {
  const unexplained = [...committed].filter(([value]) => !printed.has(value) && !constants.includes(value));
  assert.deepEqual(unexplained, []);
});
