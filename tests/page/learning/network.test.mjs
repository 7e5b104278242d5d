// The numbers of the sections on learning: the networks that are trained, and the signal through many layers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { formulas, parameters } from '../../../web/model/formulas/textbook.mjs';

const web = fileURLToPath(new URL('../../../web/', import.meta.url));
const at = async (file) => (await runnerImport(web + file)).module;
const { initialParameters, LayerBuffers, Network } = await at('learning/engine/network.ts');
const { Training } = await at('learning/engine/training.ts');
const { makePoints, PLANE_REACH } = await at('learning/engine/datasets.ts');
const { INPUTS, sendSignal, UNITS } = await at('learning/engine/signal.ts');
const { contour } = await at('learning/engine/contour.ts');
const { readSignal } = await at('learning/picture/verdict.ts');
const { learningLabels } = await at('learning/picture/labels.ts');

const kassei = await load();
const names = catalogue.filter(({ kind }) => kind === 'elementwise').map(({ name }) => name);
const choice = (name) => ({ name, options: parameters[name] ?? {} });

/** A training of two activations, so many steps on, and how far both are. */
function train(set, pair, { layers = 3, width = 8, seed = 1, rate = 0.01, steps = 0 } = {}) {
  const points = makePoints(set, seed);
  const training = new Training(kassei, { points, shape: { layers, width }, seed, pair: pair.map(choice) });
  training.advance(steps, rate);
  const sides = training.sides();
  return { training, sides, weights: training.networks.map((network) => network.parameters) };
}

/** The loss in float64, straight from the definitions. */
function loss(f, weights, { layers, width }, x, classes) {
  const sizes = [2, ...Array(layers).fill(width), 1];
  let sum = 0;
  classes.forEach((of, point) => {
    let values = [x[2 * point], x[2 * point + 1]];
    let k = 0;
    for (let layer = 1; layer < sizes.length; layer++) {
      const [from, to] = [sizes[layer - 1], sizes[layer]];
      const next = Array.from({ length: to }, (_, j) =>
        values.reduce((total, value, i) => total + value * weights[k + i * to + j], weights[k + from * to + j]),
      );
      k += (from + 1) * to;
      values = layer < sizes.length - 1 ? next.map(f) : next;
    }
    const [logit] = values;
    sum += Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - of * logit;
  });
  return sum / classes.length;
}

test('loss and gradient of every activation agree with finite differences of the definitions', () => {
  const shape = { layers: 2, width: 4 };
  const x = Float32Array.from({ length: 20 }, (_, i) => 2.9 * Math.sin(1 + 5 * i));
  const classes = Float32Array.from({ length: 10 }, (_, i) => i % 2);
  const weights = initialParameters(shape, 7);
  // Biases that are not 0, so that their part is seen too.
  weights.forEach((w, i) => {
    weights[i] = w || 0.3 * Math.sin(i);
  });
  const passage = new LayerBuffers(kassei, shape, classes.length);
  for (const name of names) {
    const network = new Network(kassei, choice(name), shape, weights.slice());
    network.forward(x, passage);
    const [f] = formulas[name];
    const expected = loss(f, weights, shape, x, classes);
    assert.ok(Math.abs(network.loss(classes, passage) / expected - 1) < 1e-5, name);
    network.backward(x, classes, passage);
    const moved = (i, by) => Float64Array.from(weights, (w, k) => (k === i ? w + by : w));
    const differences = Array.from(weights, (_, i) => {
      const [right, left] = [1e-5, -1e-5].map((by) => loss(f, moved(i, by), shape, x, classes));
      return (right - left) / 2e-5;
    });
    const scale = Math.max(...differences.map(Math.abs));
    assert.ok(scale > 1e-3, name);
    differences.forEach((difference, i) => {
      assert.ok(Math.abs(network.gradient[i] - difference) < 2e-5 * scale + 1e-7, `${name}, weight ${i}`);
    });
  }
  passage.free();
});

test('both networks start from the same weights and see the same points', () => {
  const { weights } = train('spirals', ['relu', 'sigmoid']);
  assert.deepEqual(weights[0], weights[1]);
  assert.notEqual(weights[0].buffer, weights[1].buffer);
  assert.ok(new Set(weights[0]).size > 80);
  const twins = train('spirals', ['tanh', 'tanh'], { steps: 60 });
  assert.deepEqual(twins.weights[0], twins.weights[1]);
  assert.deepEqual(twins.sides[0], twins.sides[1]);
  const rivals = train('spirals', ['tanh', 'gelu'], { steps: 60 });
  assert.deepEqual(rivals.weights[0], twins.weights[0], 'the other network does not matter');
  assert.notDeepEqual(rivals.weights[0], rivals.weights[1]);
});

test('a seed gives the same run, however the steps are counted out', () => {
  const whole = train('xor', ['relu', 'gelu'], { steps: 40, seed: 5 });
  const parts = train('xor', ['relu', 'gelu'], { steps: 15, seed: 5 });
  parts.training.pictures();
  parts.training.advance(25, 0.01);
  assert.deepEqual(parts.weights, whole.weights);
  assert.notDeepEqual(train('xor', ['relu', 'gelu'], { steps: 40, seed: 6 }).weights, whole.weights);
});

test('the losses of relu and tanh fall on every set', () => {
  for (const set of ['spirals', 'circles', 'xor']) {
    const { classes, x } = makePoints(set, 1);
    assert.equal(classes.filter(Boolean).length, classes.length / 2);
    assert.ok(x.every((value) => Math.abs(value) < PLANE_REACH));
    const before = train(set, ['relu', 'tanh']).sides;
    train(set, ['relu', 'tanh'], { steps: 500 }).sides.forEach(({ loss, accuracy }, i) => {
      assert.ok(loss < 0.4 * before[i].loss && accuracy > 0.9, `${set}: ${loss}, ${accuracy}`);
    });
  }
});

test('what the text says of the training is so', () => {
  const [relu, sigmoid] = train('spirals', ['relu', 'sigmoid'], { steps: 300 }).sides;
  assert.ok(relu.accuracy === 1 && sigmoid.accuracy < 0.6);
  for (const seed of [1, 2, 3]) {
    const [tanh, deep] = train('circles', ['tanh', 'sigmoid'], { layers: 6, steps: 100, seed }).sides;
    assert.ok(tanh.accuracy === 1 && Math.abs(deep.loss - Math.LN2) < 0.01, `${seed}: ${tanh.loss}, ${deep.loss}`);
    for (const set of ['circles', 'xor']) {
      const [straight] = train(set, ['linear', 'linear'], { steps: 400, seed }).sides;
      assert.ok(straight.accuracy < 0.8, `${set}: ${straight.accuracy}`);
    }
  }
  const ends = [1, 2, 3].map((seed) =>
    train('spirals', ['relu', 'leaky_relu'], { layers: 6, rate: 0.1, steps: 600, seed }),
  );
  const silent = ({ loss }) => Math.abs(loss - Math.LN2) < 0.01;
  assert.ok(ends.some(({ sides }) => silent(sides[0])));
  assert.ok(!ends.some(({ sides }) => silent(sides[1])));
});

test('a training gives its memory back', () => {
  const memory = () => {
    const array = kassei.allocate(1);
    const { byteLength } = array.view.buffer;
    array.free();
    return byteLength;
  };
  const again = () => train('xor', ['relu', 'tanh'], { layers: 6, width: 32 }).training.free();
  again();
  const before = memory();
  for (let i = 0; i < 20; i++) again();
  assert.equal(memory(), before);
});

test('the boundary lies where the values change their sign', () => {
  const size = 24;
  const radius = 7.3;
  const from = (i) => [i % size, Math.floor(i / size)].map((place) => place + 0.5 - size / 2);
  const circle = Float32Array.from({ length: size * size }, (_, i) => Math.hypot(...from(i)) - radius);
  const points = [...contour(circle, size).matchAll(/[ML]([\d.]+) ([\d.]+)/g)];
  assert.ok(points.length > 80);
  for (const [, x, y] of points) assert.ok(Math.abs(Math.hypot(x - size / 2, y - size / 2) - radius) < 0.1);
  for (const value of [1, -1, Number.NaN])
    assert.equal(
      contour(
        circle.map(() => value),
        size,
      ),
      '',
    );
});

const through = (name, weights, layers, { seed = 1, bias = 0 } = {}) =>
  sendSignal(kassei, { choice: choice(name), weights, bias, layers, seed });
/** The rest of the gradient on the way back, and of the inputs' difference on the way forward. */
function rest({ layers }) {
  const [first, last] = [layers[0], layers.at(-1)];
  return { back: first.gradients / last.gradients, forward: last.difference / first.difference, last };
}

test('signals vanish, explode and are kept as the text says', () => {
  const deep = rest(through('sigmoid', 'glorot_uniform', 30));
  assert.ok(deep.back < 1e-17 && deep.forward < 1e-6, JSON.stringify(deep));
  for (const seed of [1, 2]) {
    const close = (value, low, high, what) => assert.ok(value > low && value < high, `${what}, seed ${seed}: ${value}`);
    close(rest(through('sigmoid', 'glorot_uniform', 20, { seed })).back, 1e-13, 1e-11, 'a millionth of a millionth');
    close(rest(through('sigmoid', 4, 20, { seed })).back, 5e-5, 5e-4, 'a ten-thousandth');
    close(rest(through('tanh', 'glorot_uniform', 30, { seed })).back, 0.1, 0.3, 'a sixth');
    assert.ok(rest(through('tanh', 3, 20, { seed })).back > 100, 'explodes');
    assert.ok(rest(through('relu', 'glorot_uniform', 20, { seed })).back < 3e-3, 'vanishes');
    close(rest(through('selu', 'lecun_normal', 50, { seed })).last.outputs, 0.85, 1.15, 'selu');
    const relu = through('relu', 'he_normal', 50, { seed });
    close(rest(relu).back, 0.2, 5, 'kept');
    const { dead } = relu.layers[40];
    assert.ok(relu.layers[0].dead < 0.1 && dead > 0.2, 'units far from the input are dead');
    assert.ok(through('leaky_relu', 'he_normal', 20, { seed }).layers.every((layer) => layer.dead === 0));
    const [biased, leaky] = ['relu', 'leaky_relu'].map((name) => through(name, 'he_normal', 20, { seed, bias: -0.5 }));
    assert.ok(biased.layers[0].dead < 0.1 && biased.layers[6].dead === 1 && biased.layers[0].gradients === 0);
    assert.ok(leaky.layers[0].gradients > 0);
  }
  const overflowing = through('exponential', 'glorot_uniform', 6);
  assert.match(readSignal(learningLabels.en, overflowing), /^From layer [2-6] on/);
});

test('histograms count what there is, and zeros apart', () => {
  const all = UNITS * INPUTS;
  const sum = (counts) => counts.reduce((a, b) => a + b);
  for (const [name, weights] of [
    ['tanh', 'glorot_uniform'],
    ['relu', 'he_normal'],
    ['selu', 'lecun_normal'],
    ['linear', 1],
  ]) {
    const { layers, outputs } = through(name, weights, 8);
    layers.forEach((layer, i) => {
      assert.ok(sum(layer.outputCounts) > 0.995 * all, `${name} ${i}`);
      assert.ok(Math.abs(sum(layer.gradientCounts) / all + layer.zeros - 1) < 1e-9, `${name} ${i}`);
    });
    if (name === 'relu') assert.ok(outputs[0] === 0 && layers.every(({ zeros }) => zeros > 0.3 && zeros < 0.7));
    else assert.ok(layers.every(({ zeros, dead }) => zeros === 0 && dead === 0));
  }
  // With a single layer the outputs are weighted sums of normally distributed numbers.
  const [one] = through('linear', 1.5, 1).layers;
  assert.ok(Math.abs(one.outputs - 1.5) < 0.1 && Math.abs(one.gradients - 1) < 0.03);
});

test('both languages say the same', () => {
  const keys = (value, path = '') =>
    typeof value === 'string'
      ? [`${path} ${[...value.matchAll(/\{\w+\}/g)].map(String).sort()}`]
      : Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`));
  assert.deepEqual(keys(learningLabels.ja).sort(), keys(learningLabels.en).sort());
});
