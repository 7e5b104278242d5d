#pragma once

#include "../concepts.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = x for x > theta, else 0 (Konda, Memisevic and Krueger, arXiv:1402.3337). theta is a real number: comparing
// with the float32 just below theta gives the same result. f(-0) = +0, by the addition. f'(theta) = 0.
struct ThresholdedRelu {
  static constexpr Info info{
      .name = "thresholded_relu",
      .title = "Thresholded rectified linear unit",
      .family = Family::kRectifiers,
      .source =
          "Konda, Memisevic, Krueger: Zero-bias autoencoders and the benefits of co-adapting features, 2014, "
          "arXiv:1402.3337",
      .cases = {{.value = "x", .low = "theta"}, {.value = "0", .high = "theta", .includes_high = true}},
      .derivative = R"(\begin{cases} 1 & x > \theta \\ 0 & x \le \theta \end{cases})",
      .range = R"(\{0\} \cup (1, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "theta", .symbol = R"(\theta)", .text = "inputs up to here give 0", .slider = {-1, 3}}},
      .kinks = {{.at = R"(\theta)", .slope = "0"}},
      .ulp = {.value = 0, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"ThresholdedReLU"}},
                     {.framework = Framework::kTensorflowjs, .names = {"thresholdedReLU", "ThresholdedReLU"}},
                     {.framework = Framework::kOnnx, .names = {"ThresholdedRelu"}}}};
  static constexpr bool kLight = true;

  double theta = 1;

  std::array<Place, 1> kinks() const { return {theta}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const { return unless(x <= round_down(theta), theta < 0 ? x + 0.0F : x); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, where(x > round_down(theta), splat(1))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return unless(x <= theta, theta < 0 ? x + 0.0 : x); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where(x > theta, both(1))); }
};

}  // namespace kassei
