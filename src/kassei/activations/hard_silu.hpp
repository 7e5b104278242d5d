#pragma once

#include "../concepts.hpp"

namespace kassei {

// f(x) = x (x + 3) / 6 between -3 and 3, 0 to the left, x to the right (Howard and others, arXiv:1905.02244): x times
// Keras 3's hard sigmoid. Evaluated in float64, so that the result is rounded once. f(-0) = +0, by the addition.
// f'(-3) = 0, f'(3) = 1.
struct HardSilu {
  static constexpr Info info{
      .name = "hard_silu",
      .aliases = {"hard_swish"},
      .title = "Hard sigmoid linear unit",
      .family = Family::kGated,
      .source = "Howard and others: Searching for MobileNetV3, 2019, arXiv:1905.02244",
      .cases = {{.value = "0", .high = -3, .includes_high = true},
                {.value = R"(\frac{1}{6}\,x\,(x + 3))", .low = -3, .high = 3},
                {.value = "x", .low = 3, .includes_low = true}},
      .derivative = R"(\begin{cases} 0 & x \le -3 \\ \frac{1}{6}\,(2x + 3) & -3 < x < 3 \\ 1 & x \ge 3 \end{cases})",
      .range = R"([-0.375, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .kinks = {{.at = "-3", .slope = "0"}, {.at = "3", .slope = "1"}},
      .ulp = {.value = 0.51, .slope = 0.51},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"hard_silu", "hard_swish"}},
                     {.framework = Framework::kPytorch, .names = {"Hardswish", "hardswish"}},
                     {.framework = Framework::kJax, .names = {"hard_silu", "hard_swish"}},
                     {.framework = Framework::kOnnx, .names = {"HardSwish"}},
                     {.framework = Framework::kWebnn, .names = {"hardSwish"}}}};

  std::array<Place, 2> kinks() const { return {-3, 3}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 wide = widen(at_least(x, -3));
    return x >= 3 ? x : narrow(wide * (wide + 3) * (1.0 / 6)) + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f32x4 middle = narrow((2 * widen(x) + 3) * (1.0 / 6));
    return x >= 3 ? splat(1) : x <= -3 ? splat(0) : middle;
  }
};

}  // namespace kassei
