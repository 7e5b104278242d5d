#!/usr/bin/env python3
"""Prints computed.json: what the activations of seven frameworks return, computed from their definitions.

    python3 -B tests/package/golden/make.py > tests/package/golden/computed.json     (needs mpmath: Debian's python3-mpmath)

It shares nothing with the library. A definition is the mathematics as one would write it on paper, without regard to
cancellation; a slope is a difference quotient of it. Only the slope exactly at a kink is a convention, given beside the
definition (Kassei's rule) or in the table of frameworks (where another one returns something else).
"""

import inspect
import json
import random
import struct
from functools import partial
from math import prod

from mpmath import inf, isinf, isnan, mpf, nan

from definitions import *
from frameworks import *


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
        return sum(g * y for g, y in zip(upstream, f([*row[:k], x, *row[k + 1:]], *mask)) if not isinf(y))

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
    for f, frameworks in MASKED:
        for framework, entry in each(frameworks):
            # Keras 2 adds -1e9 to what is masked: a row that is masked as a whole is not 0 there.
            mask = [1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1 if framework == "keras2" else 0, 0]
            x, upstream = numbers(7, (3, 4), 4), numbers(8, (3, 4), 2)
            yield row(framework, entry, f, (3, 4), None, x, upstream, {"mask": mask}, mask)


def prelu():
    """Slopes for channels or one for all, and the gradient for the slopes. PyTorch's channels are along one axis."""
    cases = [((4, 3), None, [0.25, -0.5, f32(0.1)]), ((2, 3, 4), 1, [2, 0, f32(0.3)]), ((2, 6), None, [0.25])]
    several = [((2, 3, 2), [1, 2], numbers(3, (6,), 1)), ((2, 2, 3, 2), [1, 3], numbers(4, (4,), 1))]
    for framework, entry in each(PRELU):
        for shape, axis, slopes in cases + several * (framework != "pytorch"):
            x, upstream = numbers(len(shape), shape, 3), numbers(9, shape, 2)
            x[1], x[5], x[7] = 0.0, -0.0, f32(-1e-40)
            axes = axis if isinstance(axis, list) else [entry.axis if axis is None else axis]
            places = [along(lambda xs: range(len(xs)), shape, one, x) for one in axes]
            channels = [0] * len(x)
            for one, place in zip(axes, places):
                channels = [c * shape[one] + p for c, p in zip(channels, place)]
            channels = [c if len(slopes) > 1 else 0 for c in channels]
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
