#pragma once

#include "../concepts.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = x limited to [min_value, max_value] (Collobert 2004). The limits are real numbers: comparing with the nearest
// float32 on the inner side gives the same result. f(-0) = -0. f' is 1 at both kinks.
struct HardTanh {
  static constexpr Info info{
      .name = "hard_tanh",
      .title = "Hard hyperbolic tangent",
      .family = Family::kSigmoidLike,
      .source = "Collobert: Large Scale Machine Learning, PhD thesis, Universit\u00e9 de Paris VI, 2004",
      .cases = {{.value = "a", .high = "min_value"},
                {.value = "x", .low = "min_value", .high = "max_value", .includes_low = true, .includes_high = true},
                {.value = "b", .low = "max_value"}},
      .derivative = R"(\begin{cases} 1 & a \le x \le b \\ 0 & \text{otherwise} \end{cases})",
      .range = "[-1, 1]",
      .at_minus_infinity = R"(\begin{cases} a & a \le b \\ b & a > b \end{cases})",
      .at_plus_infinity = "b",
      .parameters = {{.name = "min_value",
                      .symbol = "a",
                      .text = "lower limit",
                      .allowed = {-kInfinity, kInfinity},
                      .slider = {-3, 0}},
                     {.name = "max_value",
                      .symbol = "b",
                      .text = "upper limit",
                      .allowed = {-kInfinity, kInfinity},
                      .slider = {0, 3}}},
      .kinks = {{.at = "a", .slope = "1"}, {.at = "b", .slope = "1"}},
      .plot = {-4, 4},
      .ulp = {.value = 0, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"hard_tanh"}},
                     {.framework = Framework::kPytorch, .names = {"Hardtanh", "hardtanh"}, .kinks = {0, 0}},
                     {.framework = Framework::kJax, .names = {"hard_tanh"}},
                     {.framework = Framework::kTensorflowjs,
                      .names = {"clipByValue"},
                      .defaults = {{"min_value", std::nullopt}, {"max_value", std::nullopt}}},
                     {.framework = Framework::kOnnx,
                      .names = {"Clip"},
                      .defaults = {{"min_value", -kLargest}, {"max_value", kLargest}}},
                     {.framework = Framework::kWebnn,
                      .names = {"clamp"},
                      .defaults = {{"min_value", -kInfinity}, {"max_value", kInfinity}}}}};
  static constexpr bool kLight = true;

  double min_value = -1, max_value = 1;

  // f is constant, without kinks, if min_value > max_value.
  std::array<Place, 2> kinks() const {
    return min_value <= max_value ? std::array<Place, 2>{min_value, max_value} : std::array<Place, 2>{};
  }

  KASSEI_INLINE f32x4 value(f32x4 x) const { return clamp(x, nearest(min_value), nearest(max_value)); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    return keep_nan(x, where((x >= round_up(min_value)) & (x <= round_down(max_value)), splat(1)));
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return clamp(x, min_value + 0.0, max_value + 0.0); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where((x >= min_value) & (x <= max_value), both(1))); }
};

}  // namespace kassei
