// Whether the numbers and the limits in the catalogue are true.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { plain } from '../../../tools/generate/tex-to-text.mjs';

const kassei = await load();
const elementwise = catalogue.filter(({ kind }) => kind === 'elementwise');
const at = (activation, x, options) => activation(Float32Array.of(x), options)[0];

/** Numbers of every size, both signs, and a grid. */
const sweep = [-1, 1].flatMap((sign) => [
  ...Array.from({ length: 250 }, (_, i) => sign * 2 ** (i - 140)),
  ...Array.from({ length: 4000 }, (_, i) => (sign * i) / 200),
]);

test('every function has its numbers, unless a parameter must be given', () => {
  const without = catalogue.filter(({ atDefaults }) => !atDefaults).map(({ name }) => name);
  assert.deepEqual(without, ['prelu', 'threshold']);
});

for (const { name, atDefaults, kinks } of elementwise.filter(({ atDefaults }) => atDefaults)) {
  test(`the numbers of ${name} at its defaults are what it computes`, () => {
    const activation = kassei.get(name);
    const { range, limits } = atDefaults;
    assert.deepEqual(limits, [at(activation, -Infinity), at(activation, Infinity)]);
    const values = [...activation(Float32Array.from(sweep)), ...limits];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    assert.ok(range[0] <= low && (range[0] === low || low - range[0] < 1e-4), `from ${range[0]}, found ${low}`);
    assert.ok(range[1] >= high && (range[1] === high || range[1] - high < 1e-4), `to ${range[1]}, found ${high}`);
    assert.equal(atDefaults.kinks.length, kinks.length);
    for (const kink of atDefaults.kinks) {
      if (!kink) continue;
      assert.equal(at(activation.grad, kink.x), kink.gradient);
      assert.notEqual(at(activation.grad, kink.x - 1e-3), at(activation.grad, kink.x + 1e-3));
    }
  });
}

test('ranges of row-wise functions', () => {
  const ranges = catalogue
    .filter(({ kind }) => kind === 'rowwise')
    .map(({ name, atDefaults }) => [name, atDefaults.range]);
  const wanted = { softmax: [0, 1], log_softmax: [-Infinity, 0], sparsemax: [0, 1], glu: [-Infinity, Infinity] };
  assert.deepEqual(Object.fromEntries(ranges), wanted);
});

/** The value of a limit, whose formula may have cases, for these values of its symbols. */
function limitOf(tex, values) {
  const evaluate = (text) =>
    new Function('infty', 'min', 'max', ...Object.keys(values), `return ${text.replace(/(?<![<>])=/g, '==')}`)(
      Infinity,
      Math.min,
      Math.max,
      ...Object.values(values),
    );
  const pieces = plain(tex).split('; ');
  if (pieces.length === 1) return evaluate(pieces[0]);
  const found = pieces.map((piece) => piece.split(' for ')).find(([, condition]) => evaluate(condition));
  assert.ok(found, `${tex} has no case for ${JSON.stringify(values)}`);
  return evaluate(found[0]);
}

test('limits are true for all parameters, also for those that change them', () => {
  let changed = 0;
  for (const { name, method, parameters, limits } of [...elementwise, catalogue.find(({ name }) => name === 'prelu')]) {
    const numbers = parameters.filter(({ type }) => type === 'number' || type === 'floats');
    const choices = numbers.map(({ minimum, maximum, smallest = 0, slider: [low, high] }) =>
      [-2, 0, 1, low, high].filter((v) => v >= minimum && v <= maximum && Math.abs(v) >= smallest),
    );
    const settings = choices.reduce((all, some) => all.flatMap((one) => some.map((value) => [...one, value])), [[]]);
    const results = settings.map((values) => {
      const options = Object.fromEntries(
        numbers.map(({ name, type }, i) => [name, type === 'floats' ? Float32Array.of(values[i]) : values[i]]),
      );
      const symbols = Object.fromEntries(numbers.map(({ symbol }, i) => [plain(symbol), values[i]]));
      return [-Infinity, Infinity].map((x, end) => {
        const tex = limits[end].replace('\\lambda\\alpha', '\\lambda * \\alpha');
        const [wanted, got] = [Math.fround(limitOf(tex, symbols)), at(kassei[method], x, options)];
        assert.ok(wanted === got, `${name} at ${x} with ${JSON.stringify(options)}: ${got}, not ${wanted}`);
        return got;
      });
    });
    changed += Number(new Set(results.flat()).size > 2);
  }
  assert.ok(changed > 5);
});
