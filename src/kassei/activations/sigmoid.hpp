#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = 1 / (1 + e^-x) = e^x / (e^x + 1), f'(x) = f(x) f(-x). With e^x = n / d, f = n / (n + d) and
// f' = n d / (n + d)^2: one division, no cases, and no cancellation, unlike f(x) (1 - f(x)). In float64 n and d are
// pairs good to 2^-57; f' is even there, so that 2^n stays small. Beyond |x| = 104 the result is 0 or 1. Subnormal
// results from x = -87.3 down to -103.97, in float64 from -708.4 down to -745.13.
struct Sigmoid {
  static constexpr Info info{
      .name = "sigmoid",
      .title = "Logistic sigmoid",
      .family = Family::kSigmoidLike,
      .source =
          "Verhulst: Recherches math\u00e9matiques sur la loi d'accroissement de la population, 1845; in networks "
          "since "
          "Rumelhart, Hinton, Williams: Learning representations by back-propagating errors, Nature 1986",
      .formula = R"(\sigma(x) = \frac{1}{1 + e^{-x}})",
      .derivative = R"(\sigma(x)\,(1 - \sigma(x)))",
      .range = "(0, 1)",
      .at_minus_infinity = "0",
      .at_plus_infinity = "1",
      .ulp = {.value = 0.52, .slope = 0.52},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"sigmoid"}},
                     {.framework = Framework::kKeras3, .names = {"sigmoid"}},
                     {.framework = Framework::kPytorch, .names = {"Sigmoid", "sigmoid"}},
                     {.framework = Framework::kJax, .names = {"sigmoid"}},
                     {.framework = Framework::kTensorflowjs, .names = {"sigmoid"}},
                     {.framework = Framework::kOnnx, .names = {"Sigmoid"}},
                     {.framework = Framework::kWebnn, .names = {"sigmoid"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const Ratio e = exp2_ratio(kLog2E * widen(clamp(x, -105, 105)));
    const f64x4 n = e.numerator();
    return narrow(n / (n + e.denominator()));
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return logistic(exponential(clamp(x, -760, 50))); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const Ratio e = exp2_ratio(kLog2E * widen(clamp(x, -105, 105)));
    const f64x4 n = e.numerator();
    const f64x4 d = e.denominator();
    const f64x4 sum = n + d;
    return narrow(n * d / (sum * sum));
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const Exponential64 e = exponential(at_least(-abs(x), -760));
    return e.power(logistic_slope(e));
  }
};

}  // namespace kassei
