#pragma once

#include "../concepts.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = x for x > 0, negative_slope x for x <= 0 (Maas, Hannun and Ng, ICML 2013). Evaluated by selection,
// because max(x, s x) is another function for s > 1. The slope is a real number, therefore its product is in float64.
// f(-0) = +0; f'(0) = negative_slope.
struct LeakyRelu {
  static constexpr Info info{
      .name = "leaky_relu",
      .title = "Leaky rectified linear unit",
      .family = Family::kRectifiers,
      .source = "Maas, Hannun, Ng: Rectifier Nonlinearities Improve Neural Network Acoustic Models, ICML 2013",
      .cases = {{.value = "x", .low = 0}, {.value = R"(s\,x)", .high = 0, .includes_high = true}},
      .derivative = R"(\begin{cases} 1 & x > 0 \\ s & x \le 0 \end{cases})",
      .range = R"((-\infty, \infty))",
      .at_minus_infinity = R"(\begin{cases} -\infty & s > 0 \\ 0 & s = 0 \\ \infty & s < 0 \end{cases})",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "negative_slope", .symbol = "s", .text = "slope for negative inputs", .slider = {0, 1}}},
      .kinks = {{.at = "0", .slope = "s"}},
      .ulp = {.value = 0.61, .slope = 0.2},
      .ulp64 = {.value = 0.51, .slope = 0},
      .frameworks = {
          {.framework = Framework::kKeras2, .names = {"leaky_relu"}},
          {.framework = Framework::kKeras2, .names = {"LeakyReLU"}, .defaults = {{"negative_slope", 0.3}}},
          {.framework = Framework::kKeras3, .names = {"leaky_relu"}},
          {.framework = Framework::kKeras3, .names = {"LeakyReLU"}, .defaults = {{"negative_slope", 0.3}}},
          {.framework = Framework::kPytorch,
           .names = {"LeakyReLU", "leaky_relu"},
           .defaults = {{"negative_slope", 0.01}}},
          {.framework = Framework::kJax, .names = {"leaky_relu"}, .defaults = {{"negative_slope", 0.01}}, .kinks = {1}},
          {.framework = Framework::kTensorflowjs, .names = {"leakyRelu", "leakyrelu"}},
          {.framework = Framework::kTensorflowjs,
           .names = {"leakyReLU", "LeakyReLU"},
           .defaults = {{"negative_slope", 0.3}}},
          {.framework = Framework::kOnnx, .names = {"LeakyRelu"}, .defaults = {{"negative_slope", 0.01}}},
          {.framework = Framework::kWebnn, .names = {"leakyRelu"}, .defaults = {{"negative_slope", 0.01}}}}};
  static constexpr bool kLight = true;

  double negative_slope = 0.2;

  std::array<Place, 1> kinks() const { return {0}; }

  // A slope between 0 and 1 that is at most a quarter ulp from a float32, such as 0.2, needs only float32: the product
  // is off by at most 3/4 ulp. A slope of 0 is a separate case, because 0 times infinity is NaN.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const float rounded = nearest(negative_slope);
    if (rounded > 0 && rounded <= 1 && std::abs(rounded - negative_slope) <= 1.5e-8 * negative_slope) {
      return at_least(x, rounded * x) + 0.0F;
    }
    const f64x4 negative = negative_slope == 0 ? f64x4{} : negative_slope * widen(x);
    return x <= 0 ? narrow(negative) + 0.0F : x;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, choose(x <= 0, nearest(negative_slope), 1)); }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 negative = negative_slope == 0 ? f64x2{} : negative_slope * x;
    return x <= 0 ? negative + 0.0 : x;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, x <= 0 ? both(negative_slope + 0.0) : both(1)); }
};

}  // namespace kassei
