// Random calls of the package, each compared, bit for bit, with one direct call of the kernel in the wasm with assertions
// and a checked heap: node tests/exhaustive/fuzz/fuzz.mjs [--seed N] [--seconds S]. A case has a seed of its own, one more than the
// case before it; a failure names it.
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { kernels, module, setParameters } from '../../package/debug/module.mjs';
import { Wild } from './wild.mjs';

const kassei = await load();

/** Calls work with the addresses of copies of the arrays in the checked memory, anywhere, and returns the last of them. */
function checked(wild, arrays, work) {
  const blocks = arrays.map((array) => module.allocateFloats(array.length + 7));
  const addresses = blocks.map((block) => block + 4 * wild.below(4));
  arrays.forEach((array, i) => {
    module.HEAPF32.set(array, addresses[i] / 4);
  });
  work(...addresses);
  const last = addresses.at(-1) / 4;
  const result = module.HEAPF32.slice(last, last + arrays.at(-1).length);
  for (const block of blocks) module.release(block);
  return result;
}

function assertSame(got, wanted) {
  assert.equal(got.length, wanted.length);
  const [a, b] = [got, wanted].map((list) => new Uint32Array(list.buffer, list.byteOffset, list.length));
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i] && !(Number.isNaN(got[i]) && Number.isNaN(wanted[i])))
      assert.fail(`[${i}]: ${got[i]}, not ${wanted[i]}`);
  }
}

/**
 * The public function's result for arrays of any kind: plain, a part of a larger one, shared, or in the library's memory,
 * with or without out, or in place. What stands around them must be as before.
 */
function published(wild, activation, x, { upstream, ...options }, outLength, inPlace = outLength === x.length) {
  const allocated = [];
  const wrap = (content) => {
    switch (wild.below(4)) {
      case 0: {
        const array = kassei.allocate(content.length);
        allocated.push(array);
        array.view.set(content);
        return array;
      }
      case 1: {
        const around = new Float32Array(content.length + 5).fill(12345);
        around.set(content, 2);
        return around.subarray(2, -3);
      }
      case 2: {
        const shared = new Float32Array(new SharedArrayBuffer(4 * content.length));
        shared.set(content);
        return shared;
      }
      default:
        return content.slice();
    }
  };
  const input = wrap(x);
  if (upstream) options.upstream = wrap(upstream);
  if (wild.oneIn(2)) options.out = inPlace && wild.oneIn(2) ? input : wrap(new Float32Array(outLength));
  const result = activation(input, options);
  const got = Float32Array.from(result.view ?? result);
  if (options.out) assert.equal(result, options.out);
  for (const array of [input, options.upstream, options.out]) {
    if (array?.byteLength + 20 !== array?.buffer?.byteLength || array.byteOffset !== 8) continue;
    const around = new Float32Array(array.buffer);
    assert.deepEqual(
      [0, 1, -3, -2, -1].map((i) => around.at(i)),
      Array(5).fill(12345),
    );
  }
  if (options.out !== input) assertSame(Float32Array.from(input.view ?? input), x);
  for (const array of allocated) array.free();
  return got;
}

function elementwise(wild, entry) {
  const { name, parameters, kinks } = entry;
  const x = wild.numbers(wild.oneIn(20) ? wild.below(36_000) : wild.below(70));
  const gradient = wild.oneIn(2);
  const upstream = gradient && wild.oneIn(2) ? wild.numbers(x.length) : undefined;
  const given = Object.fromEntries(parameters.map((parameter) => [parameter.name, wild.parameter(parameter)]));
  const slopes = gradient && kinks.length && wild.oneIn(2) ? kinks.map(() => wild.uniform(-2, 2)) : undefined;
  const options = { ...given, ...(upstream && { upstream }), ...(slopes && { kinks: slopes }) };
  const kernel = kernels[name][slopes ? 'withKinks' : gradient ? 'gradient' : 'value'];
  const wanted = checked(wild, [x, upstream ?? x, new Float32Array(x.length)], (from, factors, to) => {
    const rest = [from, upstream ? factors : 0, to, x.length];
    setParameters(parameters.map((parameter) => Number(given[parameter.name] ?? parameter.default)));
    if (slopes) module.runWithKinks(kernel, ...rest, slopes[0], slopes[1] ?? Number.NaN);
    else module.runKernel(kernel, ...rest);
  });
  const activation = kassei.get(name);
  assertSame(published(wild, gradient ? activation.grad : activation, x, options, x.length), wanted);
}

function rowwise(wild, entry) {
  const { name, halves, parameters } = entry;
  const { shape, axis, size, outer, length, inner } = wild.layout(halves ? 2 : 1);
  const x = wild.numbers(size);
  const gradient = wild.oneIn(2);
  const upstream = gradient ? wild.numbers(halves ? size / 2 : size) : undefined;
  const outLength = gradient || !halves ? size : size / 2;
  const masked = parameters.some(({ type }) => type === 'mask') && wild.oneIn(3);
  const mask = masked ? Uint8Array.from({ length: size }, () => wild.below(2)) : undefined;
  const warm = parameters.find(({ type }) => type === 'number');
  const temperature = warm && wild.parameter(warm);
  const hide = (array, by) => (mask ? array.map((value, i) => (mask[i] ? value : by)) : array);
  const inputs = [hide(x, Number.NEGATIVE_INFINITY), upstream ? hide(upstream, 0) : x, new Float32Array(outLength)];
  const wanted = checked(wild, inputs, (from, factors, to) => {
    setParameters([temperature ?? 1]);
    module.runRows(
      kernels[name][gradient ? 'gradient' : 'value'],
      from,
      upstream ? factors : 0,
      to,
      outer,
      length,
      inner,
    );
  });
  const activation = kassei.get(name);
  const options = { shape, axis, temperature, ...(upstream && { upstream }), ...(mask && { mask }) };
  if (!warm) delete options.temperature;
  assertSame(
    published(wild, gradient ? activation.grad : activation, x, options, outLength),
    hide(wanted, gradient ? 0 : (kernels[name].masked ?? 0)),
  );
}

function channelwise(wild, entry) {
  const { shape, axis, size, length, inner } = wild.layout(1);
  const x = wild.numbers(size);
  const slope = wild.numbers(wild.oneIn(4) ? 1 : length);
  const upstream = wild.numbers(size);
  const what = wild.below(3);
  const kinks = what === 1 && wild.oneIn(2) ? [wild.pick([wild.uniform(-2, 2), 'slope'])] : undefined;
  const atZero = kinks ? Number(kinks[0]) : 0;
  const run = [slope.length, slope.length === 1 ? size : inner, 0, 0, size, atZero];
  const { value, gradient, slopeSums, slopeGradient } = kernels[entry.name];
  const sumsLength = module.CHANNEL_SUMS * slope.length;
  const sums = module.allocateFloats(sumsLength);
  module.HEAPF32.fill(0, sums / 4, sums / 4 + sumsLength);
  const arrays = [x, upstream, slope, new Float32Array(what === 2 ? slope.length : size)];
  const wanted = checked(wild, arrays, (from, factors, slopes, to) => {
    module.runChannels([value, gradient, slopeSums][what], from, what ? factors : 0, to, sums, slopes, ...run);
    if (what === 2) module.runChannels(slopeGradient, 0, 0, to, sums, slopes, ...run);
  });
  module.release(sums);
  const activation = kassei.get(entry.name);
  const call = [activation, activation.grad, activation.gradSlope][what];
  const options = { shape, axis, slope, ...(what && { upstream }), ...(kinks && { kinks }) };
  assertSame(published(wild, call, x, options, wanted.length, what < 2), wanted);
}

const cases = { elementwise, rowwise, channelwise };

const { values } = parseArgs({ options: { seed: { type: 'string' }, seconds: { type: 'string', default: '10' } } });
let seed = Number(values.seed ?? Date.now() % 2 ** 32);
console.log(`seed ${seed}`);
const end = performance.now() + 1000 * Number(values.seconds);
let passed = 0;
do {
  const wild = new Wild(seed);
  const entry = wild.pick(catalogue);
  try {
    cases[entry.kind](wild, entry);
  } catch (error) {
    // The stack would show the whole package, which is one line.
    console.error(`${entry.name}: ${error.message}; repeat with --seed ${seed} --seconds 0`);
    process.exit(1);
  }
  seed += 1;
  passed += 1;
} while (performance.now() < end);
console.log(`${passed} cases passed`);
