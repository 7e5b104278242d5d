#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"
#include "../rounding.hpp"
#include "sigmoid.hpp"

namespace kassei {

// f(x) = ln(1 + e^(beta x)) / beta, and x where beta x > threshold (Dugas, Bengio, Belisle, Nadeau and Garcia, NIPS
// 2000); f'(x) is the sigmoid of beta x. Evaluated as max(x, 0) + ln(1 + e^-|beta x|) / beta: e^x overflows, and 1 +
// e^x loses e^x where it is small. In float64 the logarithm is 2 atanh(n / (n + 2 d)) with e^-|beta x| = n / d, its
// argument, |beta x|, 1 / beta and the sum are pairs; only the series behind the argument is not, at most 2^-4.7 of it
// with a rounding of 2^-53: below 2^-56.5 in all. Tends to 0 on the left, through the subnormal numbers down to x =
// -103.97, and to x on the right. With a negative beta, which PyTorch computes by the same formula, it is -f(-x) of the
// positive one.
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

  // The largest float64 whose exact product with beta's size is not above the threshold. A small threshold is raised,
  // so that the quotient is no subnormal number.
  KASSEI_INLINE double last_bent_float64() const {
    const double raised = std::abs(threshold) < 0x1p-500 ? 0x1p500 : 1;
    const double quotient = threshold * raised / size();
    const double rest = rest_of_quotient(threshold * raised, size(), quotient);
    const double whole = rest < 0 ? below(quotient) : quotient;
    const double bent = whole / raised;
    return bent * raised > whole ? below(bent) : bent;
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 z = sign() * x;
    const f64x2 near = at_most(abs(x), 900 / size());
    const Pair v = times_exactly(near, size());
    const Exponential64 e = exponential(-v.high, -v.low);
    const Pair n = e.numerator();
    const Pair t = quotient(n, normal(scaled(e.denominator(), both(2)) + scaled(n, e.scale)));
    const f64x2 scaled_t = t.sum() * e.scale;
    const f64x2 w = scaled_t * scaled_t;
    const Pair atanh{.high = t.high, .low = t.low + t.sum() * (w * polynomial(w, kAtanh64))};
    const Pair fading = times_heads(with_head(quotient(pair_of(2), pair_of(size()))), atanh);
    const Pair right = two_sum(at_most(z, 900 / size()), e.scale * fading.high);
    const f64x2 bent = z > 0 ? right.high + (right.low + e.scale * fading.low) : e.power(fading.sum());
    return sign() * (z > last_bent_float64() || near < z ? z : bent) + 0.0;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    if (beta == 1 && threshold == kInfinity) return Sigmoid{}.value(x);
    const Ratio e = exp2_ratio(kLog2E * clamp(beta * widen(x), -700, 300));
    const f64x4 n = e.numerator();
    return sign() * x > last_bent() ? splat(1) : narrow(n / (n + e.denominator()));
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const f64x2 z = sign() * x;
    const Pair v = times_exactly(clamp(z, -760 / size(), 50 / size()), size());
    return z > last_bent_float64() ? both(1) : logistic(exponential(v.high, v.low));
  }
};

}  // namespace kassei
