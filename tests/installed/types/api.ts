// Compiled only: what a user may write, and what the compiler must refuse.
import {
  type ActivationName,
  type AllocatedArray,
  type ElementwiseActivation,
  type Kassei,
  load,
  loadSync,
  type MethodName,
} from 'kassei';
import { type CatalogueEntry, catalogue } from 'kassei/catalogue';
import { type Dialect, like } from 'kassei/dialects';

declare const x: Float32Array;
declare const bytes: Uint8Array<ArrayBuffer>;

const k: Kassei = await load();
loadSync(bytes) satisfies Kassei;
await load({ wasm: new URL('https://example.org/kassei.wasm') });
await load({ wasm: bytes });

// Results: a new array of its own buffer, or the very `out`.
k.elu(x) satisfies Float32Array<ArrayBuffer>;
k.elu(x, { alpha: 2 }) satisfies Float32Array<ArrayBuffer>;
const a: AllocatedArray = k.allocate(8);
k.relu(a, { out: a }) satisfies AllocatedArray;
k.relu(a) satisfies Float32Array<ArrayBuffer>;
k.elu.grad(x, { alpha: 2, upstream: a, out: x }) satisfies Float32Array;
a.view satisfies Float32Array<ArrayBuffer>;
a.free();

// Names.
const name: ActivationName = 'hard_sigmoid';
const method: MethodName = 'hardSigmoid';
k.get(name)(x);
k[method](x, { alpha: 1 / 6, beta: 0.5 });
k.get('identity') satisfies typeof k.linear;
k.get('relu')(x, { negativeSlope: 0.1, maxValue: Infinity, threshold: 0 });
const simple: ElementwiseActivation = k.tanh;
simple.grad(x);
catalogue.map((entry: CatalogueEntry) => entry.parameters.map((parameter) => parameter.slider[0]));
k.activations.map((activation) => activation.name) satisfies ActivationName[];

// Rows, channels, booleans, what must be given, slopes at kinks.
k.softmax(x, { shape: [2, 3], axis: 0, mask: new Uint8Array(6) }) satisfies Float32Array<ArrayBuffer>;
k.softmax.grad(a, { upstream: x, out: a }) satisfies AllocatedArray;
k.glu(x, { shape: [2, 4] as const });
k.prelu(x, { slope: a, shape: [4, 2] });
k.prelu.grad(x, { slope: x, kinks: ['slope'] });
k.prelu.gradSlope(x, { slope: x, upstream: x }) satisfies Float32Array<ArrayBuffer>;
k.gelu(x, { approximate: true });
k.threshold(x, { threshold: 1, defaultValue: 0 }) satisfies Float32Array<ArrayBuffer>;
k.leakyRelu.grad(x, { kinks: ['negativeSlope'] });
k.relu6.grad(x, { kinks: [0, undefined] });
const torch: Dialect<'pytorch'> = like(k, 'pytorch');
torch.get('LeakyReLU') satisfies typeof k.leakyRelu;
torch.leakyRelu(x, { negativeSlope: 0.1 });

// @ts-expect-error: PyTorch has no squareplus
torch.squareplus(x);
// @ts-expect-error: PyTorch does not spell it so
torch.get('leakyRelu');
// @ts-expect-error: no such framework
like(k, 'torch');
// @ts-expect-error: silu has no kinks
k.silu.grad(x, { kinks: [1] });
// @ts-expect-error: relu6 has no parameter whose value a slope could be
k.relu6.grad(x, { kinks: ['alpha', 1] });
// @ts-expect-error: a row-wise gradient needs upstream
k.softmax.grad(x, { shape: [3] });
// @ts-expect-error: both parameters must be given
k.threshold(x, { threshold: 1 });
// @ts-expect-error: they must be given
k.threshold(x);
// @ts-expect-error: the slope must be given
k.prelu(x, { shape: [3] });
// @ts-expect-error: true or false
k.gelu(x, { approximate: 'tanh' });
// @ts-expect-error: glu has no mask
k.glu(x, { mask: new Uint8Array(3) });
// @ts-expect-error: no such activation
k.get('hardSigmoid');
// @ts-expect-error: no such method
k.hard_sigmoid(x);
// @ts-expect-error: no such name
const wrong: ActivationName = 'swush';
// @ts-expect-error: elu has no beta
k.elu(x, { beta: 1 });
// @ts-expect-error: tanh has no parameters
k.tanh(x, { alpha: 1 });
// @ts-expect-error: a parameter is a number
k.elu(x, { alpha: '1' });
// @ts-expect-error: the value takes no upstream
k.elu(x, { upstream: x });
// @ts-expect-error: not a plain array
k.elu([1, 2]);
// @ts-expect-error: not a number
k.elu(1);
// @ts-expect-error: not float64
k.elu(new Float64Array(2));
// @ts-expect-error: not float64
k.elu(x, { out: new Float64Array(2) });
// @ts-expect-error: no such option
await load({ url: '/kassei.wasm' });
// @ts-expect-error: neither an address nor bytes nor a module
await load({ wasm: 42 });
// @ts-expect-error: an address takes waiting
loadSync('kassei.wasm');
// @ts-expect-error: without `out` it is a new Float32Array
const b: AllocatedArray = k.relu(x);
// @ts-expect-error: read only
k.elu = k.relu;

export { b, wrong };
