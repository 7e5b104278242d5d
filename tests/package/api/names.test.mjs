import assert from 'node:assert/strict';
import test from 'node:test';
import { inspect } from 'node:util';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';

const kassei = await load();
const x = Float32Array.of(-1, 0, 2);

test('get finds every name and alias, and says what there is instead', () => {
  for (const { name, method, aliases } of kassei.activations) {
    assert.equal(kassei.get(name), kassei[method]);
    const { grad, gradSlope } = kassei[method];
    assert.deepEqual([kassei[method].name, grad.name, gradSlope?.name ?? 'gradSlope'], [method, 'grad', 'gradSlope']);
    for (const alias of aliases) assert.equal(kassei.get(alias), kassei[method]);
  }
  assert.equal(kassei.identity, kassei.linear);
  assert.throws(() => kassei.get('hardSigmoid'), {
    name: 'RangeError',
    message: /no activation "hardSigmoid"; write "hard_sigmoid"/,
  });
  for (const [name, way] of [
    ['swissh', /"swissh"; did you mean "swish"\?/],
    ['swosh', /"swosh"; did you mean "swish"\?/],
    ['LeakyReLU', /write "leaky_relu"/],
    ['banana', /"banana"; there are elu, selu, /],
  ]) {
    assert.throws(() => kassei.get(name), { name: 'RangeError', message: way });
  }
  assert.throws(() => kassei.hard_sigmoid, { name: 'TypeError', message: /no method hard_sigmoid; write hardSigmoid/ });
  assert.ok(inspect(kassei).length < 1500 && !inspect(kassei).includes('\n'));
  assert.throws(() => kassei.get('toString'), RangeError);
  assert.throws(() => kassei.get(undefined), RangeError);
});

test('the catalogue has the same activations, in the same order, each complete', () => {
  const { activations } = kassei;
  const article = ['elu', 'selu', 'softplus', 'softsign', 'relu', 'tanh', 'sigmoid', 'hard_sigmoid', 'linear'];
  assert.deepEqual(
    activations.slice(0, 9).map(({ name }) => name),
    article,
  );
  const others = catalogue.slice(9).map(({ family }) => family);
  const families = ['rectifiers', 'exponential', 'sigmoid-like', 'gated', 'shrinkage', 'row-wise'];
  assert.deepEqual([...new Set(others)], families);
  assert.deepEqual(
    others,
    others.toSorted((a, b) => families.indexOf(a) - families.indexOf(b)),
  );
  assert.equal(catalogue.length, activations.length);
  catalogue.forEach((entry, i) => {
    const { name, method, aliases, kind } = activations[i];
    assert.deepEqual(
      { name: entry.name, method: entry.method, aliases: entry.aliases, kind: entry.kind },
      { name, method, aliases, kind },
    );
    for (const text of ['title', 'source', 'formula', 'derivative', 'range'])
      assert.ok(entry[text].length > 0, `${name} ${text}`);
    assert.ok(entry.plot[0] < entry.plot[1]);
    const bound = kind === 'rowwise' ? 2 : 1;
    assert.ok(entry.error.value < bound && entry.error.gradient < bound);
    for (const { type, minimum, maximum, slider, default: standard } of entry.parameters) {
      if (type !== 'number') continue;
      assert.ok(standard === undefined || (minimum <= standard && standard <= maximum));
      assert.ok(minimum <= slider[0] && slider[0] < slider[1] && slider[1] <= maximum);
    }
  });
  assert.deepEqual(
    activations
      .find(({ name }) => name === 'relu')
      .parameters.map(({ name, keras, default: standard }) => [name, keras, standard]),
    [
      ['negativeSlope', 'negative_slope', 0],
      ['maxValue', 'max_value', Infinity],
      ['threshold', 'threshold', 0],
    ],
  );
});

test('each function allows its own options and no others', () => {
  for (const { method, kind, kinks, parameters } of kassei.activations) {
    const { grad, gradSlope } = kassei[method];
    const first = kind === 'elementwise' ? [] : ['shape'];
    const own = [...first, ...parameters.map(({ name }) => name)];
    const slopes = kinks > 0 ? ['kinks'] : [];
    for (const [f, more] of [
      [kassei[method], []],
      [grad, ['upstream', ...slopes]],
      [gradSlope, ['upstream']],
    ]) {
      const message = new RegExp(`unknown option "other", allowed are ${[...own, ...more, 'out'].join(', ')}$`);
      if (f) assert.throws(() => f(x, { other: 1 }), { name: 'TypeError', message });
    }
  }
});

test('what describes the functions cannot be changed', () => {
  const [elu] = kassei.activations;
  assert.throws(() => kassei.activations.push(elu), TypeError);
  assert.throws(() => (elu.parameters[0].default = 5), TypeError);
  assert.throws(() => (catalogue[0].error.value = 5), TypeError);
  assert.throws(() => catalogue.push(catalogue[0]), TypeError);
  assert.throws(() => (kassei.elu = null), TypeError);
  const a = kassei.allocate(4);
  assert.throws(() => (a.length = 16), TypeError);
  assert.equal(a.length, 4);
});
