#!/usr/bin/env python3
"""Prints computed.json: what the activations of seven frameworks return, computed from their definitions.

    python3 tests/golden/make.py > tests/golden/computed.json     (needs mpmath: Debian's python3-mpmath)

It shares nothing with the library. A definition is the mathematics as one would write it on paper, without regard to
cancellation; a slope is a difference quotient of it. Only the slope exactly at a kink is a convention, given beside the
definition (Kassei's rule) or in the table of frameworks (where another one returns something else).
"""

import inspect
import json
import random
import struct
from functools import partial
from itertools import product
from math import prod

from mpmath import erfc, exp, inf, isinf, isnan, log, mp, mpf, nan, pi, sqrt

# 60 digits must be left when x - tanh x of 1e-40 has lost 80, a difference quotient 150 (STEP), x + sqrt(x^2 + b) of
# -FAR 240.
mp.dps = 450
STEP = mpf(10) ** -150
# Stands for infinity, so that limits need no cases; a result beyond HUGE is infinite, one below 1 / HUGE is zero.
FAR = mpf(2) ** 400
HUGE = mpf(10) ** 100
LARGEST = 2.0**128 - 2.0**104  # float32


# The element-wise definitions, each with Kassei's slopes at its kinks.


def kinks(rule):
    def mark(definition):
        definition.kinks = rule
        return definition

    return mark


@kinks(lambda negative_slope, max_value, threshold: {threshold: negative_slope, max_value: 0})
def relu(x, negative_slope=0, max_value=inf, threshold=0):
    return min(x, max_value) if x > threshold else negative_slope * (x - threshold)


@kinks(lambda negative_slope: {0: negative_slope})
def leaky_relu(x, negative_slope=0.2):
    return x if x > 0 else negative_slope * x


@kinks(lambda: {0: 0, 6: 0})
def relu6(x):
    return min(max(x, 0), 6)


@kinks(lambda theta: {theta: 0})
def thresholded_relu(x, theta=1):
    return x if x > theta else 0


def squareplus(x, b=4):
    return (x + sqrt(x**2 + b)) / 2


def sparse_plus(x):
    return 0 if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4


@kinks(lambda alpha: {0: alpha})
def elu(x, alpha=1):
    return x if x > 0 else alpha * (exp(x) - 1)


def celu(x, alpha=1):
    return x if x > 0 else alpha * (exp(x / alpha) - 1)


SELU_ALPHA = mpf("1.67326324235437728481704299167165203846")
SELU_SCALE = mpf("1.05070098735548049341933498529460635196")


@kinks(lambda: {0: SELU_SCALE})
def selu(x):
    return SELU_SCALE * elu(x, SELU_ALPHA)


def exponential(x):
    return exp(x)


# Above its threshold it is the line, a little lower than the curve; at the threshold the slope is the curve's.
@kinks(lambda beta, threshold: {threshold / beta: sigmoid(threshold)})
def softplus(x, beta=1, threshold=inf):
    return x if beta * x > threshold else log(1 + exp(beta * x)) / beta


def log_sigmoid(x):
    return -log(1 + exp(-x))


def sigmoid(x):
    return 1 / (1 + exp(-x))


@kinks(lambda alpha, beta: {-beta / alpha: 0, (1 - beta) / alpha: 0})
def hard_sigmoid(x, alpha=0.2, beta=0.5):
    return min(max(alpha * x + beta, 0), 1)


@kinks(lambda: {-1: 0, 1: 0})
def sparse_sigmoid(x):
    return min(max((x + 1) / 2, 0), 1)


@kinks(lambda min_value, max_value: {min_value: 1, max_value: 1})
def hard_tanh(x, min_value=-1, max_value=1):
    return min(max(x, min_value), max_value)


def tanh(x):
    return mp.tanh(x)


def softsign(x):
    return x / (1 + abs(x))


def linear(x):
    return x


def silu(x, beta=1):
    return x * sigmoid(beta * x)


@kinks(lambda: {-3: 0, 3: 1})
def hard_silu(x):
    return x * relu6(x + 3) / 6


def gelu(x, approximate=False):
    if approximate:
        return x / 2 * (1 + tanh(sqrt(2 / pi) * (x + mpf("0.044715") * x**3)))
    return x / 2 * erfc(-x / sqrt(2))


def mish(x):
    return x * tanh(softplus(x))


def tanh_shrink(x):
    return x - tanh(x)


@kinks(lambda threshold: {-threshold: 0, threshold: 0})
def soft_shrink(x, threshold=0.5):
    return max(x - threshold, 0) + min(x + threshold, 0)


@kinks(lambda threshold, bias: {-threshold: 0, threshold: 0})
def hard_shrink(x, threshold=0.5, bias=0):
    return x + bias if x < -threshold else x - bias if x > threshold else 0


@kinks(lambda threshold, default_value: {threshold: 0})
def threshold(x, threshold, default_value):
    return x if x > threshold else default_value


# The row-wise definitions: a row in, a row out.


def softmax(row, mask=None):
    powers = [exp(x) if kept else 0 for x, kept in zip(row, mask or [1] * len(row))]
    total = sum(powers) or 1  # a row that is masked as a whole gives zeros
    return [power / total for power in powers]


def log_softmax(row):
    total = log(sum(map(exp, row)))
    return [x - total for x in row]


def sparsemax(row):
    """The nearest point of the simplex: max(x - t, 0) with the sum 1 over the k largest, k as large as may be."""
    for k in range(len(row), 0, -1):
        largest = sorted(row)[-k:]
        t = (sum(largest) - 1) / k
        if largest[0] > t:
            return [max(x - t, 0) for x in row]


def glu(row):
    half = len(row) // 2
    return [a * sigmoid(b) for a, b in zip(row[:half], row[half:])]


# The frameworks.


class As:
    """The names of one definition in a framework, with what is peculiar there: defaults, slopes at the kinks (None
    where no single rule would be right), the options to try, for rows the default axis and the shapes to try."""

    def __init__(self, names, kinks=lambda **_: {}, tries=None, axis=-1, shapes=None, **defaults):
        self.names, self.kinks, self.tries = names.split(), kinks, tries
        self.axis, self.shapes, self.defaults = axis, shapes, defaults


def each(frameworks):
    """(framework, As) of a table whose keys are frameworks and whose values are names, As or lists of both."""
    for keys, value in frameworks.items():
        for framework, entry in product(keys.split(), value if isinstance(value, list) else [value]):
            yield framework, entry if isinstance(entry, As) else As(entry)


SIXTH = mpf(1) / 6


def keras_relu(negative_slope, max_value, threshold):
    """On TensorFlow 0 at a max_value of 6 but 1 at any other, and at 0 or a threshold negative_slope if that is the
    only option but 0 if it is not."""
    unclear = negative_slope and (threshold or not isinf(max_value))
    return ({threshold: None} if unclear else {}) | ({} if max_value == 6 else {max_value: None})


# Definition, its names, options to try besides the defaults where an As has no others.
ELEMENTWISE = [
    (elu, {
        "keras2 keras3": "elu ELU",
        "pytorch": "ELU elu",
        "jax webnn": "elu",
        "tensorflowjs": As("elu ELU", tries=[]),  # refuses another alpha
        "onnx": "Elu",
    }, [{"alpha": 0.5}]),
    (selu, {
        "keras2 keras3": "selu",
        # These count 0 to the negative side.
        "pytorch": As("SELU selu", kinks=lambda: {0: SELU_SCALE * SELU_ALPHA}),
        "jax tensorflowjs": As("selu", kinks=lambda: {0: SELU_SCALE * SELU_ALPHA}),
        "onnx": "Selu",
    }, []),
    (softplus, {
        "keras2 keras3 jax tensorflowjs webnn": "softplus",
        "pytorch": As("Softplus softplus", threshold=20, tries=[{"beta": 2}, {"beta": 0.5, "threshold": 2}]),
        "onnx": "Softplus",
    }, []),
    (softsign, {
        "keras2 keras3 tensorflowjs webnn": "softsign",
        "pytorch": "Softsign softsign",
        "jax": "soft_sign",
        "onnx": "Softsign",
    }, []),
    (relu, {
        "keras2 keras3": As("relu ReLU", kinks=keras_relu, tries=[
            {"negative_slope": 0.1}, {"max_value": 6}, {"max_value": 4}, {"threshold": 1.5},
            {"negative_slope": 0.1, "max_value": 5, "threshold": 1},
        ]),
        "pytorch": "ReLU relu",
        "jax webnn": "relu",
        # Clipping passes the gradient at its limits.
        "tensorflowjs": As("relu reLU ReLU", kinks=lambda max_value, **_: {max_value: 1}, tries=[{"max_value": 6}]),
        "onnx": "Relu",
    }, []),
    (tanh, {
        "keras2 keras3 jax tensorflowjs webnn": "tanh",
        "pytorch": "Tanh tanh",
        "onnx": "Tanh",
    }, []),
    (sigmoid, {
        "keras2 keras3 jax tensorflowjs webnn": "sigmoid",
        "pytorch": "Sigmoid sigmoid",
        "onnx": "Sigmoid",
    }, []),
    (hard_sigmoid, {
        "keras2": As("hard_sigmoid", kinks=lambda alpha, beta: {-2.5: alpha, 2.5: alpha}),
        "keras3 jax": As("hard_sigmoid", alpha=SIXTH),
        "pytorch": As("Hardsigmoid hardsigmoid", alpha=SIXTH),
        "tensorflowjs": As("hardSigmoid hard_sigmoid", kinks=lambda alpha, beta: {-2.5: alpha, 2.5: alpha}),
        "onnx": As("HardSigmoid", tries=[{"alpha": 0.25}, {"alpha": 0.5, "beta": 0.6}]),
        "webnn": As("hardSigmoid", tries=[{"alpha": 0.25}, {"alpha": 0.5, "beta": 0.6}]),
    }, []),
    (linear, {
        "keras2 keras3": "linear Identity",
        "pytorch onnx": "Identity",
        "jax": "identity",
        "tensorflowjs": "linear",
        "webnn": "identity linear",
    }, []),
    (leaky_relu, {
        "keras2 keras3": ["leaky_relu", As("LeakyReLU", negative_slope=0.3)],
        "pytorch": As("LeakyReLU leaky_relu", negative_slope=0.01),
        "jax": As("leaky_relu", negative_slope=0.01, kinks=lambda **_: {0: 1}),  # its test is x >= 0
        "tensorflowjs": ["leakyRelu leakyrelu", As("leakyReLU LeakyReLU", negative_slope=0.3)],
        "onnx": As("LeakyRelu", negative_slope=0.01),
        "webnn": As("leakyRelu", negative_slope=0.01),
    }, [{"negative_slope": 0.1}]),
    (relu6, {
        "keras2 keras3 jax": "relu6",
        "pytorch": "ReLU6 relu6",
        "tensorflowjs": As("relu6", kinks=lambda: {6: 1}),
    }, []),
    (thresholded_relu, {
        "keras2": "ThresholdedReLU",
        "tensorflowjs": "thresholdedReLU ThresholdedReLU",
        "onnx": "ThresholdedRelu",
    }, [{"theta": 2.5}]),
    (squareplus, {"keras3 jax": "squareplus"}, [{"b": 1}]),
    (sparse_plus, {"keras3 jax": "sparse_plus"}, []),
    (celu, {"keras3 jax": "celu", "pytorch": "CELU celu", "onnx": "Celu"}, [{"alpha": 2}]),
    (exponential, {
        "keras2 keras3": "exponential",
        "pytorch jax tensorflowjs webnn": "exp",
        "onnx": "Exp",
    }, []),
    (hard_tanh, {
        "keras3": "hard_tanh",
        "pytorch": As("Hardtanh hardtanh", kinks=lambda min_value, max_value: {min_value: 0, max_value: 0},
                      tries=[{"min_value": -2, "max_value": 3}]),
        "jax": "hard_tanh",
        # Both limits must be given.
        "tensorflowjs": As("clipByValue", min_value=None, tries=[{"min_value": -2, "max_value": 3}]),
        "webnn": As("clamp", min_value=None, tries=[{"min_value": -2, "max_value": 3}]),
        "onnx": As("Clip", min_value=-LARGEST, max_value=LARGEST,
                   tries=[{"min_value": 0}, {"min_value": -2, "max_value": 3}]),
    }, []),
    (sparse_sigmoid, {
        "keras3": "sparse_sigmoid",
        # Where both arguments of its minimum or maximum are equal, each gets half the gradient.
        "jax": As("sparse_sigmoid", kinks=lambda: {-1: 0.25, 1: 0.25}),
    }, []),
    (log_sigmoid, {
        "keras3 jax": "log_sigmoid",
        "pytorch": "LogSigmoid logsigmoid",
        "tensorflowjs": "logSigmoid",
    }, []),
    (silu, {
        "keras2": "swish silu",
        "keras3 jax": "silu swish",
        "pytorch": "SiLU silu",
        "tensorflowjs": As("swish", tries=[{"beta": 2}]),
        "onnx": As("Swish", tries=[{"beta": 1.5}]),
    }, []),
    (hard_silu, {
        "keras3 jax": "hard_silu hard_swish",
        "pytorch": "Hardswish hardswish",  # as it is since pull request 148049
        "onnx": "HardSwish",
        "webnn": "hardSwish",
    }, []),
    (gelu, {
        "keras2 keras3": "gelu",
        "pytorch": "GELU gelu",
        "jax": As("gelu", approximate=True, tries=[{"approximate": False}]),
        "tensorflowjs": [As("gelu", tries=[]), As("gelu_new", tries=[], approximate=True)],
        "onnx": "Gelu",
        "webnn": As("gelu", tries=[]),
    }, [{"approximate": True}]),
    (mish, {
        "keras2 keras3 jax tensorflowjs": "mish",
        "pytorch": "Mish mish",
        "onnx": "Mish",
    }, []),
    (tanh_shrink, {"keras3": "tanh_shrink", "pytorch": "Tanhshrink tanhshrink"}, []),
    (soft_shrink, {"keras3": "soft_shrink", "pytorch": "Softshrink softshrink"}, [{"threshold": 1.5}]),
    (hard_shrink, {
        "keras3": "hard_shrink",
        "pytorch": "Hardshrink hardshrink",
        "onnx": As("Shrink", tries=[{"threshold": 1.5}, {"threshold": 1.5, "bias": 1.5}, {"bias": 0.25}]),
    }, [{"threshold": 1.5}]),
    # Both parameters must be given.
    (threshold, {
        "keras3": As("threshold", threshold=None),
        "pytorch": As("Threshold threshold", threshold=None),
    }, [{"threshold": 0.5, "default_value": -2}, {"threshold": 0, "default_value": 0}]),
]

# Shapes with an axis, None for the default. Keras 2 refuses rank 1, TensorFlow.js all axes but the last.
SHAPES = [((6,), None), ((2, 8), None), ((5,), None), ((4, 3), 0), ((2, 4, 3), 1), ((2, 4, 2), None), ((1, 18), -1)]
NOT_RANK_1 = [(shape, axis) for shape, axis in SHAPES if len(shape) > 1]
LAST = [(shape, axis) for shape, axis in SHAPES if axis in (None, -1)]
GIVEN = [(shape, (len(shape) - 1 if axis in (None, -1) else axis)) for shape, axis in SHAPES]

ROWWISE = [
    (softmax, {
        "keras2": As("softmax Softmax", shapes=NOT_RANK_1),
        "keras3": "softmax Softmax",
        "jax": "softmax",
        "pytorch": [
            As("Softmax softmax", shapes=GIVEN),
            As("Softmax2d", axis=-3, shapes=[((4, 2, 2), None), ((2, 3, 2, 2), None)]),
        ],
        "tensorflowjs": [As("softmax", shapes=LAST), As("Softmax", axis=1, shapes=[((2, 8), None)])],
        "onnx": "Softmax",
        "webnn": As("softmax", shapes=GIVEN),
    }),
    (log_softmax, {
        "keras2": As("log_softmax", shapes=NOT_RANK_1),
        "keras3 jax": "log_softmax",
        "pytorch": As("LogSoftmax log_softmax", shapes=GIVEN),
        "tensorflowjs": As("logSoftmax", shapes=LAST),
        "onnx": "LogSoftmax",
    }),
    (sparsemax, {"keras3": "sparsemax"}),
    (glu, {"keras3 jax": "glu", "pytorch": "GLU glu"}),
]
MASKED = {"keras2 keras3": "Softmax", "jax": "softmax"}
PRELU = {
    "keras2 keras3": "PReLU",  # relu(x) - slope relu(-x), and both slopes are 0 at 0
    "pytorch": As("PReLU prelu", axis=1, kinks=lambda slope: {0: slope}),
    "tensorflowjs": As("prelu PReLU", kinks=lambda slope: {0: slope}),
    "onnx": "PRelu",
    "webnn": "prelu",
}


# Inputs, all of them float32.


def f32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def neighbours(x):
    """A float32 with the next one on each side."""
    bits = struct.unpack("<i", struct.pack("<f", abs(x)))[0]
    around = [struct.unpack("<f", struct.pack("<i", abs(bits + step)))[0] for step in (-1, 0, 1)]
    return [-around[0], *around[1:]] if x == 0 else [y if x > 0 else -y for y in around]


SIZES = [f32(x) for x in (1e-40, 1e-7, 0.5, 1, 2.7, 5, 12, 40, 100)]
POINTS = [-inf, *(-x for x in SIZES), -0.0, 0.0, *SIZES, inf]
FEW = [f32(x) for x in (-100, -5, -0.5, -1e-7, 0, 1e-7, 0.5, 5, 100)]


def numbers(seed, shape, size):
    generator = random.Random(seed)
    return [f32(generator.uniform(-size, size)) for _ in range(prod(shape))]


# From exact results to numbers.


def number(y):
    """The nearest float64."""
    if isnan(y) or 1 / HUGE < abs(y) < HUGE:
        return float(y)
    return 0.0 if abs(y) < 1 else float(inf if y > 0 else -inf)


def far(x):
    return mpf(x) if not isinf(x) else FAR if x > 0 else -FAR


def quotient(f, x):
    return (f(x + STEP) - f(x - STEP)) / (2 * STEP)


def row_values(f, row, *mask):
    return [nan] * len(f(row)) if any(map(isnan, row)) else f([far(x) for x in row], *mask)


def row_gradient(f, row, upstream, *mask):
    """The vector-Jacobian product."""
    if any(map(isnan, row)):
        return [nan] * len(row)
    row = [far(x) for x in row]

    def weighted(k, x):
        return sum(g * y for g, y in zip(upstream, f([*row[:k], x, *row[k + 1:]], *mask)))

    return [quotient(partial(weighted, k), x) for k, x in enumerate(row)]


def along(f, shape, axis, *arrays):
    """Applies a function of rows along an axis; the arrays, and the result, may have another length there."""
    outer, inner = prod(shape[: axis % len(shape)]), prod(shape[axis % len(shape) + 1:])
    out = []
    for o in range(outer):
        blocks = [a[o * len(a) // outer: (o + 1) * len(a) // outer] for a in arrays]
        rows = [f(*(block[i::inner] for block in blocks)) for i in range(inner)]
        out += [y for place in zip(*rows) for y in place]
    return out


# Records.


def plain(value):
    """As JSON has it, integers without a fraction."""
    if isinstance(value, (list, tuple)):
        return [plain(x) for x in value]
    if isinstance(value, dict):
        return {key: plain(x) for key, x in value.items() if x is not None}
    if isinstance(value, (bool, str, int)):
        return value
    if isnan(value) or isinf(value):
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return int(value) if value == int(value) and abs(value) < 2**53 and str(value) != "-0.0" else float(value)


def record(framework, entry, options, **fields):
    head, *tail = entry.names
    words = {key: key.split("_") for key in options}
    options = {words[key][0] + "".join(map(str.title, words[key][1:])): value for key, value in options.items()}
    fields = {"framework": framework, "name": head, "aliases": tail or None, "options": options or None, **fields}
    return json.dumps(plain(fields), separators=(",", ":"))


def elementwise():
    for definition, frameworks, tries in ELEMENTWISE:
        known = {key: p.default for key, p in inspect.signature(definition).parameters.items() if key != "x"}
        for framework, entry in each(frameworks):
            defaults = known | entry.defaults
            cases = tries if entry.tries is None else entry.tries
            for options in cases if None in defaults.values() else [{}, *cases]:
                # A parameter is what is written, not the float64 next to it.
                p = {k: v if isinstance(v, (bool, mpf)) else mpf(str(v)) for k, v in (defaults | options).items()}
                rule = getattr(definition, "kinks", lambda **_: {})
                # A kink that is no float32 is never met.
                at = {f32(x): slope for x, slope in (rule(**p) | entry.kinks(**p)).items()
                      if abs(x) < LARGEST and abs(f32(x) - x) < 1 / HUGE}
                points = FEW if options else POINTS
                near = {y for x in at for y in neighbours(x)} - set(points)
                xs = [x for x in sorted([*points, *near]) if at.get(x, 0) is not None]
                f = partial(definition, **p)
                y = [f(far(x)) for x in xs]
                slope = [at[x] if x in at else quotient(f, far(x)) for x in xs]
                x, y, slope = [*xs, nan], [*map(number, y), nan], [*map(number, slope), nan]
                yield record(framework, entry, options, x=x, y=y, slope=slope)


def row(framework, entry, f, shape, axis, x, upstream, options, *mask):
    actual = entry.axis if axis is None else axis
    y = along(partial(row_values, f), shape, actual, x, *mask)
    gradient = along(partial(row_gradient, f), shape, actual, x, upstream, *mask)
    return record(framework, entry, options, shape=shape, axis=axis, x=x, y=[*map(number, y)], upstream=upstream,
                  gradient=[*map(number, gradient)])


def rowwise():
    for f, frameworks in ROWWISE:
        for framework, entry in each(frameworks):
            for seed, (shape, axis) in enumerate(entry.shapes or SHAPES):
                if f is glu and shape == (5,):
                    continue
                x = numbers(seed, shape, 100 if shape == (1, 18) else 4)
                if shape == (2, 8) and f in (softmax, log_softmax):
                    x[3], x[12] = -inf, nan
                if shape == (2, 4, 2) and f is not glu:
                    x[0] = x[1]
                upstream = numbers(seed + 50, shape, 2)
                yield row(framework, entry, f, shape, axis, x, upstream[: prod(shape) // (2 if f is glu else 1)], {})


def masked():
    for framework, entry in each(MASKED):
        # Keras 2 adds -1e9 to what is masked: a row that is masked as a whole is not 0 there.
        mask = [1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1 if framework == "keras2" else 0, 0]
        x, upstream = numbers(7, (3, 4), 4), numbers(8, (3, 4), 2)
        yield row(framework, entry, softmax, (3, 4), None, x, upstream, {"mask": mask}, mask)


def prelu():
    """Slopes for channels or one for all, and the gradient for the slopes."""
    cases = [((4, 3), None, [0.25, -0.5, f32(0.1)]), ((2, 3, 4), 1, [2, 0, f32(0.3)]), ((2, 6), None, [0.25])]
    for framework, entry in each(PRELU):
        for shape, axis, slopes in cases:
            x, upstream = numbers(len(shape), shape, 3), numbers(9, shape, 2)
            x[1], x[5], x[7] = 0.0, -0.0, f32(-1e-40)
            channels = along(lambda xs: range(len(xs)), shape, entry.axis if axis is None else axis, x)
            channels = [c % len(slopes) if len(slopes) > 1 else 0 for c in channels]
            a = [mpf(slopes[c]) for c in channels]
            derivative = [1 if x > 0 else s if x < 0 else entry.kinks(slope=s).get(0, 0) for x, s in zip(x, a)]
            terms = [mpf(g) * min(x, 0) for g, x in zip(upstream, x)]
            sums = [sum(t for t, c in zip(terms, channels) if c == k) for k in range(len(slopes))]
            yield record(framework, entry, {"slope": slopes}, shape=shape, axis=None if axis == entry.axis else axis,
                         x=x, y=[number(leaky_relu(mpf(x), s)) for x, s in zip(x, a)], upstream=upstream,
                         gradient=[number(g * d) for g, d in zip(upstream, derivative)],
                         slopeGradient=[*map(number, sums)])


if __name__ == "__main__":
    print("[\n" + ",\n".join(sorted([*elementwise(), *rowwise(), *masked(), *prelu()])) + "\n]")
