#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = min(x, max_value) for x > threshold, negative_slope (x - threshold) for x <= threshold (Fukushima 1969; Nair
// and Hinton, ICML 2010). The parameters are real numbers: comparing with the float32 just below threshold, or just
// above max_value, gives the same result. float64 needs the product of a difference in two parts (`Line`). f(-0) = +0,
// by the addition. f' is 0 at a threshold with negative_slope 0, else negative_slope; 0 at max_value.
struct Relu {
  static constexpr Info info{
      .name = "relu",
      .title = "Rectified Linear Unit",
      .family = Family::kRectifiers,
      .source =
          "Fukushima: Visual Feature Extraction by a Multilayered Network of Analog Threshold Elements, 1969; "
          "Nair, Hinton: Rectified Linear Units Improve Restricted Boltzmann Machines, ICML 2010",
      .cases = {{.value = R"(\min(x, m))", .low = "threshold"},
                {.value = R"(s\,(x - \theta))", .high = "threshold", .includes_high = true}},
      .derivative = R"(\begin{cases} 0 & x > \theta,\ x \ge m \\ 1 & \theta < x < m \\ s & x \le \theta \end{cases})",
      .range = R"([0, \infty))",
      .at_minus_infinity = R"(\begin{cases} -\infty & s > 0 \\ 0 & s = 0 \\ \infty & s < 0 \end{cases})",
      .at_plus_infinity = "m",
      .parameters = {{.name = "negative_slope", .symbol = "s", .text = "slope below the threshold", .slider = {0, 1}},
                     {.name = "max_value",
                      .symbol = "m",
                      .text = "largest value returned",
                      .allowed = {0, kInfinity},
                      .slider = {0, 8}},
                     {.name = "threshold",
                      .symbol = R"(\theta)",
                      .text = "inputs up to here count as negative",
                      .slider = {-3, 3}}},
      .kinks = {{.at = R"(\theta)", .slope = "s"}, {.at = "m", .slope = "0"}},
      .ulp = {.value = 0, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {
          {.framework = Framework::kKeras2, .names = {"relu", "ReLU"}},
          {.framework = Framework::kKeras3, .names = {"relu", "ReLU"}},
          {.framework = Framework::kPytorch, .names = {"ReLU", "relu"}},
          {.framework = Framework::kJax, .names = {"relu"}},
          {.framework = Framework::kTensorflowjs, .names = {"relu", "reLU", "ReLU"}, .kinks = {std::nullopt, 1}},
          {.framework = Framework::kOnnx, .names = {"Relu"}},
          {.framework = Framework::kWebnn, .names = {"relu"}}}};
  static constexpr bool kLight = true;
  static constexpr std::size_t kTurn64 = 2;  // `Line` is long

  double negative_slope = 0, max_value = kInfinity, threshold = 0;

  std::array<Place, 2> kinks() const { return {threshold, max_value > threshold ? Place(max_value) : std::nullopt}; }

  // The branches are the same for a whole array: the compiler makes a loop of each.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f32x4 positive = max_value < kInfinity ? at_most(x, nearest(max_value)) : x;
    const i32x4 below = x <= round_down(threshold);
    if (negative_slope == 0) return unless(below, threshold < 0 ? positive + 0.0F : positive);
    return (below ? narrow(negative_slope * (widen(x) - threshold)) : positive) + 0.0F;
  }

  // Without a maximum f' is 1 at infinity too.
  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f32x4 positive = max_value < kInfinity ? where(x < round_up(max_value), splat(1)) : splat(1);
    const i32x4 below = x <= round_down(threshold);
    return keep_nan(x, negative_slope == 0 ? unless(below, positive)
                       : below             ? splat(nearest(negative_slope))
                                           : positive);
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 positive = max_value < kInfinity ? at_most(x, max_value) : x;
    if (negative_slope == 0) return unless(x <= threshold, threshold < 0 ? positive + 0.0 : positive);
    if (threshold == 0) return (x <= 0 ? negative_slope * x : positive) + 0.0;
    return (x <= threshold ? Line::shifted(negative_slope, threshold)(x) : positive) + 0.0;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const f64x2 positive = max_value < kInfinity ? where(x < max_value, both(1)) : both(1);
    return keep_nan(x, x <= threshold ? both(negative_slope + 0.0) : positive);
  }
};

}  // namespace kassei
