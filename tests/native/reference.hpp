// What each activation should return, from its definition and independent of the kernels: a formula of any number
// type T and the parameters in order. For T = long double the result is good to 2^-20 of a float32's ulp;
// reference_test.cpp proves that against 700 bits, and that `slope` is the derivative of `value`.
#pragma once

#include <cmath>

#include "activations.hpp"

namespace kassei::test {

using std::abs, std::cosh, std::exp, std::expm1, std::fma, std::log1p, std::tanh;

// Of zeros only the odd functions keep the sign; in the others `+ 0` makes -0 to +0.
// An activation without a line here does not compile.
template <class A>
struct Reference;

// clang-format off
template <class T> T sigmoid(T x) { return x < 0 ? T(exp(x) / (1 + exp(x))) : T(1 / (1 + exp(-x))); }
template <class T> T square(T x) { return x * x; }

template <> struct Reference<Elu> {
  template <class T> static T value(T x, double alpha) { return (x < 0 ? T(alpha * expm1(x)) : x) + 0; }
  template <class T> static T slope(T x, double alpha) { return x > 0 ? T(1) : T(alpha * exp(x) + 0); }
};
template <> struct Reference<Selu> {
  static constexpr long double kAlpha = 1.67326324235437728481704299167165203846L, kLambda = 1.05070098735548049341933498529460635196L;
  template <class T> static T value(T x) { return T(kLambda) * (x < 0 ? T(T(kAlpha) * expm1(x)) : T(x + 0)); }
  template <class T> static T slope(T x) { return T(kLambda) * (x < 0 ? T(T(kAlpha) * exp(x)) : T(1)); }
};
template <> struct Reference<Softplus> {
  template <class T> static T value(T x) { return x < 0 ? T(log1p(exp(x))) : T(x + log1p(exp(-x))); }
  template <class T> static T slope(T x) { return sigmoid(x); }
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
  template <class T> static T slope(T x) { return 1 / square(T(cosh(x))); }
};
template <> struct Reference<Sigmoid> {
  template <class T> static T value(T x) { return sigmoid(x); }
  template <class T> static T slope(T x) { return sigmoid(x) * sigmoid(T(-x)); }
};
template <> struct Reference<HardSigmoid> {
  template <class T> static T value(T x, double alpha, double beta) { const T y = fma(T(alpha), x, T(beta)); return y <= 0 ? T(0) : y >= 1 ? T(1) : y; }
  template <class T> static T slope(T x, double alpha, double beta) { return T(fma(T(alpha), x, T(beta)) > 0 && fma(T(alpha), x, T(T(beta) - 1)) < 0 ? alpha : 0); }
};
template <> struct Reference<Linear> {
  template <class T> static T value(T x) { return x; }
  template <class T> static T slope(T) { return T(1); }
};
// clang-format on

}  // namespace kassei::test
