#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = x for x > 0, alpha (e^x - 1) for x <= 0 (Clevert, Unterthiner and Hochreiter, arXiv:1511.07289). Evaluated
// with expm1, because e^x - 1 cancels near 0. In float64 e^x - 1 is a quotient in two parts, good to 2^-56, whose
// product with alpha adds 2^-78 before it is rounded. Saturates at -alpha. f(-0) = +0; f'(0) = alpha, a kink unless
// alpha is 1.
struct Elu {
  static constexpr Info info{
      .name = "elu",
      .title = "Exponential Linear Unit",
      .family = Family::kExponential,
      .source =
          "Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units, "
          "2015, arXiv:1511.07289",
      .cases = {{.value = "x", .low = 0}, {.value = R"(\alpha\,(e^x - 1))", .high = 0, .includes_high = true}},
      .derivative = R"(\begin{cases} 1 & x > 0 \\ \alpha\,e^x & x \le 0 \end{cases})",
      .range = R"((-1, \infty))",
      .at_minus_infinity = R"(-\alpha)",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "alpha",
                      .symbol = R"(\alpha)",
                      .text = "minus the value that negative inputs saturate to",
                      .slider = {0, 3}}},
      .kinks = {{.at = "0", .slope = R"(\alpha)"}},
      .ulp = {.value = 0.91, .slope = 0.97},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"elu", "ELU"}},
                     {.framework = Framework::kKeras3, .names = {"elu", "ELU"}},
                     {.framework = Framework::kPytorch, .names = {"ELU", "elu"}},
                     {.framework = Framework::kJax, .names = {"elu"}},
                     {.framework = Framework::kTensorflowjs, .names = {"elu", "ELU"}},
                     {.framework = Framework::kOnnx, .names = {"Elu"}},
                     {.framework = Framework::kWebnn, .names = {"elu"}}}};

  double alpha = 1;

  std::array<Place, 1> kinks() const { return {0}; }

  // One of the two terms is 0. Their sum turns -0 into +0.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f32x4 positive = at_least(x, 0);
    if (alpha == 1) return positive + expm1_float32(clamp(x, -80, 0));
    return positive + (narrow(alpha * exponential(widen(clamp(x, -105, 0))).expm1()) + 0.0F);
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return x > 0 ? x : expm1(x, Factor64(alpha)); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    if (alpha == 1) return exp_float32(clamp(x, -105, 0));
    return x > 0 ? splat(1) : narrow(alpha * exponential(widen(clamp(x, -300, 0))).exp()) + 0.0F;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return x > 0 ? both(1) : exp(x, Factor64(alpha)); }
};

}  // namespace kassei
