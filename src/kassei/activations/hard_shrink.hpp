#pragma once

#include "../concepts.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = x for |x| > threshold, else 0 (Donoho and Johnstone, 1994); with a bias, as in ONNX' Shrink, sign(x) (|x| -
// bias). Odd, so zeros have the sign of x. f' is 0 at both jumps. With a negative threshold no x is small: without a
// bias f is the identity, as in PyTorch and Keras; with one, ONNX' Shrink asks for x < -threshold first.
struct HardShrink {
  static constexpr Info info{
      .name = "hard_shrink",
      .title = "Hard shrinkage",
      .family = Family::kShrinkage,
      .source = "Donoho, Johnstone: Ideal Spatial Adaptation by Wavelet Shrinkage, Biometrika, 1994",
      .cases = {{.value = "x + b", .high = Quantity("threshold", -1)},
                {.value = "x - b", .low = "threshold"},
                {.value = "0"}},
      .derivative = R"(\begin{cases} 1 & |x| > \lambda \\ 0 & \text{otherwise} \end{cases})",
      .range = R"((-\infty, -\tfrac{1}{2}) \cup \{0\} \cup (\tfrac{1}{2}, \infty))",
      .at_minus_infinity = R"(-\infty)",
      .at_plus_infinity = R"(\infty)",
      .parameters =
          {{.name = "threshold", .symbol = R"(\lambda)", .text = "half the width of the dead zone", .slider = {0, 3}},
           {.name = "bias", .symbol = "b", .text = "what is taken off outside the dead zone", .slider = {-1, 3}}},
      .kinks = {{.at = R"(-\lambda)", .slope = "0"}, {.at = R"(\lambda)", .slope = "0"}},
      .plot = {-4, 4},
      .ulp = {.value = 0, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"hard_shrink"}},
                     {.framework = Framework::kPytorch, .names = {"Hardshrink", "hardshrink"}},
                     {.framework = Framework::kOnnx, .names = {"Shrink"}}}};
  static constexpr bool kLight = true;

  double threshold = 0.5, bias = 0;

  std::array<Place, 2> kinks() const {
    return threshold < 0 ? std::array<Place, 2>{} : std::array<Place, 2>{-threshold, threshold};
  }

  // Without a bias, a large x is kept and a small one loses all but its sign. With a bias, the result is |x| - bias,
  // which may be negative, and its sign is inverted if x is negative.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const i32x4 small = bits(abs(x) <= round_down(threshold));
    if (bias == 0) return as<f32x4>(as<i32x4>(x) & ~(small & INT32_MAX));
    if (threshold < 0) return narrow(widen(x) + (widen(x) < -threshold ? bias : -bias));
    const f32x4 sized = unless(small, narrow(widen(abs(x)) - bias));
    return as<f32x4>(as<i32x4>(sized) ^ (as<i32x4>(x) & INT32_MIN));
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, where(abs(x) > round_down(threshold), splat(1))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const i64x2 small = bits(abs(x) <= threshold);
    if (bias == 0) return as<f64x2>(as<i64x2>(x) & ~(small & INT64_MAX));
    if (threshold < 0) return x + (x < -threshold ? both(bias) : both(-bias));
    const f64x2 sized = unless(small, abs(x) - bias);
    return as<f64x2>(as<i64x2>(sized) ^ (as<i64x2>(x) & INT64_MIN));
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, where(abs(x) > threshold, both(1))); }
};

}  // namespace kassei
