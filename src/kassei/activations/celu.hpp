#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"
#include "elu.hpp"

namespace kassei {

// f(x) = x for x >= 0, alpha (e^(x / alpha) - 1) for x < 0 (Barron, arXiv:1704.07483): elu with f' continuous for any
// alpha. Evaluated with expm1, because e^x - 1 cancels near 0. Saturates at -alpha; a negative alpha, which PyTorch,
// JAX, Keras and ONNX compute by the same formula, makes f grow like e^|x / alpha| instead. f(-0) = +0.
// In float64 x / alpha is a quotient in two parts, normal, so that it is x if alpha is 1. With q = e^-|x / alpha| - 1
// in two parts f is alpha q, for a negative alpha -alpha q / (q + 1), and x where x / alpha is below 2^-60.
struct Celu {
  static constexpr Info info{
      .name = "celu",
      .title = "Continuously differentiable exponential linear unit",
      .family = Family::kExponential,
      .source = "Barron: Continuously Differentiable Exponential Linear Units, 2017, arXiv:1704.07483",
      .cases = {{.value = "x", .low = 0, .includes_low = true}, {.value = R"(\alpha\,(e^{x/\alpha} - 1))", .high = 0}},
      .derivative = R"(\begin{cases} 1 & x \ge 0 \\ e^{x/\alpha} & x < 0 \end{cases})",
      .range = R"((-1, \infty))",
      .at_minus_infinity = R"(\begin{cases} -\alpha & \alpha > 0 \\ -\infty & \alpha < 0 \end{cases})",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "alpha",
                      .symbol = R"(\alpha)",
                      .text = "minus the value that negative inputs saturate to, and the width of the bend",
                      .smallest = kSmallest,
                      .slider = {0.1, 3}}},
      .ulp = {.value = 0.91, .slope = 0.97},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"celu"}},
                     {.framework = Framework::kPytorch, .names = {"CELU", "celu"}},
                     {.framework = Framework::kJax, .names = {"celu"}},
                     {.framework = Framework::kOnnx, .names = {"Celu"}}}};

  double alpha = 1;

  using Base = Elu;
  static const double* base_parameters(const double* parameters) { return *parameters == 1 ? parameters : nullptr; }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 negative = alpha * power(x).expm1();
    return x < 0 ? narrow(negative) + 0.0F : x + 0.0F;
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const Pair v = exponent(x, 900);
    const Exponential64 e = exponential(v.high, v.low);
    const bool grows = alpha < 0;
    const Pair q = quotient(e.difference(), normal(grows ? e.numerator() : e.denominator()));
    const f64x2 size = Factor64(std::abs(alpha)).times(q);
    const f64x2 negative = grows ? e.power.inverse()(size) : size;
    return x < 0 && v.high < -0x1p-60 ? negative : x + 0.0;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return narrow(power(x).exp()); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const Pair v = exponent(x, 760);
    return alpha < 0 ? exp(-v.high, -v.low) : exp(v.high, v.low);
  }

  // e^(x / alpha), and 1 for x > 0. Beyond 700 both results overflow, whatever alpha.
  KASSEI_INLINE ExpFactors power(f32x4 x) const { return exponential(clamp(widen(at_most(x, 0)) / alpha, -700, 700)); }

  // x / |alpha| between -limit and 0.
  KASSEI_INLINE Pair exponent(f64x2 x, double limit) const {
    const double size = std::abs(alpha);
    return normal(quotient({.high = clamp(x, -limit * size, 0), .low = f64x2{}}, pair_of(size)));
  }
};

}  // namespace kassei
