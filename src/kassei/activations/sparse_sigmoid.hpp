#pragma once

#include "../concepts.hpp"

namespace kassei {

// f(x) = (x + 1) / 2 limited to [0, 1]: sparsemax of (x, 0). Only the sum is rounded. Reaches 0 and 1 exactly. f' is 0
// at both kinks.
struct SparseSigmoid {
  static constexpr Info info{
      .name = "sparse_sigmoid",
      .title = "Sparse sigmoid",
      .family = Family::kSigmoidLike,
      .source = "Martins, Astudillo: From Softmax to Sparsemax, ICML 2016 (sparsemax of two numbers)",
      .cases = {{.value = "0", .high = -1, .includes_high = true},
                {.value = R"(\frac{1}{2}(x + 1))", .low = -1, .high = 1},
                {.value = "1", .low = 1, .includes_low = true}},
      .derivative = R"(\begin{cases} \frac{1}{2} & -1 < x < 1 \\ 0 & \text{otherwise} \end{cases})",
      .range = "[0, 1]",
      .at_minus_infinity = "0",
      .at_plus_infinity = "1",
      .kinks = {{.at = "-1", .slope = "0"}, {.at = "1", .slope = "0"}},
      .plot = {-4, 4},
      .ulp = {.value = 0.51, .slope = 0},
      .ulp64 = {.value = 0.51, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"sparse_sigmoid"}},
                     {.framework = Framework::kJax, .names = {"sparse_sigmoid"}, .kinks = {0.25, 0.25}}}};
  static constexpr bool kLight = true;

  std::array<Place, 2> kinks() const { return {-1, 1}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const { return clamp(0.5F * (x + 1), 0, 1); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, where(abs(x) < 1, splat(0.5F))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return clamp(0.5 * (x + 1), 0, 1); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where(abs(x) < 1, both(0.5))); }
};

}  // namespace kassei
