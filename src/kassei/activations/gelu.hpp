#pragma once

#include "../concepts.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = x Phi(x) with the normal distribution Phi (Hendrycks and Gimpel, arXiv:1606.08415); approximate: x sigma(v)
// with v = 2 sqrt(2 / pi) (x + 0.044715 x^3), the form with tanh(v / 2) without its cancellation in the left tail.
// Exact: max(x, 0) - |x| Phi(-|x|) with Phi(-a) = e^(-a^2/2) y P(y), y = 1 / (a + 7/2), and
// f'(-a) = e^(-a^2/2) (z - a) Q(y), f'(a) = 1 - f'(-a); the zero z of f' is a factor, so that nothing cancels near it.
// Approximate: with e = e^v, f' = e (e + 1 + x v') / (e + 1)^2, to the precision of float64.
// The limits of x replace -infinity by a number whose result is 0. f(-0) = +0, by the addition.
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
                      .text = "whether to use the form with tanh",
                      .type = Type::kBoolean,
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

  bool approximate = false;

  // P and Q for 0 <= a <= 14.8, relative errors 2.2e-9 and 2.4e-9 (src/fit/gaussian.sollya).
  static constexpr float kLimit = 14.8F;
  static constexpr std::array kTail{0x1.9888f18efb33fp-2, 0x1.65109fc07ab09p0,   0x1.22d423945183dp2,
                                    0x1.77aa2d9eb4124p3,  0x1.78524a10ed609p5,   -0x1.0bf712db2e755p6,
                                    0x1.58696a0e378a9p9,  -0x1.cb77528ba6fe3p10, -0x1.e32dc8a4e73fap9,
                                    0x1.fcf7bcee77159p12, -0x1.dc4ba197e133p12};
  static constexpr std::array kSlope{
      0x1.9885f1dc3cab8p-2, 0x1.329d361f7fd7fp-2, 0x1.c95365d41eedcp-1, 0x1.00142cff8c71cp1, 0x1.2c3f779ac2bb5p3,
      -0x1.4b0e600b75a63p4, 0x1.47368116bd32dp7,  -0x1.ca4ebaa7c2f41p8, 0x1.faeaea447911dp8, -0x1.7b789232e9424p7};
  static constexpr double kZeroHigh = 0x1.80ead197f00b4p-1, kZeroLow = -0x1.13e74c58cada8p-56;
  static constexpr double kScale = 1.59576912160573071175978423973752747390, kCubic = 0.044715;

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    if (approximate) {
      const f64x4 wide = widen(at_least(x, -12));
      const f64x4 inner = at_most(wide, 12);
      const Ratio e = exp2_ratio(inner * (kLog2E * kScale + kLog2E * kScale * kCubic * (inner * inner)));
      const f64x4 n = e.numerator();
      return narrow(wide * n / (n + e.denominator())) + 0.0F;
    }
    const f64x4 a = widen(at_most(abs(x), kLimit));
    const f64x4 y = 1 / (a + 3.5);
    const f64x4 tail = exponential(-0.5 * a * a).exp() * (a * y * polynomial(y, kTail));
    return narrow(widen(at_least(x, 0)) - tail) + 0.0F;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    if (approximate) {
      const f64x4 wide = widen(clamp(x, -12, 12));
      const f64x4 square = kScale * kCubic * (wide * wide);
      const f64x4 e = exp2_ratio_float64(kLog2E * (wide * (kScale + square))).power();
      const f64x4 sum = e + 1;
      return narrow(e * (sum + wide * (kScale + 3 * square)) / (sum * sum)) + 0.0F;
    }
    const f64x4 a = widen(at_most(abs(x), kLimit));
    const f64x4 left =
        exponential(-0.5 * a * a).exp() * (((kZeroHigh - a) + kZeroLow) * polynomial(1 / (a + 3.5), kSlope));
    return narrow(widen(x) < 0 ? left : 1 - left) + 0.0F;
  }
};

}  // namespace kassei
