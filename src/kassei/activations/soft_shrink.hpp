#pragma once

#include "../concepts.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = sign(x) max(|x| - threshold, 0) (Donoho, 1995). The threshold is a real number: the difference is in
// float64 unless the threshold is a float32. Odd, so zeros have the sign of x. f' is 0 at both kinks.
struct SoftShrink {
  static constexpr Info info{
      .name = "soft_shrink",
      .title = "Soft shrinkage",
      .family = Family::kShrinkage,
      .source = "Donoho: De-Noising by Soft-Thresholding, IEEE Transactions on Information Theory, 1995",
      .cases = {{.value = R"(x - \lambda)", .low = "threshold"},
                {.value = R"(x + \lambda)", .high = Quantity("threshold", -1)},
                {.value = "0"}},
      .derivative = R"(\begin{cases} 1 & |x| > \lambda \\ 0 & \text{otherwise} \end{cases})",
      .range = R"((-\infty, \infty))",
      .at_minus_infinity = R"(-\infty)",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "threshold",
                      .symbol = R"(\lambda)",
                      .text = "half the width of the dead zone, and what is taken off outside it",
                      .allowed = {0, kLargest},
                      .slider = {0, 3}}},
      .kinks = {{.at = R"(-\lambda)", .slope = "0"}, {.at = R"(\lambda)", .slope = "0"}},
      .plot = {-4, 4},
      .ulp = {.value = 0.51, .slope = 0},
      .ulp64 = {.value = 0.51, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"soft_shrink"}},
                     {.framework = Framework::kPytorch, .names = {"Softshrink", "softshrink"}}}};
  static constexpr bool kLight = true;

  double threshold = 0.5;

  std::array<Place, 2> kinks() const { return {-threshold, threshold}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const float rounded = nearest(threshold);
    const f32x4 rest = rounded == threshold ? abs(x) - rounded : narrow(widen(abs(x)) - threshold) + 0.0F;
    return with_sign(at_least(rest, 0), x);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, where(abs(x) > round_down(threshold), splat(1))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return with_sign(at_least(abs(x) - threshold, 0), x); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where(abs(x) > threshold, both(1))); }
};

}  // namespace kassei
