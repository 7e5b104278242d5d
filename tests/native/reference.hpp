// The definition of each activation, independent of the kernels: formulas in a number type T that bounds its own error
// or has enough bits (`Bounded`, `Mpfr`), with the parameters in order. reference_test.cpp shows that the bounds hold,
// and that `slope` is the derivative of `value`.
#pragma once

#include <cmath>

#include "kassei/activations.hpp"

namespace kassei::test {

// Only odd functions keep the sign of zero; in the others `+ 0` turns -0 into +0. An activation without a
// specialization does not compile.
template <class A>
struct Reference;

using std::exp;  // in kassei there is one of vectors

// clang-format off
template <class T> T sigmoid(T x) { return x < 0 ? T(exp(x) / (1 + exp(x))) : T(1 / (1 + exp(-x))); }
template <class T> T square(T x) { return x * x; }
template <class T> T sech(T x) { return 2 * exp(T(-abs(x))) / (1 + exp(T(-2 * abs(x)))); }
template <class T> T with_sign_of(T y, T x) { return x < 0 || (x == 0 && std::signbit(static_cast<long double>(x))) ? T(-y) : y; }

template <> struct Reference<Elu> {
  template <class T> static T value(T x, double alpha) { return (x < 0 ? T(alpha * expm1(x)) : x) + 0; }
  template <class T> static T slope(T x, double alpha) { return x > 0 ? T(1) : T(alpha * exp(x) + 0); }
};
template <> struct Reference<Selu> {
  template <class T> static T value(T x, double alpha, double scale) { return T(scale) * (x < 0 ? T(T(alpha) * expm1(x)) : x) + 0; }
  template <class T> static T slope(T x, double alpha, double scale) { return T(scale) * (x < 0 ? T(T(alpha) * exp(x)) : T(1)) + 0; }
};
template <> struct Reference<Softplus> {
  template <class T> static T value(T x, double beta, double threshold) { const T v = T(beta) * x; return v > threshold ? T(x + 0) : T((v < 0 ? T(log1p(exp(v))) : T(v + log1p(exp(-v)))) / beta + 0); }
  template <class T> static T slope(T x, double beta, double threshold) { const T v = T(beta) * x; return v > threshold ? T(1) : sigmoid(v); }
};
template <> struct Reference<Softsign> {
  template <class T> static T value(T x) { return x / (1 + abs(x)); }
  template <class T> static T slope(T x) { return 1 / square(T(1 + abs(x))); }
};
template <> struct Reference<Relu> {
  template <class T> static T value(T x, double slope, double max, double threshold) { return (x > threshold ? (x < max ? x : T(max)) : T(slope * (x - threshold))) + 0; }
  template <class T> static T slope(T x, double slope, double max, double threshold) { return x > threshold ? T(x < max || std::isinf(max) ? 1 : 0) : T(slope); }
};
template <> struct Reference<Tanh> {
  template <class T> static T value(T x) { return tanh(x); }
  template <class T> static T slope(T x) { return square(sech(x)); }
};
template <> struct Reference<Sigmoid> {
  template <class T> static T value(T x) { return sigmoid(x); }
  template <class T> static T slope(T x) { return sigmoid(x) * sigmoid(T(-x)); }
};
template <> struct Reference<HardSigmoid> {
  // The kinks are the float64 values of these quotients (README).
  template <class T> static T value(T x, double alpha, double beta) {
    const double zero = -beta / alpha;
    const T y = fma(T(alpha), x, T(beta));
    return (std::isfinite(zero) && x == T(zero)) || y <= 0 ? T(0) : y >= 1 ? T(1) : y;
  }
  template <class T> static T slope(T x, double alpha, double beta) {
    const double zero = -beta / alpha;
    const double one = (1 - beta) / alpha;
    return T(alpha != 0 && x > T(alpha > 0 ? zero : one) && x < T(alpha > 0 ? one : zero) ? alpha : 0);
  }
};
template <> struct Reference<Linear> {
  // Odd without beta.
  template <class T> static T value(T x, double alpha, double beta) { return alpha == 0 ? T(beta) : beta == 0 ? T(alpha * x) : T(fma(T(alpha), x, T(beta)) + 0); }
  template <class T> static T slope(T /*x*/, double alpha, double /*beta*/) { return T(alpha); }
};
template <> struct Reference<LeakyRelu> {
  template <class T> static T value(T x, double slope) { return (x > 0 ? x : T(slope * x)) + 0; }
  template <class T> static T slope(T x, double slope) { return T(x > 0 ? 1 : slope); }
};
template <> struct Reference<Relu6> {
  template <class T> static T value(T x) { return x <= 0 ? T(0) : x < 6 ? x : T(6); }
  template <class T> static T slope(T x) { return T(x > 0 && x < 6 ? 1 : 0); }
};
template <> struct Reference<ThresholdedRelu> {
  template <class T> static T value(T x, double theta) { return x > theta ? T(x + 0) : T(0); }
  template <class T> static T slope(T x, double theta) { return T(x > theta ? 1 : 0); }
};
template <> struct Reference<Squareplus> {
  template <class T> static T value(T x, double b) { const T sum = sqrt(T(square(x) + b)) + abs(x); return x < 0 ? T(b / 2 / sum) : T(sum / 2); }
  template <class T> static T slope(T x, double b) { return value(x, b) / sqrt(T(square(x) + b)); }
};
template <> struct Reference<SparsePlus> {
  template <class T> static T value(T x) { return x <= -1 ? T(0) : x < 1 ? T(square(T(x + 1)) / 4) : x; }
  template <class T> static T slope(T x) { return x <= -1 ? T(0) : x < 1 ? T((x + 1) / 2) : T(1); }
};
template <> struct Reference<Celu> {
  template <class T> static T value(T x, double alpha) { return (x < 0 ? T(alpha * expm1(T(x / alpha))) : x) + 0; }
  template <class T> static T slope(T x, double alpha) { return x < 0 ? T(exp(T(x / alpha))) : T(1); }
};
template <> struct Reference<Exponential> {
  template <class T> static T value(T x) { return exp(x); }
  template <class T> static T slope(T x) { return exp(x); }
};
template <> struct Reference<HardTanh> {
  template <class T> static T value(T x, double low, double high) { const T raised = x < low ? T(low) : x; return raised > high ? T(high) : raised; }
  template <class T> static T slope(T x, double low, double high) { return T(x < low || x > high ? 0 : 1); }
};
template <> struct Reference<SparseSigmoid> {
  template <class T> static T value(T x) { return x <= -1 ? T(0) : x < 1 ? T((x + 1) / 2) : T(1); }
  template <class T> static T slope(T x) { return T(abs(x) < 1 ? 0.5 : 0); }
};
template <> struct Reference<LogSigmoid> {
  template <class T> static T value(T x) { return x < 0 ? T(x - log1p(exp(x))) : T(-log1p(exp(-x)) + 0); }
  template <class T> static T slope(T x) { return sigmoid(T(-x)); }
};
template <> struct Reference<Silu> {
  template <class T> static T value(T x, double beta) { return x * sigmoid(T(beta * x)) + 0; }
  template <class T> static T slope(T x, double beta) { const T v = beta * x; return sigmoid(v) * (1 + v * sigmoid(T(-v))) + 0; }
};
template <> struct Reference<HardSilu> {
  template <class T> static T value(T x) { return x <= -3 ? T(0) : x < 3 ? T(x * (x + 3) / 6 + 0) : x; }
  template <class T> static T slope(T x) { return x <= -3 ? T(0) : x < 3 ? T((2 * x + 3) / 6) : T(1); }
};
template <> struct Reference<Gelu> {
  template <class T> static T gate(T x) { return 2 * sqrt(T(2 / acos(T(-1)))) * (x + 0.044715 * x * square(x)); }
  template <class T> static T value(T x, double approximate) { return approximate != 0 ? T(x * sigmoid(gate(x)) + 0) : T(x / 2 * erfc(T(-x / sqrt(T(2)))) + 0); }
  template <class T> static T slope(T x, double approximate) {
    if (approximate != 0) return sigmoid(gate(x)) * (1 + x * sigmoid(T(-gate(x))) * 2 * sqrt(T(2 / acos(T(-1)))) * (1 + 0.044715 * T(3 * square(x)))) + 0;
    return erfc(T(-x / sqrt(T(2)))) / 2 + x * exp(T(-square(x) / 2)) / sqrt(T(2 * acos(T(-1)))) + 0;
  }
};
template <> struct Reference<QuickGelu> {
  template <class T> static T value(T x) { return Reference<Silu>::value(x, 1.702); }
  template <class T> static T slope(T x) { return Reference<Silu>::slope(x, 1.702); }
};
template <> struct Reference<Mish> {
  template <class T> static T softplus(T x) { return x < 0 ? T(log1p(exp(x))) : T(x + log1p(exp(-x))); }
  template <class T> static T value(T x) { return x * tanh(softplus(x)) + 0; }
  template <class T> static T slope(T x) { return tanh(softplus(x)) + x * sigmoid(x) * square(sech(softplus(x))) + 0; }
};
template <> struct Reference<TanhShrink> {
  template <class T> static T value(T x) { return abs(x) < 0.25 ? series(x) : T(x - tanh(x)); }
  template <class T> static T slope(T x) { return square(T(tanh(x))); }
  // x - tanh x = x^3 / (3 + x^2 / (5 + x^2 / (7 + ...))) / (1 + x^2 / (3 + ...)), Lambert's continued fraction.
  template <class T> static T series(T x) {
    T below = 41;
    for (int odd = 39; odd >= 3; odd -= 2) below = odd + square(x) / below;
    return x * square(x) / (below + square(x));
  }
};
template <> struct Reference<SoftShrink> {
  template <class T> static T value(T x, double threshold) { return with_sign_of(abs(x) > threshold ? T(abs(x) - threshold) : T(0), x); }
  template <class T> static T slope(T x, double threshold) { return T(abs(x) > threshold ? 1 : 0); }
};
template <> struct Reference<HardShrink> {
  // A negative threshold lets every x pass, those below -threshold with the bias added.
  template <class T> static T value(T x, double threshold, double bias) {
    if (threshold < 0 && bias != 0) return (x < -threshold ? T(x + bias) : T(x - bias)) + 0;
    return with_sign_of(abs(x) > threshold ? T(abs(x) - bias) : T(0), x);
  }
  template <class T> static T slope(T x, double threshold, double /*bias*/) { return T(abs(x) > threshold ? 1 : 0); }
};
template <> struct Reference<Threshold> {
  template <class T> static T value(T x, double threshold, double other) { return (x > threshold ? x : T(other)) + 0; }
  template <class T> static T slope(T x, double threshold, double /*other*/) { return T(x > threshold ? 1 : 0); }
};
// clang-format on

}  // namespace kassei::test
