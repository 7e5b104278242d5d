#pragma once

#include "../activation.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = x for x > 0, alpha (e^x - 1) for x <= 0 (Clevert, Unterthiner and Hochreiter, arXiv:1511.07289). expm1,
// because e^x - 1 cancels near 0. Saturates at -alpha. f(-0) = +0; f'(0) = alpha, which is a kink
// unless alpha is 1.
struct Elu {
  static constexpr Info info{
      .name = "elu",
      .title = "Exponential Linear Unit",
      .family = Family::kExponential,
      .source =
          "Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units, "
          "2015, arXiv:1511.07289",
      .formula = R"(\begin{cases} x & x > 0 \\ \alpha\,(e^x - 1) & x \le 0 \end{cases})",
      .derivative = R"(\begin{cases} 1 & x > 0 \\ \alpha\,e^x & x \le 0 \end{cases})",
      .range = R"((-1, \infty))",
      .at_minus_infinity = R"(-\alpha)",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "alpha",
                      .symbol = R"(\alpha)",
                      .text = "minus the value that negative inputs saturate to",
                      .standard = 1,
                      .slider = {0, 3}}},
      .kinks = {{.at = "0", .slope = R"(\alpha)"}},
      .ulp = {.value = 0.9, .slope = 0.9},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"elu", "ELU"}},
                     {.framework = Framework::kKeras3, .names = {"elu", "ELU"}},
                     {.framework = Framework::kPytorch, .names = {"ELU", "elu"}},
                     {.framework = Framework::kJax, .names = {"elu"}},
                     {.framework = Framework::kTensorflowjs, .names = {"elu", "ELU"}},
                     {.framework = Framework::kOnnx, .names = {"Elu"}},
                     {.framework = Framework::kWebnn, .names = {"elu"}}}};

  double alpha;

  std::array<double, 1> kinks() const { return {0}; }

  // The additions turn -0 into +0.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f32x4 left = clamp(x, -105, 0);
    const f32x4 negative = alpha == 1 ? expm1_float32(left) : narrow(alpha * exponential(widen(left)).expm1()) + 0.0F;
    return x < 0 ? negative : x + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f32x4 negative = alpha == 1 ? exp_float32(clamp(x, -105, 0))
                                      : narrow(alpha * exponential(widen(clamp(x, -300, 0))).exp()) + 0.0F;
    return x > 0 ? splat(1) : negative;
  }
};

}  // namespace kassei
