#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = f'(x) = e^x. Overflows to infinity from x = 88.7229, and is subnormal from x = -87.34 down to -103.97, then 0.
// In float64 e^x is a quotient in two parts, off by 2^-57 before it is rounded, and once more if it is subnormal, which
// it is from x = -708.40 down to -745.13. Overflows from x = 709.783.
struct Exponential {
  static constexpr Info info{.name = "exponential",
                             .title = "Exponential function",
                             .family = Family::kExponential,
                             .source = "Euler: Introductio in analysin infinitorum, 1748",
                             .formula = "e^x",
                             .derivative = "e^x",
                             .range = R"((0, \infty))",
                             .at_minus_infinity = "0",
                             .at_plus_infinity = R"(\infty)",
                             .plot = {-4, 2},
                             .ulp = {.value = 0.97, .slope = 0.97},
                             .frameworks = {{.framework = Framework::kKeras2, .names = {"exponential"}},
                                            {.framework = Framework::kKeras3, .names = {"exponential"}},
                                            {.framework = Framework::kPytorch, .names = {"exp"}},
                                            {.framework = Framework::kJax, .names = {"exp"}},
                                            {.framework = Framework::kTensorflowjs, .names = {"exp"}},
                                            {.framework = Framework::kOnnx, .names = {"Exp"}},
                                            {.framework = Framework::kWebnn, .names = {"exp"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const { return exp_float32(clamp(x, -105, 89)); }

  KASSEI_INLINE f64x2 value(f64x2 x) const { return exp(clamp(x, -760, 720)); }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return value(x); }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return value(x); }
};

}  // namespace kassei
