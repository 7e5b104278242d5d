#pragma once

#include "../concepts.hpp"

namespace kassei {

// f(x) = x, f'(x) = 1. Odd: f(-0) = -0.
struct Linear {
  static constexpr Info info{.name = "linear",
                             .aliases = {"identity"},
                             .title = "Identity",
                             .family = Family::kRectifiers,
                             .source = "no activation at all: the output layer of a regression",
                             .formula = "x",
                             .derivative = "1",
                             .range = R"((-\infty, \infty))",
                             .at_minus_infinity = R"(-\infty)",
                             .at_plus_infinity = R"(\infty)",
                             .ulp = {.value = 0, .slope = 0},
                             .frameworks = {{.framework = Framework::kKeras2, .names = {"linear", "Identity"}},
                                            {.framework = Framework::kKeras3, .names = {"linear", "Identity"}},
                                            {.framework = Framework::kPytorch, .names = {"Identity"}},
                                            {.framework = Framework::kJax, .names = {"identity"}},
                                            {.framework = Framework::kTensorflowjs, .names = {"linear"}},
                                            {.framework = Framework::kOnnx, .names = {"Identity"}},
                                            {.framework = Framework::kWebnn, .names = {"identity", "linear"}}}};
  static constexpr bool kLight = true;

  KASSEI_INLINE f32x4 value(f32x4 x) const { return x; }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, splat(1)); }
};

}  // namespace kassei
