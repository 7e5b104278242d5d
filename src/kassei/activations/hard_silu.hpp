#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"

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
      .ulp64 = {.value = 0.51, .slope = 0.51},
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

  // In float64 the numerators are in two parts, good to 2^-77, and so are their sixths.
  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 limited = at_least(x, -3);
    const Pair sum = fast_two_sum(both(3), limited);
    const f64x2 first = head(sum.high);
    const f64x2 x0 = head(limited);
    const f64x2 low = x0 * ((sum.high - first) + sum.low) + (limited - x0) * sum.high;
    return x >= 3 ? x : sixth({.high = x0 * first, .low = low}) + 0.0;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    return x >= 3 ? both(1) : x <= -3 ? both(0) : sixth(two_sum(x + x, both(3)));
  }

  // A head times 6 is exact, and so is what it leaves of the numerator.
  KASSEI_INLINE static f64x2 sixth(Pair n) {
    const f64x2 first = head(n.high * (1.0 / 6));
    return first + ((n.high - 6 * first) + n.low) * (1.0 / 6);
  }
};

}  // namespace kassei
