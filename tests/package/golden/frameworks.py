"""What each framework has: its spellings, defaults and slopes at kinks, and the options and shapes to try."""

from itertools import product

from mpmath import isinf, mpf

from definitions import *

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
        "pytorch": As("SELU selu", kinks=lambda **_: {0: SELU_SCALE * SELU_ALPHA}),
        "jax tensorflowjs": As("selu", kinks=lambda **_: {0: SELU_SCALE * SELU_ALPHA}),
        "onnx": As("Selu", tries=[{"alpha": 2, "scale": 3}, {"alpha": -0.5, "scale": 0.25}]),  # gamma is the scale
    }, []),
    (softplus, {
        "keras2 keras3 jax tensorflowjs webnn": "softplus",
        "pytorch": As("Softplus softplus", threshold=20, tries=[
            {"beta": 2}, {"beta": 0.5, "threshold": 2}, {"beta": -0.25}, {"beta": -2, "threshold": 1},
        ]),
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
        "webnn": ["identity", As("linear", tries=[{"alpha": 2.5}, {"beta": -3}, {"alpha": -0.5, "beta": 0.25}])],
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
    (celu, {"keras3 jax": "celu", "pytorch": "CELU celu", "onnx": "Celu"}, [{"alpha": 2}, {"alpha": -2}]),
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
        "onnx": As("Shrink", tries=[
            {"threshold": 1.5}, {"threshold": 1.5, "bias": 1.5}, {"bias": 0.25}, {"threshold": -1.5, "bias": 0.25},
        ]),
    }, [{"threshold": 1.5}, {"threshold": -1.5}]),
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
MASKED = [(softmax, {"keras2 keras3": "Softmax", "jax": "softmax"}), (log_softmax, {"jax": "log_softmax"})]
PRELU = {
    "keras2 keras3": "PReLU",  # relu(x) - slope relu(-x), and both slopes are 0 at 0
    "pytorch": As("PReLU prelu", axis=1, kinks=lambda slope: {0: slope}),
    "tensorflowjs": As("prelu PReLU", kinks=lambda slope: {0: slope}),
    "onnx": "PRelu",
    "webnn": "prelu",
}
