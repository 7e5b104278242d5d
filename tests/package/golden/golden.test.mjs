// Every framework's functions against numbers that Kassei had no part in: computed.json, which make.py computes from
// the frameworks' definitions, and published.json, which the frameworks print in their documentation and tests.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { load } from 'kassei';
import { like } from 'kassei/dialects';

const kassei = await load();

const largest = (numbers) => numbers.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
// Of zero 0: it must be met.
const ulp = (v) => v && 2 ** (Math.max(Math.floor(Math.log2(Math.abs(v))), -126) - 23);

/** How far a result may be from the exact one: 1 ulp, in a row 2, or where a gradient cancels a part of upstream. */
function computedTolerances({ x, upstream = [], shape }) {
  const near = (v) => (shape ? 2 : 1) * ulp(v);
  const beside = (size) => (v) => v && Math.max(near(v), 2e-7 * size);
  return {
    y: near,
    slope: near,
    gradient: beside(largest(upstream)),
    slopeGradient: beside(largest(upstream) * largest(x)),
  };
}

/** Printed were so many decimals, or significant digits, often of a float32; and so many decimals of some x. */
function publishedTolerances({ x, digits, decimals, xDecimals }, f, options) {
  const unit = (v) => 10 ** (digits ? Math.floor(Math.log10(Math.abs(v))) + 1 - digits : -decimals);
  const slopes = xDecimals && f.grad(Float32Array.from(x), options);
  const near = (v, i) =>
    unit(v) / 2 + 2 ** -22 * Math.abs(v) + (slopes ? (Math.abs(slopes[i]) * 10 ** -xDecimals) / 2 : 0);
  return { y: near, slope: near, gradient: near, slopeGradient: near };
}

/** NaN must be met, and infinity exactly where rounding to float32 overflows. */
function right(got, exact, tolerance) {
  const rounded = Math.fround(exact);
  return Number.isFinite(rounded) ? Math.abs(got - exact) <= tolerance : Object.is(got, rounded);
}

function check(record, f, tolerancesOf) {
  const { shape, axis, upstream, source = 'computed' } = record;
  const { slope, mask, ...numbers } = record.options ?? {};
  const arrays = { ...(slope && { slope: Float32Array.from(slope) }), ...(mask && { mask: Uint8Array.from(mask) }) };
  const options = { ...numbers, ...arrays, ...(shape && { shape }), ...(axis !== undefined && { axis }) };
  const backward = { ...options, ...(upstream && { upstream: Float32Array.from(upstream) }) };
  const x = Float32Array.from(record.x, Number);
  const calls = {
    y: () => f(x, options),
    slope: () => f.grad(x, options),
    gradient: () => f.grad(x, backward),
    slopeGradient: () => f.gradSlope(x, backward),
  };
  const tolerances = tolerancesOf(record, f, options);
  let checked = 0;
  for (const [what, call] of Object.entries(calls)) {
    if (!record[what]) continue;
    const got = call();
    assert.equal(got.length, record[what].length, `the length of ${what}`);
    for (const [i, exact] of record[what].map(Number).entries()) {
      if (right(got[i], exact, tolerances[what](exact, i))) continue;
      const given = JSON.stringify({ ...record.options, shape, axis });
      assert.fail(`${what}[${i}] is ${got[i]}, not ${exact}; x[${i}] = ${x[i]}, options ${given}, ${source}`);
    }
    checked++;
  }
  assert.ok(checked > 0, 'a record without results');
}

for (const [file, tolerancesOf] of Object.entries({ computed: computedTolerances, published: publishedTolerances })) {
  const groups = new Map();
  for (const record of JSON.parse(await readFile(new URL(`${file}.json`, import.meta.url), 'utf8'))) {
    const group = `${record.framework} ${record.name}`;
    groups.set(group, [...(groups.get(group) ?? []), record]);
  }
  test(`${file}.json has every framework`, () => {
    const frameworks = new Set([...groups.keys()].map((group) => group.split(' ')[0]));
    assert.deepEqual([...frameworks].sort(), ['jax', 'keras2', 'keras3', 'onnx', 'pytorch', 'tensorflowjs', 'webnn']);
  });
  for (const [group, records] of groups) {
    test(`${group}, ${file}`, () => {
      for (const record of records) {
        const dialect = like(kassei, record.framework);
        for (const name of [record.name, ...(record.aliases ?? [])]) check(record, dialect.get(name), tolerancesOf);
      }
    });
  }
}
