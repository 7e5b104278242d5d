"""The activations as one would write them on paper, without regard to cancellation, in numbers of 450 digits."""

from mpmath import erfc, exp, inf, log, mp, mpf, pi, sqrt

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


@kinks(lambda alpha, scale: {0: scale})
def selu(x, alpha=SELU_ALPHA, scale=SELU_SCALE):
    return scale * elu(x, alpha)


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


def linear(x, alpha=1, beta=0):
    return alpha * x + beta


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


@kinks(lambda threshold, bias: {-threshold: 0, threshold: 0} if threshold >= 0 else {})
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


def log_softmax(row, mask=None):
    kept = mask or [1] * len(row)
    total = log(sum(exp(x) for x, k in zip(row, kept) if k) or 1)
    return [x - total if k else -inf for x, k in zip(row, kept)]


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
