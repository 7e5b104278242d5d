#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = lambda x for x > 0, lambda alpha (e^x - 1) for x <= 0, by default with the fixed point's constants
// (Klambauer, Unterthiner, Mayr and Hochreiter, arXiv:1706.02515); ONNX' Selu takes others, its gamma is lambda.
// Evaluated like elu, but in float64, because neither constant is a float32; in float64 with
// the product of the constants as the doubles they are, in two parts as e^x - 1 is. Saturates at -lambda alpha =
// -1.7581. f(-0) = +0; f'(0) = lambda.
struct Selu {
  static constexpr Info info{
      .name = "selu",
      .title = "Scaled Exponential Linear Unit",
      .family = Family::kExponential,
      .source = "Klambauer, Unterthiner, Mayr, Hochreiter: Self-Normalizing Neural Networks, 2017, arXiv:1706.02515",
      .cases = {{.value = R"(\lambda x)", .low = 0},
                {.value = R"(\lambda\alpha\,(e^x - 1))", .high = 0, .includes_high = true}},
      .derivative = R"(\begin{cases} \lambda & x \ge 0 \\ \lambda\alpha\,e^x & x < 0 \end{cases})",
      .range = R"((-\lambda\alpha, \infty))",
      .at_minus_infinity = R"(-\lambda\alpha)",
      .at_plus_infinity =
          R"(\begin{cases} \infty & \lambda > 0 \\ 0 & \lambda = 0 \\ -\infty & \lambda < 0 \end{cases})",
      .parameters =
          {{.name = "alpha",
            .symbol = R"(\alpha)",
            .text = "minus the value that negative inputs saturate to, before scaling",
            .slider = {0, 3}},
           {.name = "scale", .symbol = R"(\lambda)", .text = "factor of the whole function", .slider = {0, 2}}},
      .kinks = {{.at = "0", .slope = R"(\lambda)"}},
      .ulp = {.value = 0.73, .slope = 0.57},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"selu"}},
                     {.framework = Framework::kKeras3, .names = {"selu"}},
                     {.framework = Framework::kPytorch, .names = {"SELU", "selu"}, .kinks = {1.7580993408473768}},
                     {.framework = Framework::kJax, .names = {"selu"}, .kinks = {1.7580993408473768}},
                     {.framework = Framework::kTensorflowjs, .names = {"selu"}, .kinks = {1.7580993408473768}},
                     {.framework = Framework::kOnnx, .names = {"Selu"}}}};

  static constexpr double kAlpha = 1.67326324235437728481704299167165203846;
  static constexpr double kScale = 1.05070098735548049341933498529460635196;

  double alpha = kAlpha, scale = kScale;

  std::array<Place, 1> kinks() const { return {0}; }

  // Of the constants the product as rounded once, of others that of the doubles.
  KASSEI_INLINE double depth() const {
    return alpha == kAlpha && scale == kScale ? 1.75809934084737685994021752081227957732 : scale * alpha;
  }

  // A scale of 0 is a separate case, because 0 times infinity is NaN.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 negative = depth() * exponential(widen(clamp(x, -105, 0))).expm1();
    const f64x4 wide = widen(x);
    return narrow(wide > 0 ? (scale == 0 ? f64x4{} : scale * wide) : negative) + 0.0F;
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 positive = scale == 0 ? f64x2{} : scale * x;
    return x > 0 ? positive : expm1(x, Factor64(alpha, scale));
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f32x4 negative = narrow(depth() * exponential(widen(clamp(x, -300, 0))).exp()) + 0.0F;
    return x >= 0 ? splat(nearest(scale)) : negative;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return x >= 0 ? both(scale + 0.0) : exp(x, Factor64(alpha, scale)); }
};

}  // namespace kassei
