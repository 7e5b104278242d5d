#pragma once

#include "../concepts.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = lambda x for x > 0, lambda alpha (e^x - 1) for x <= 0, with the fixed point's constants
// (Klambauer, Unterthiner, Mayr and Hochreiter, arXiv:1706.02515).
// Evaluated like elu, but in float64, because neither constant is a float32. Saturates at -lambda alpha = -1.7581.
// f(-0) = +0; f'(0) = lambda.
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
      .at_plus_infinity = R"(\infty)",
      .kinks = {{.at = "0", .slope = R"(\lambda)"}},
      .ulp = {.value = 0.73, .slope = 0.57},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"selu"}},
                     {.framework = Framework::kKeras3, .names = {"selu"}},
                     {.framework = Framework::kPytorch, .names = {"SELU", "selu"}, .kinks = {1.7580993408473768}},
                     {.framework = Framework::kJax, .names = {"selu"}, .kinks = {1.7580993408473768}},
                     {.framework = Framework::kTensorflowjs, .names = {"selu"}, .kinks = {1.7580993408473768}},
                     {.framework = Framework::kOnnx, .names = {"Selu"}}}};

  static constexpr double kLambda = 1.05070098735548049341933498529460635196;
  static constexpr double kLambdaAlpha = 1.75809934084737685994021752081227957732;

  std::array<Place, 1> kinks() const { return {0}; }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 negative = kLambdaAlpha * exponential(widen(clamp(x, -105, 0))).expm1();
    const f64x4 wide = widen(x);
    return narrow(wide > 0 ? kLambda * wide : negative);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f32x4 negative = narrow(kLambdaAlpha * exponential(widen(clamp(x, -105, 0))).exp());
    return x >= 0 ? splat(static_cast<float>(kLambda)) : negative;
  }
};

}  // namespace kassei
