#pragma once

#include "../concepts.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = x tanh(ln(1 + e^x)) (Misra, arXiv:1908.08681). With w = e^x = n / d, q = w^2 + 2 w + 2: f = x w (w + 2) / q,
// with numerator and denominator times d^2, and f' = w ((w + 2) q + 4 x (w + 1)) / q^2. The sum cancels at its zero
// x = -1.1924: therefore it has float64's precision, in an order that keeps the exact parts 4 x + 6 and 4 x + 4.
// From x = 40 on f is x. The limit on the left replaces -infinity by a number whose result is 0. f(-0) = +0, by the
// addition.
struct Mish {
  static constexpr Info info{
      .name = "mish",
      .title = "Mish",
      .family = Family::kGated,
      .source = "Misra: Mish: A Self Regularized Non-Monotonic Activation Function, 2019, arXiv:1908.08681",
      .formula = R"(x \tanh(\ln(1 + e^x)))",
      .derivative = R"(t + x\,\sigma(x)\,(1 - t^2), \quad t = \tanh(\ln(1 + e^x)))",
      .range = R"([-0.3088, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .ulp = {.value = 0.52, .slope = 0.51},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"mish"}},
                     {.framework = Framework::kKeras3, .names = {"mish"}},
                     {.framework = Framework::kPytorch, .names = {"Mish", "mish"}},
                     {.framework = Framework::kJax, .names = {"mish"}},
                     {.framework = Framework::kTensorflowjs, .names = {"mish"}},
                     {.framework = Framework::kOnnx, .names = {"Mish"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 wide = widen(at_least(x, -110));
    const Ratio w = exp2_ratio(kLog2E * at_most(wide, 40));
    const f64x4 n = w.numerator();
    const f64x4 d = w.denominator();
    const f64x4 p = n * (n + 2 * d);
    return narrow(wide * p / (p + 2 * d * d)) + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 wide = widen(clamp(x, -110, 40));
    const f64x4 w = exp2_ratio_float64(kLog2E * wide).power();
    const f64x4 q = w * (w + 2) + 2;
    const f64x4 sum = w * (w * (w + 4) + (4 * wide + 6)) + 4 * (wide + 1);
    return narrow(w * sum / (q * q)) + 0.0F;
  }
};

}  // namespace kassei
