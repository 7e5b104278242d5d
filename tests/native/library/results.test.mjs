// The C++ library gives the bits of the wasm, for arrays of every length from 0 to 70. The program is compiled with the
// address and undefined-behaviour sanitizers.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { parameterSets, scattered } from '../../package/bits/hashes.mjs';

const LONGEST = 70;
const program = fileURLToPath(new URL('../../../build/native-sanitize/tests/library/kassei_results', import.meta.url));

/** The bits of results, as the program prints them. */
function line(name, what, results) {
  const bits = Array.from(new Uint32Array(results.buffer), (pattern, i) =>
    Number.isNaN(results[i]) ? 'nan' : pattern.toString(16),
  );
  return [name, what, ...bits].join(' ');
}

const results = {
  elementwise: (activation, { name, parameters }, x, upstream) =>
    parameterSets(parameters).flatMap((set) => [
      line(name, 'value', activation(x, set)),
      line(name, 'gradient', activation.grad(x, set)),
      line(name, 'product', activation.grad(x, { ...set, upstream })),
    ]),

  rowwise(activation, { name, halves, parameters }, x, upstream) {
    const { length } = x;
    const layouts = [
      [1, length, 1],
      [length / 2, 2, 1],
      [length / 20, 4, 5],
    ];
    const possible = layouts.filter(
      ([outer, along]) => outer >= 1 && Number.isInteger(outer) && !(halves && along % 2),
    );
    const factors = upstream.slice(0, halves ? length / 2 : length);
    return possible.flatMap((shape) =>
      parameterSets(parameters).flatMap((set) => {
        const options = { ...set, shape, axis: 1 };
        return [
          line(name, 'value', activation(x, options)),
          line(name, 'gradient', activation.grad(x, { ...options, upstream: factors })),
        ];
      }),
    );
  },

  channelwise(activation, { name }, x, upstream) {
    const { length } = x;
    const layouts = [
      [1, length, 1],
      [length / 3, 3, 1],
      [length / 6, 3, 2],
    ];
    const possible = layouts.filter(([outer]) => outer >= 1 && Number.isInteger(outer));
    return possible.flatMap((shape) => {
      const slope = Float32Array.of(0.25, -1.5, 0).slice(0, shape[0] === 1 && shape[2] === 1 ? 1 : 3);
      const options = { shape, axis: 1, slope };
      return [
        line(name, 'value', activation(x, options)),
        line(name, 'gradient', activation.grad(x, { ...options, upstream })),
        line(name, 'slopes', activation.gradSlope(x, { ...options, upstream })),
      ];
    });
  },
};

test('the C++ library has the bits of the wasm for every length, and no sanitizer complains', async () => {
  const kassei = await load();
  const { stdout } = await promisify(execFile)(program, { maxBuffer: 2 ** 28 });
  const got = stdout.trimEnd().split('\n');
  const wanted = Array.from({ length: LONGEST + 1 }, (_, length) => {
    const [x, upstream] = [scattered(length, 2654435761), scattered(length, 40503 * 65537)];
    const compared = catalogue.filter(({ kind }) => length > 0 || kind === 'elementwise');
    return compared.flatMap((entry) => results[entry.kind](kassei.get(entry.name), entry, x, upstream));
  }).flat();
  wanted.push('kassei::differentiate(softmax): upstream must be given');
  assert.equal(got.length, wanted.length);
  wanted.forEach((line, i) => {
    assert.equal(got[i], line);
  });
});
