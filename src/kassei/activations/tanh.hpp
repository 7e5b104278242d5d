#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = (e^x - e^-x) / (e^x + e^-x), f'(x) = 1 / cosh^2 x. With m = e^2x - 1, f = m / (m + 2), which does not
// cancel near 0. With n / d = e^2x, f' = 4 n d / (n + d)^2, because 1 - tanh^2 x cancels in both tails.
// In float64 both are of e^-2|x| and of pairs good to 2^-57, and 2^n n - d does not cancel near 0 either.
// Saturates at +-1 from |x| = 9.011, in float64 from 19.06. Odd: f(-0) = -0.
struct Tanh {
  static constexpr Info info{.name = "tanh",
                             .title = "Hyperbolic tangent",
                             .family = Family::kSigmoidLike,
                             .source = "LeCun, Bottou, Orr, M\u00fcller: Efficient BackProp, 1998",
                             .formula = R"(\tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}})",
                             .derivative = R"(1 - \tanh^2 x = \frac{1}{\cosh^2 x})",
                             .range = "(-1, 1)",
                             .at_minus_infinity = "-1",
                             .at_plus_infinity = "1",
                             .ulp = {.value = 0.54, .slope = 0.52},
                             .frameworks = {{.framework = Framework::kKeras2, .names = {"tanh"}},
                                            {.framework = Framework::kKeras3, .names = {"tanh"}},
                                            {.framework = Framework::kPytorch, .names = {"Tanh", "tanh"}},
                                            {.framework = Framework::kJax, .names = {"tanh"}},
                                            {.framework = Framework::kTensorflowjs, .names = {"tanh"}},
                                            {.framework = Framework::kOnnx, .names = {"Tanh"}},
                                            {.framework = Framework::kWebnn, .names = {"tanh"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    return with_sign(narrow(exp2_ratio(2 * kLog2E * widen(clamp(x, -20, 20))).tanh()), x);
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const Exponential64 e = exponential(-2 * at_most(abs(x), 20));
    return with_sign(abs(e.tanh().sum()), x);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const Ratio e = exp2_ratio(2 * kLog2E * widen(clamp(x, -53, 53)));
    const f64x4 n = e.numerator();
    const f64x4 d = e.denominator();
    const f64x4 sum = n + d;
    return narrow(4 * n * d / (sum * sum));
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const Exponential64 e = exponential(-2 * at_most(abs(x), 380));
    return e.power(4 * logistic_slope(e));
  }
};

}  // namespace kassei
