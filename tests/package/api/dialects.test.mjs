// Other frameworks' names, defaults and slopes at kinks.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { like } from 'kassei/dialects';

const kassei = await load();
const frameworks = ['keras2', 'keras3', 'pytorch', 'jax', 'tensorflowjs', 'onnx', 'webnn'];
const records = catalogue.flatMap((entry) => entry.frameworks.map((record) => ({ entry, record })));
const of = (...x) => Float32Array.of(...x);

test('every spelling of every framework is found, and is the method for the first of its records', () => {
  for (const framework of frameworks) {
    const dialect = like(kassei, framework);
    const seen = new Set();
    for (const { entry, record } of records.filter(({ record }) => record.framework === framework)) {
      const found = record.names.map((name) => dialect.get(name));
      assert.equal(new Set(found).size, 1, `${framework} ${record.names}`);
      if (!seen.has(entry.method)) assert.equal(dialect[entry.method], found[0]);
      seen.add(entry.method);
      // Errors name the framework's spelling.
      const respelled = record.names.some(
        (name) => name.toLowerCase().replaceAll('_', '') !== entry.method.toLowerCase(),
      );
      const differs = respelled || record.kinks.length > 0 || Object.keys(record.defaults).length > 0;
      assert.equal(found[0] === kassei[entry.method], !differs, `${framework} ${entry.name}`);
    }
    assert.deepEqual(
      Object.keys(dialect).filter((key) => key !== 'get'),
      [...seen],
    );
    assert.ok(seen.size >= 10, framework);
  }
  assert.deepEqual([...new Set(records.map(({ record }) => record.framework))].sort(), [...frameworks].sort());
});

test('defaults differ, and options take precedence', () => {
  const at = (framework, method, options) => like(kassei, framework)[method](of(-1), options)[0];
  assert.equal(at('pytorch', 'leakyRelu'), Math.fround(-0.01));
  assert.equal(at('keras3', 'leakyRelu'), Math.fround(-0.2));
  assert.equal(like(kassei, 'keras3').get('LeakyReLU')(of(-1))[0], Math.fround(-0.3));
  assert.equal(at('pytorch', 'leakyRelu', { negativeSlope: 0.5 }), -0.5);
  assert.equal(at('pytorch', 'leakyRelu', { negativeSlope: undefined }), Math.fround(-0.01));
  assert.equal(at('keras2', 'hardSigmoid'), Math.fround(0.3));
  assert.equal(at('keras3', 'hardSigmoid'), Math.fround(1 / 3));
  assert.equal(at('jax', 'gelu'), kassei.gelu(of(-1), { approximate: true })[0]);
  assert.equal(at('jax', 'gelu', { approximate: false }), kassei.gelu(of(-1))[0]);
  assert.equal(like(kassei, 'pytorch').softplus(of(20.5))[0], 20.5);
  const out = of(0);
  assert.equal(like(kassei, 'jax').gelu(of(-1), { out }), out);
});

test('slopes at kinks differ, and those given take precedence', () => {
  const slope = (framework, method, x, options) => like(kassei, framework)[method].grad(of(x), options)[0];
  assert.equal(slope('jax', 'leakyRelu', 0), 1);
  assert.equal(slope('pytorch', 'leakyRelu', 0), Math.fround(0.01));
  assert.equal(slope('tensorflowjs', 'relu6', 6), 1);
  assert.equal(slope('tensorflowjs', 'relu6', 0), 0);
  assert.equal(slope('pytorch', 'selu', 0), Math.fround(1.7580993408473768));
  assert.equal(slope('tensorflowjs', 'hardSigmoid', 2.5, {}), Math.fround(0.2));
  assert.equal(slope('tensorflowjs', 'hardSigmoid', 1, { alpha: 0.5 }), 0.5);
  assert.equal(slope('pytorch', 'hardTanh', 1), 0);
  assert.equal(slope('pytorch', 'hardTanh', 1, { kinks: [0.5, 0.25] }), 0.25);
  const named = { negativeSlope: 0.5, maxValue: 2, kinks: ['maxValue', 'negativeSlope'] };
  assert.deepEqual(kassei.relu.grad(of(0, 2), named), of(2, 0.5));
  const prelu = { slope: of(0.25), shape: [1, 1] };
  assert.equal(slope('pytorch', 'prelu', 0, prelu), 0.25);
  assert.equal(slope('keras3', 'prelu', 0, prelu), 0);
});

test('options may be inherited', () => {
  const out = of(0);
  like(kassei, 'pytorch').leakyRelu(of(-1), Object.create({ negativeSlope: 0.5, out }));
  assert.deepEqual(out, of(-0.5));
  assert.throws(
    () => like(kassei, 'pytorch').leakyRelu(of(-1), { negativeSlope: null }),
    /must be a finite number, got null/,
  );
  assert.equal(like(kassei, 'pytorch').leakyRelu.name, 'leakyRelu');
});

test("PyTorch's prelu has its channels on axis 1", () => {
  const { prelu } = like(kassei, 'pytorch');
  assert.deepEqual(prelu(of(-1, 2), { slope: of(0.25) }), of(-0.25, 2));
  const options = { slope: of(1, 2), shape: [1, 2, 2] };
  assert.deepEqual(prelu(of(-1, -1, -1, -1), options), of(-1, -1, -2, -2));
  assert.deepEqual(prelu.gradSlope(of(-1, -3, -5, -7), { ...options, upstream: of(1, 1, 1, 1) }), of(-4, -12));
});

const fails = (call, type, ...words) =>
  assert.throws(call, (error) => {
    assert.equal(error.constructor, type, error.stack);
    for (const word of words) assert.ok(error.message.includes(word), `"${error.message}" lacks "${word}"`);
    return true;
  });

test('what a framework lacks is refused with the nearest that it has', () => {
  const pytorch = like(kassei, 'pytorch');
  fails(() => pytorch.get('leakyRelu'), RangeError, 'kassei.like: pytorch has no "leakyRelu"', '"LeakyReLU"');
  fails(() => pytorch.get('hard_tanh'), RangeError, '"Hardtanh"');
  fails(() => like(kassei, 'onnx').get('silu'), RangeError, '"Swish"');
  fails(() => like(kassei, 'onnx').get('Si-LU'), RangeError, 'the nearest is "Swish"');
  fails(() => like(kassei, 'onnx').get('relu6'), RangeError, '"Relu"');
  fails(() => like(kassei, 'webnn').mish, RangeError, 'webnn has no mish', 'get("');
  fails(() => like(kassei, 'jax').get('hard_tan'), RangeError, '"hard_tanh"');
  fails(() => like(kassei, 'jax').get(undefined), RangeError, 'no undefined');
  fails(() => like(kassei, 'jax').get('constructor'), RangeError, 'jax has no "constructor"');
});

test('whatever a framework lacks, the error names a spelling that it has', () => {
  for (const framework of frameworks) {
    const dialect = like(kassei, framework);
    const lacking = kassei.activations.filter(({ method }) => !Object.keys(dialect).includes(method));
    assert.ok(lacking.length > 0);
    for (const { name, method } of lacking) {
      for (const call of [() => dialect[method], () => dialect.get(name)]) {
        assert.throws(call, (error) => {
          assert.equal(error.constructor, RangeError, error.stack);
          const [, nearest] = error.message.match(/; the nearest is (?:get\()?"(\w+)"\)?$/);
          return typeof dialect.get(nearest) === 'function';
        });
      }
    }
  }
});

test('wrong arguments', () => {
  fails(() => like(kassei, 'torch'), RangeError, 'kassei.like: no framework "torch"', 'keras2, keras3, pytorch');
  fails(() => like(kassei, 'toString'), RangeError, 'no framework');
  fails(() => like(undefined, 'jax'), TypeError, 'kassei.like', 'got undefined');
  fails(() => like(new Map(), 'jax'), TypeError, 'kassei.like', 'got Map');
  fails(() => like(kassei, 'jax').get(Object.create(null)), RangeError, 'jax has no an object');
  assert.deepEqual(like(kassei, 'webnn').get('clamp')(of(-1e30, 2)), of(-1e30, 2));
  const pytorch = like(kassei, 'pytorch');
  fails(() => pytorch.softmax(of(1, 2)), TypeError, 'kassei.softmax: axis must be given');
  fails(() => pytorch.softmax.grad(of(1, 2), { upstream: of(1, 2) }), TypeError, 'kassei.softmax.grad: axis');
  assert.equal(pytorch.softmax(of(1), { axis: 0 })[0], 1);
  fails(() => pytorch.leakyRelu(of(1), 3), TypeError, 'kassei.leakyRelu: options must be an object, got 3');
  fails(() => pytorch.leakyRelu(of(1), new Map()), TypeError, 'got Map');
  fails(() => pytorch.leakyRelu(of(1), { alpha: 1 }), TypeError, 'unknown option "alpha"');
  fails(() => (pytorch.relu = null), TypeError);
  const options = {
    get minValue() {
      throw 'stop';
    },
  };
  assert.throws(
    () => like(kassei, 'webnn').hardTanh(of(1), options),
    (error) => error === 'stop',
  );
});
