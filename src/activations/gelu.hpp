#pragma once

#include "../activation.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = x Phi(x) with the normal distribution Phi (Hendrycks and Gimpel, arXiv:1606.08415); approximate: x sigma(v)
// with v = 2 sqrt(2 / pi) (x + 0.044715 x^3), which is the form with tanh(v / 2), without its cancellation in the left
// tail. Exact: Phi(-a) = e^(-a^2/2) P(t) / (a + 7/2) with t = (a - 7/2) / (a + 7/2), and f'(-a) = e^(-a^2/2) (z - a)
// Q(t), where the zero z of f' is a factor so that nothing cancels there; the right half follows from Phi(a) = 1 -
// Phi(-a) and f'(a) = 1 - f'(-a). Approximate: with e = e^v, f' = e (e + 1 + x v') / (e + 1)^2, to the precision of
// float64. The bounds make -infinity a number whose result is 0. f(-0) = +0, by the addition.
struct Gelu {
  static constexpr Info info{
      .name = "gelu",
      .title = "Gaussian error linear unit",
      .family = Family::kGated,
      .source = "Hendrycks, Gimpel: Gaussian Error Linear Units, 2016, arXiv:1606.08415",
      .formula = R"(x\,\Phi(x) = \frac{x}{2}\,\operatorname{erfc}\!\left(-\frac{x}{\sqrt{2}}\right))",
      .derivative = R"(\Phi(x) + x\,\varphi(x), \quad \varphi(x) = \frac{1}{\sqrt{2\pi}}\,e^{-x^2/2})",
      .range = R"([-0.17, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "approximate",
                      .symbol = R"(\text{approximate})",
                      .text = "whether to use the form with tanh",
                      .type = Type::kBoolean,
                      .standard = 0,
                      .allowed = {0, 1},
                      .slider = {0, 1}}},
      .ulp = {.value = 0.63, .slope = 0.63},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"gelu"}},
                     {.framework = Framework::kKeras3, .names = {"gelu"}},
                     {.framework = Framework::kPytorch, .names = {"GELU", "gelu"}},
                     {.framework = Framework::kJax, .names = {"gelu"}, .defaults = {{"approximate", 1}}},
                     {.framework = Framework::kTensorflowjs, .names = {"gelu"}},
                     {.framework = Framework::kTensorflowjs, .names = {"gelu_new"}, .defaults = {{"approximate", 1}}},
                     {.framework = Framework::kOnnx, .names = {"Gelu"}},
                     {.framework = Framework::kWebnn, .names = {"gelu"}}}};

  double approximate;

  // Domain 0 <= a <= 14.8, relative errors 2.2e-9 and 2.4e-9.
  static constexpr double kLimit = 14.8;
  static constexpr std::array kTail{0x1.7d241a8941b2bp-1,  -0x1.21915116aaf4fp-1,  0x1.42fecca73919ap-2,
                                    -0x1.db58ad66330c1p-4, 0x1.1d2c0aca77b19p-6,   0x1.a8ab6dafef957p-8,
                                    -0x1.a0115f9de1db3p-9, -0x1.dce59377e22a1p-12, 0x1.c7adf549bf97ep-12,
                                    0x1.1d21cb0014d3ep-14, -0x1.c49f4b9d88c15p-16};
  static constexpr std::array kSlope{0x1.e0a507b308dbap-2,   -0x1.c7f3dcbf82d66p-4, 0x1.ddd46048873f9p-5,
                                     -0x1.68bb73dda204cp-6,  0x1.33d2a2baf290ep-8,  0x1.fbc39322ad9a7p-13,
                                     -0x1.cb00fc8335567p-12, 0x1.763ee996feb02p-16, 0x1.7ea96af694633p-15,
                                     0x1.3b88afe167324p-18};
  static constexpr double kZeroHigh = 0x1.80ead197f00b4p-1, kZeroLow = -0x1.13e74c58cada8p-56;
  static constexpr double kScale = 1.59576912160573071175978423973752747390, kCubic = 0.044715;

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    if (approximate != 0) {
      const f64x4 wide = widen(at_least(x, -12));
      const f64x4 inner = at_most(wide, 12);
      const f64x4 e = exponential(inner * (kScale + kScale * kCubic * (inner * inner))).exp();
      return narrow(wide * (e / (e + 1))) + 0.0F;
    }
    const f64x4 wide = at_least(widen(x), -kLimit);
    const f64x4 a = at_most(widen(abs(x)), kLimit);
    const f64x4 inverse = 1 / (a + 3.5);
    const f64x4 tail = exponential(-0.5 * a * a).exp() * inverse * polynomial((a - 3.5) * inverse, kTail);
    return narrow(wide * (wide < 0 ? tail : 1 - tail)) + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    if (approximate != 0) {
      const f64x4 wide = widen(clamp(x, -12, 12));
      const f64x4 square = kScale * kCubic * (wide * wide);
      const f64x4 e = exp_float64(wide * (kScale + square));
      const f64x4 sum = e + 1;
      return narrow(e * (sum + wide * (kScale + 3 * square)) / (sum * sum)) + 0.0F;
    }
    const f64x4 a = at_most(widen(abs(x)), kLimit);
    const f64x4 left =
        exponential(-0.5 * a * a).exp() * ((kZeroHigh - a) + kZeroLow) * polynomial((a - 3.5) / (a + 3.5), kSlope);
    return narrow(widen(x) < 0 ? left : 1 - left) + 0.0F;
  }
};

}  // namespace kassei
