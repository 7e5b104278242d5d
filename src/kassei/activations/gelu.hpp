#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

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

  // The same for float64 and a <= 39, relative errors 2^-57.1 and 2^-58, as what is added to constants
  // (src/fit/gaussian_float64.sollya). Phi(-a) = e^(-a^2/2) T (a + 9/4) / (u + 29/16), u = a (a + 9/4), T next to 0.4;
  // f'(-a) = e^(-a^2/2) (z - a) G (a + 5/2) / (a + 3/2), G next to 0.4.
  static constexpr double kTailConstant = 413.0 / 1024, kSlopeConstant = 809.0 / 2048;
  static constexpr std::array kTail64{
      0x1.c43270c41e3afp-10, 0x1.be7bf71fc59b4p-4, -0x1.c6a7c9e8bf369p-7, -0x1.b49af16c7de07p3, -0x1.15cad8a99e274p7,
      -0x1.f16972d7ddc75p8,  0x1.d39e553066434p11, 0x1.18c148dad9c2ep16,  0x1.285f6a8dd1ac9p19, 0x1.a31c54d64c518p21,
      0x1.af2cf57b763ecp23,  0x1.5abdfc719073ap25, 0x1.16029fac21a7ep27,  0x1.32a6d93dda32ep29, 0x1.73d5262a4a828p31,
      0x1.69099eea9fd6fp33,  0x1.26f2910c6564dp35, 0x1.24960497af777p37,  0x1.58f52b0d99302p39, 0x1.507482d2b6b19p41,
      0x1.3e2fead7140b9p43,  0x1.54e74ac642df9p45, 0x1.5e498bfc74454p46,  0x1.c1bbc9b9bb006p47, 0x1.55052b17ce767p52,
      0x1.73f267b3f3d84p54};
  static constexpr std::array kSlope64{
      -0x1.00c1642b175d6p-8, -0x1.e5c1184f62a02p-15, 0x1.2bc996ab94ea5p0,   0x1.7828efe476b02p2,
      -0x1.958ba52344dd1p2,  -0x1.5b2429315c0c6p8,   -0x1.a1b19751f9e02p11, -0x1.4743b48f6d43dp14,
      -0x1.7cb48071a5ecep16, -0x1.554ed265114f3p18,  -0x1.f1b5b60b0f067p19, -0x1.675ac962676cap21,
      -0x1.5140c23c221fcp23, -0x1.60729707b7da3p25,  -0x1.2fb8d4b263dedp27, -0x1.af96486c971d2p28,
      -0x1.6b5e0fadcb485p30, -0x1.89a2e58eb2263p32,  -0x1.6661c46ee8503p34, -0x1.e49841795f137p35,
      -0x1.338933cf29334p37, -0x1.6d28af379b5e1p39,  -0x1.460793c8df6e3p42, -0x1.08208b413b623p44};
  static constexpr std::array kZero64{0x1.80ead197f00b4p-1, -0x1.13e74c8p-56, 0x1.39a92be9a2b4ap-83};

  // Approximate: the zero of f', its e^v and square, and the factors of x and x^3 in v, and of x^3 in x v'.
  static constexpr std::array kGateZero{-0x1.81429f9e97e4dp-1, 0x1.3ce60c8p-55, 0x1.e3b278ce6e6p-83};
  static constexpr Pair kGateAtZero = pair_of(0x1.2af64e9c485eep-2, -0x1.51801b9b851b9p-57);
  static constexpr Pair kZeroSquare = pair_of(0x1.21e4bab8db157p-1, -0x1.77c27a25e6b3p-60);
  static constexpr Pair kLinear = pair_of(0x1.9884533d43651p0, -0x1.cbc0d30ebfd15p-54);
  static constexpr Pair kThird = pair_of(0x1.2444f2a4d8b4bp-4, -0x1.3023b0e5fbc6ep-58);
  static constexpr Pair kThirdOfSlope = pair_of(0x1.b6676bf7450fp-3, 0x1.be53b53832ad3p-60);

  KASSEI_INLINE static f64x2 beyond(f64x2 a) { return 1 / (a + 5) - 57.0 / 512; }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    if (approximate) {
      const f64x2 near = at_least(x, -22);
      const Pair inner = {.high = at_most(near, 9), .low = f64x2{}};
      const Pair v = inner * normal(kLinear + square(inner) * kThird);
      const Exponential64 e = exponential(v.high, v.low);
      const Pair n = e.numerator();
      const Pair q = quotient(n, normal(scaled(n, e.scale) + e.denominator()));
      return (x > 9 ? x : e.power(times_head(near, q).sum())) + 0.0;
    }
    const f64x2 a = at_most(abs(x), 39);
    const Exponential64 e = gaussian(a);
    const Pair t = {.high = both(kTailConstant), .low = polynomial(beyond(a), kTail64)};
    const Pair u = normal(Pair{a, f64x2{}} * two_sum(a, both(2.25)));
    const Pair q = quotient(e.numerator() * t * u, normal(e.denominator() * (u + pair_of(1.8125))));
    const Pair right = fast_two_sum(x, -q.high * e.scale);
    return x > 39 ? x : x > 0 ? right.high + (right.low - q.low * e.scale) : 0.0 - e.power(q.sum());
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

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    if (approximate) {
      const Pair inner = {.high = clamp(x, -22, 9), .low = f64x2{}};
      const Pair from = distance(inner, kGateZero);
      // v - v(z) = s (x - z) (1 + c t) and x v' - z v'(z) = s (x - z) (1 + 3 c t) with t = x^2 + x z + z^2.
      const Pair t = normal(square(inner) + inner * pair_of(kGateZero[0], kGateZero[1]) + kZeroSquare);
      const Pair v = normal(from) * normal(kLinear + t * kThird);
      const Pair g = normal(from) * normal(kLinear + t * kThirdOfSlope);
      return gated_slope(exponential(v.high, v.low), normal(g), kGateAtZero);
    }
    const f64x2 a = at_most(abs(x), 39);
    const Exponential64 e = gaussian(a);
    const Pair g = {.high = both(kSlopeConstant), .low = polynomial(beyond(a), kSlope64)};
    const Pair from = distance({.high = a, .low = f64x2{}}, kZero64);
    const Pair n = (e.numerator() * g) * two_sum(a, both(2.5)) * from;
    const Pair q = quotient(n, normal(e.denominator() * two_sum(a, both(1.5))));
    const Pair right = two_sum(both(1), q.high * e.scale);
    return x > 0 ? right.high + (right.low + q.low * e.scale) : e.power(0.0 - q.sum()) + 0.0;
  }
};

}  // namespace kassei
