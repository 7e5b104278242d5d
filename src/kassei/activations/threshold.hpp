#pragma once

#include "../concepts.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = x for x > threshold, else default_value. Both are real numbers: comparing with the float32 just below the
// threshold gives the same result. f(-0) = +0, by the addition. f'(threshold) = 0.
struct Threshold {
  static constexpr Info info{
      .name = "threshold",
      .title = "Threshold",
      .family = Family::kShrinkage,
      .source = "Torch's Threshold, about 2010",
      .cases = {{.value = "x", .low = "threshold"}, {.value = "v", .high = "threshold", .includes_high = true}},
      .derivative = R"(\begin{cases} 1 & x > \theta \\ 0 & x \le \theta \end{cases})",
      .range = R"(\{v\} \cup (\theta, \infty))",
      .at_minus_infinity = "v",
      .at_plus_infinity = R"(\infty)",
      .parameters =
          {{.name = "threshold", .symbol = R"(\theta)", .text = "inputs up to here are replaced", .slider = {-3, 3}},
           {.name = "default_value", .symbol = "v", .text = "what replaces them", .slider = {-3, 3}}},
      .kinks = {{.at = R"(\theta)", .slope = "0"}},
      .plot = {-4, 4},
      .ulp = {.value = 0.5, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"threshold"}},
                     {.framework = Framework::kPytorch, .names = {"Threshold", "threshold"}}}};
  static constexpr bool kLight = true;

  Required threshold, default_value;

  std::array<Place, 1> kinks() const { return {threshold}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f32x4 y = x <= round_down(threshold) ? splat(nearest(default_value)) : x;
    return threshold < 0 ? y + 0.0F : y;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, where(x > round_down(threshold), splat(1))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    return (x <= static_cast<double>(threshold) ? both(default_value) : x) + 0.0;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where(x > static_cast<double>(threshold), both(1))); }
};

}  // namespace kassei
