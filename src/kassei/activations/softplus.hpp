#pragma once

#include "../concepts.hpp"
#include "../math.hpp"
#include "../rounding.hpp"
#include "sigmoid.hpp"

namespace kassei {

// f(x) = ln(1 + e^(beta x)) / beta, and x where beta x > threshold (Dugas, Bengio, Belisle, Nadeau and Garcia, NIPS
// 2000); f'(x) is the sigmoid of beta x. Evaluated as max(x, 0) + ln(1 + e^-|beta x|) / beta: e^x overflows, and 1 +
// e^x loses e^x where it is small. Tends to 0 on the left, through the subnormal numbers down to x = -103.97, and to x
// on the right. With a negative beta, which PyTorch computes by the same formula, it is -f(-x) of the positive one.
struct Softplus {
  static constexpr Info info{
      .name = "softplus",
      .title = "Softplus",
      .family = Family::kExponential,
      .source =
          "Dugas, Bengio, B\u00e9lisle, Nadeau, Garcia: Incorporating Second-Order Functional Knowledge for Better "
          "Option Pricing, NIPS 2000",
      .cases = {{.value = R"(\frac{1}{\beta} \ln(1 + e^{\beta x}))",
                 .scale = "beta",
                 .high = "threshold",
                 .includes_high = true},
                {.value = "x", .scale = "beta", .low = "threshold"}},
      .derivative = R"(\begin{cases} \frac{1}{1 + e^{-\beta x}} & \beta x \le \theta \\ )"
                    R"(1 & \beta x > \theta \end{cases})",
      .range = R"((0, \infty))",
      .at_minus_infinity = R"(\begin{cases} 0 & \beta > 0 \\ -\infty & \beta < 0 \end{cases})",
      .at_plus_infinity = R"(\begin{cases} \infty & \beta > 0 \\ 0 & \beta < 0 \end{cases})",
      .parameters = {{.name = "beta",
                      .symbol = R"(\beta)",
                      .text = "steepness of the bend",
                      .smallest = kSmallest,
                      .slider = {0.2, 10}},
                     {.name = "threshold",
                      .symbol = R"(\theta)",
                      .text = "the result is x where beta x is larger",
                      .allowed = {-kLargest, kInfinity},
                      .slider = {-2, 20}}},
      .ulp = {.value = 0.52, .slope = 0.52},
      .frameworks = {
          {.framework = Framework::kKeras2, .names = {"softplus"}},
          {.framework = Framework::kKeras3, .names = {"softplus"}},
          {.framework = Framework::kPytorch, .names = {"Softplus", "softplus"}, .defaults = {{"threshold", 20}}},
          {.framework = Framework::kJax, .names = {"softplus"}},
          {.framework = Framework::kTensorflowjs, .names = {"softplus"}},
          {.framework = Framework::kOnnx, .names = {"Softplus"}},
          {.framework = Framework::kWebnn, .names = {"softplus"}}}};

  double beta = 1, threshold = kInfinity;

  KASSEI_INLINE double size() const { return std::abs(beta); }
  KASSEI_INLINE float sign() const { return beta < 0 ? -1 : 1; }

  // The largest float32 whose exact product with beta's size is not above the threshold.
  KASSEI_INLINE float last_bent() const {
    const double quotient = threshold / size();
    return round_down(quotient, rest_of_quotient(threshold, size(), quotient));
  }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    if (beta == 1 && threshold == kInfinity) {
      return narrow(widen(at_least(x, 0)) + log1p_exp2(kLog2E * widen(at_least(-abs(x), -105)))) + 0.0F;
    }
    const f32x4 z = sign() * x;
    const f64x4 fading = log1p_exp2(kLog2E * at_least(-size() * widen(abs(x)), -700));
    return sign() * (z > last_bent() ? z : narrow(at_least(widen(z), 0) + fading * (1 / size()))) + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    if (beta == 1 && threshold == kInfinity) return Sigmoid{}.value(x);
    const Ratio e = exp2_ratio(kLog2E * clamp(beta * widen(x), -700, 300));
    const f64x4 n = e.numerator();
    return sign() * x > last_bent() ? splat(1) : narrow(n / (n + e.denominator()));
  }
};

}  // namespace kassei
