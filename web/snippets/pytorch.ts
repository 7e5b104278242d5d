import { divided, functions, isIdentity, isSelu, isShifted, isSixth, layers, type Platform, py } from './language.ts';

const call = functions('F');
const layer = layers('torch.nn');

/** A function of torch.nn.functional, and the layer with the same arguments. */
const both = (name: string, module: string, args: Parameters<typeof call>[1] = {}) => [
  call(name, args),
  layer(module, args),
];

export const pytorch: Platform = {
  title: 'PyTorch',
  setup: (numbers, _, call) => [
    'import torch',
    ...(/\bF\./.test(call) ? ['import torch.nn.functional as F'] : []),
    '',
    `x = torch.tensor([${numbers}])`,
  ],
  calls: {
    elu: ({ alpha }) => both('elu', 'ELU', { alpha }),
    selu: (values) =>
      isSelu(values) ? both('selu', 'SELU') : py`y = ${values.scale} * F.elu(x, alpha=${values.alpha})`,
    // An infinite threshold would let e^x overflow; the default of 20 gives the same results in 32 bits.
    softplus: ({ beta, threshold }) =>
      both('softplus', 'Softplus', { beta, threshold: Number.isFinite(threshold) ? threshold : undefined }),
    softsign: () => both('softsign', 'Softsign'),
    relu({ negativeSlope: s, maxValue: m, threshold: t }) {
      if (t === 0 && !Number.isFinite(m)) {
        return s ? both('leaky_relu', 'LeakyReLU', { negative_slope: s }) : both('relu', 'ReLU');
      }
      const upper = Number.isFinite(m) ? py`x.clamp(max=${m})` : 'x';
      return py`y = torch.where(x > ${t}, ${upper}, ${s} * (x - ${t}))`;
    },
    tanh: () => ['y = torch.tanh(x)', 'layer = torch.nn.Tanh()'],
    sigmoid: () => ['y = torch.sigmoid(x)', 'layer = torch.nn.Sigmoid()'],
    hard_sigmoid: ({ alpha, beta }) =>
      isSixth(alpha) && beta === 0.5
        ? both('hardsigmoid', 'Hardsigmoid')
        : py`y = torch.clamp(${alpha} * x + ${beta}, 0.0, 1.0)`,
    linear: (values) =>
      isIdentity(values)
        ? ['layer = torch.nn.Identity()', 'y = layer(x)']
        : py`y = ${values.alpha} * x + ${values.beta}`,
    leaky_relu: ({ negativeSlope: negative_slope }) => both('leaky_relu', 'LeakyReLU', { negative_slope }),
    relu6: () => both('relu6', 'ReLU6'),
    prelu: ({ slope }) => [py`y = F.prelu(x, torch.tensor([${slope}]))`, py`layer = torch.nn.PReLU(init=${slope})`],
    thresholded_relu: ({ theta: threshold }) => both('threshold', 'Threshold', { threshold, value: 0 }),
    squareplus: ({ b }) => [
      py`r = torch.sqrt(x * x + ${b})`,
      py`y = torch.where(x < 0, ${b} / 2 / (r - x), (r + x) / 2)`,
    ],
    sparse_plus: () => 'y = torch.maximum(x, ((x.clamp(-1, 1) + 1) / 2) ** 2)',
    celu: ({ alpha }) => both('celu', 'CELU', { alpha }),
    exponential: () => 'y = torch.exp(x)',
    hard_tanh: ({ minValue, maxValue }) => both('hardtanh', 'Hardtanh', { min_val: minValue, max_val: maxValue }),
    sparse_sigmoid: () => 'y = torch.clamp((x + 1) / 2, 0.0, 1.0)',
    log_sigmoid: () => both('logsigmoid', 'LogSigmoid'),
    silu: ({ beta }) => (beta === 1 ? both('silu', 'SiLU') : py`y = x * torch.sigmoid(${beta} * x)`),
    hard_silu: () => both('hardswish', 'Hardswish'),
    gelu: ({ approximate }) => both('gelu', 'GELU', { approximate: approximate ? '"tanh"' : '"none"' }),
    quick_gelu: () => 'y = x * torch.sigmoid(1.702 * x)',
    mish: () => both('mish', 'Mish'),
    tanh_shrink: () => both('tanhshrink', 'Tanhshrink'),
    soft_shrink: ({ threshold: lambd }) => both('softshrink', 'Softshrink', { lambd }),
    hard_shrink: ({ threshold: lambd, bias }) =>
      isShifted({ threshold: lambd, bias })
        ? py`y = torch.where(x < ${-lambd}, x + ${bias}, x - ${bias})`
        : bias === 0
          ? both('hardshrink', 'Hardshrink', { lambd })
          : py`y = torch.where(x.abs() > ${lambd}, x - ${bias} * x.sign(), 0.0)`,
    threshold: ({ threshold, defaultValue: value }) => both('threshold', 'Threshold', { threshold, value }),
    softmax: ({ temperature }) => [...divided(temperature), ...both('softmax', 'Softmax', { dim: '-1' })],
    log_softmax: ({ temperature }) => [...divided(temperature), ...both('log_softmax', 'LogSoftmax', { dim: '-1' })],
    sparsemax: ({ temperature }) => [
      ...divided(temperature),
      'x = x - x.amax(-1, keepdim=True)',
      'z = x.sort(-1, descending=True).values',
      's = z.cumsum(-1) - 1',
      'n = torch.arange(1, z.shape[-1] + 1)',
      'k = (n * z > s).sum(-1, keepdim=True)',
      'y = (x - s.gather(-1, k - 1) / k).clamp(min=0)',
    ],
    glu: () => both('glu', 'GLU', { dim: '-1' }),
  },
};
