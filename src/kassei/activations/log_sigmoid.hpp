#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"
#include "sigmoid.hpp"
#include "softplus.hpp"

namespace kassei {

// f(x) = ln sigma(x) = -ln(1 + e^-x), f'(x) = sigma(-x). Evaluated as min(x, 0) - ln(1 + e^-|x|): the logarithm of a
// rounded sigma(x) would lose everything above x = 17 and be -infinity below -104. In float64 it is minus the softplus
// of -x. Tends to 0 on the right and reaches +0.
struct LogSigmoid {
  static constexpr Info info{.name = "log_sigmoid",
                             .title = "Logarithm of the logistic sigmoid",
                             .family = Family::kSigmoidLike,
                             .source =
                                 "the log-likelihood of logistic regression: Cox: The Regression Analysis of "
                                 "Binary Sequences, 1958",
                             .formula = R"(\ln \sigma(x) = -\ln(1 + e^{-x}))",
                             .derivative = R"(\sigma(-x) = \frac{1}{1 + e^x})",
                             .range = R"((-\infty, 0))",
                             .at_minus_infinity = R"(-\infty)",
                             .at_plus_infinity = "0",
                             .ulp = {.value = 0.52, .slope = 0.52},
                             .frameworks = {{.framework = Framework::kKeras3, .names = {"log_sigmoid"}},
                                            {.framework = Framework::kPytorch, .names = {"LogSigmoid", "logsigmoid"}},
                                            {.framework = Framework::kJax, .names = {"log_sigmoid"}},
                                            {.framework = Framework::kTensorflowjs, .names = {"logSigmoid"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    return narrow(widen(at_most(x, 0)) - log1p_exp2(kLog2E * widen(at_least(-abs(x), -105)))) + 0.0F;
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return 0.0 - Softplus{}.value(-x); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return Sigmoid{}.value(-x); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return Sigmoid{}.value(-x); }
};

}  // namespace kassei
