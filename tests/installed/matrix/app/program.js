// The program that every bundler builds and every runtime runs: some results as bits, which must be the same everywhere.
import { catalogue } from 'kassei/catalogue';
import { like } from 'kassei/dialects';

const special = [0, -0, Infinity, -Infinity, 1e-40, -1e-40];
export const x = Float32Array.from({ length: 90 }, (_, i) => special[i] ?? (i - 48) / 4);
const upstream = x.map((value, i) => (Number.isFinite(value) ? value / 8 : i + 1));
const finite = x.slice(special.length);

const bits = (array) =>
  Array.from(new Uint32Array(array.buffer), (word) => word.toString(16).padStart(8, '0')).join(' ');

/** The results of one instance, each by what was called, after its memory has grown. */
export function compute(k) {
  const y = k.allocate(x.length);
  y.view.set(x);
  k.allocate(2 ** 22).free();
  k.mish(y, { out: y });
  const results = {
    gelu: k.gelu(x),
    'gelu.grad': k.gelu.grad(x),
    'gelu, approximate': k.gelu(x, { approximate: true }),
    'tanh.grad, upstream': k.tanh.grad(x, { upstream }),
    'elu, alpha': k.get('elu')(x, { alpha: 0.5 }),
    'hardSigmoid.grad': k.hardSigmoid.grad(x),
    'mish, in place in the library': y.view.slice(),
    softmax: k.softmax(finite, { shape: [7, 12] }),
    'softmax.grad': k.softmax.grad(finite, { shape: [7, 12], axis: 0, upstream: finite }),
    'prelu.gradSlope': k.prelu.gradSlope(finite, { slope: Float32Array.of(0.1), upstream: finite }),
    'leakyRelu like PyTorch': like(k, 'pytorch').leakyRelu(x),
  };
  y.free();
  const readable = Object.fromEntries(Object.entries(results).map(([name, array]) => [name, bits(array)]));
  return { backend: k.backend, ...readable, functions: catalogue.map(({ name }) => name).join(' ') };
}
