#pragma once

#include "../activation.hpp"
#include "../math.hpp"
#include "sigmoid.hpp"

namespace kassei {

// f(x) = ln(1 + e^x) (Dugas, Bengio, Belisle, Nadeau and Garcia, NIPS 2000); f'(x) is the sigmoid.
// Evaluated as max(x, 0) + ln(1 + e^-|x|): e^x overflows, and 1 + e^x loses e^x where it is small.
// Tends to 0 on the left, through the subnormal numbers down to x = -103.97, and to x on the right.
struct Softplus {
  static constexpr Info info{
      .name = "softplus",
      .title = "Softplus",
      .source =
          "Dugas, Bengio, B\u00e9lisle, Nadeau, Garcia: Incorporating Second-Order Functional Knowledge for Better "
          "Option Pricing, NIPS 2000",
      .formula = R"(\ln(1 + e^x))",
      .derivative = R"(\frac{1}{1 + e^{-x}})",
      .range = R"((0, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .plot = {-6, 6},
      .ulp = {.value = 0.57, .slope = 0.71}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 fading = log1p(exponential(widen(at_least(-abs(x), -105))).exp());
    return narrow(widen(at_least(x, 0)) + fading);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return Sigmoid{}.value(x); }
};

}  // namespace kassei
