#pragma once

#include "../concepts.hpp"

namespace kassei {

// f(x) = x limited to [0, 6] (Krizhevsky 2010). f(-0) = +0, by the addition. f' is 0 at both kinks.
struct Relu6 {
  static constexpr Info info{
      .name = "relu6",
      .title = "Rectified linear unit capped at 6",
      .family = Family::kRectifiers,
      .source = "Krizhevsky: Convolutional Deep Belief Networks on CIFAR-10, 2010",
      .cases = {{.value = "0", .high = 0, .includes_high = true},
                {.value = "x", .low = 0, .high = 6},
                {.value = "6", .low = 6, .includes_low = true}},
      .derivative = R"(\begin{cases} 1 & 0 < x < 6 \\ 0 & \text{otherwise} \end{cases})",
      .range = "[0, 6]",
      .at_minus_infinity = "0",
      .at_plus_infinity = "6",
      .kinks = {{.at = "0", .slope = "0"}, {.at = "6", .slope = "0"}},
      .plot = {-4, 10},
      .ulp = {.value = 0, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"relu6"}},
                     {.framework = Framework::kKeras3, .names = {"relu6"}},
                     {.framework = Framework::kPytorch, .names = {"ReLU6", "relu6"}},
                     {.framework = Framework::kJax, .names = {"relu6"}},
                     {.framework = Framework::kTensorflowjs, .names = {"relu6"}, .kinks = {std::nullopt, 1}}}};
  static constexpr bool kLight = true;

  std::array<Place, 2> kinks() const { return {0, 6}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const { return unless(x <= 0, at_most(x, 6)); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, where((x > 0) & (x < 6), splat(1))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return unless(x <= 0, at_most(x, 6)); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where((x > 0) & (x < 6), both(1))); }
};

}  // namespace kassei
