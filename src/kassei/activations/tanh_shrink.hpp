#pragma once

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = x - tanh x, f'(x) = tanh^2 x. Near 0 the difference cancels; f is then x^3 times a polynomial (src/fit/),
// in float64 x^3 (1/3 - 2/15 w + w^2 P(w)), w = x^2, where all but w^2 P(w) is in two parts, and that is at most 0.04
// of the result, its roundings 2^-57. Beyond, x - tanh x is a sum of pairs, whose error of 2^-57 grows by 6.5 at most;
// and x from 2^60 on. Odd: f(-0) = -0.
struct TanhShrink {
  static constexpr Info info{.name = "tanh_shrink",
                             .title = "Tanh shrinkage",
                             .family = Family::kShrinkage,
                             .source = "Torch's Tanhshrink, about 2010",
                             .formula = R"(x - \tanh x)",
                             .derivative = R"(\tanh^2 x)",
                             .range = R"((-\infty, \infty))",
                             .at_minus_infinity = R"(-\infty)",
                             .at_plus_infinity = R"(\infty)",
                             .ulp = {.value = 0.54, .slope = 0.52},
                             .frameworks = {{.framework = Framework::kKeras3, .names = {"tanh_shrink"}},
                                            {.framework = Framework::kPytorch, .names = {"Tanhshrink", "tanhshrink"}}}};

  // |x| <= 3/4, relative error 2e-9.
  static constexpr std::array kTerms{0x1.5555554acc3c5p-2,  -0x1.111102b074b09p-3, 0x1.ba1529f339ecdp-5,
                                     -0x1.65c1f8e037e53p-6, 0x1.1c95249c245ccp-7,  -0x1.950399364c5c4p-9,
                                     0x1.6d35dd7afa0fp-11};

  KASSEI_INLINE static auto near(f64x4 x) { return x * x < 0.5625; }

  KASSEI_INLINE static f64x4 shrunk(f64x4 x) { return x * (x * x) * polynomial(x * x, kTerms); }

  KASSEI_INLINE static f64x4 saturating(f32x4 x) { return exp2_ratio(2 * kLog2E * widen(clamp(x, -20, 20))).tanh(); }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 wide = widen(x);
    return narrow(near(wide) ? shrunk(wide) : wide - saturating(x));
  }

  // |x| <= 11/16, relative error 3.7e-18.
  static constexpr std::array kTerms64{0x1.ba1ba1ba1ba1bp-5,   -0x1.664f4882c0d7fp-6,  0x1.226e355e3ef0cp-7,
                                       -0x1.d6d3d0c4f7342p-9,  0x1.7da35fba8f4fcp-10,  -0x1.3557b3ee5d147p-11,
                                       0x1.f56fbe59437efp-13,  -0x1.95f0103daafcap-14, 0x1.459c1a12487afp-15,
                                       -0x1.f175cfb750814p-17, 0x1.3dd8f0da31c4cp-18,  -0x1.dfa0d25c9486fp-21};
  static constexpr Pair kThird = pair_of(0x1.5555555555555p-2, 0x1.5555555555555p-56);
  static constexpr Pair kFifth = pair_of(-0x1.111111p-3, -0x1.1111111111111p-31);

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 a = abs(x);
    // The parts of a small x^3 would be subnormal.
    const i64x2 small = a < 0x1p-300;
    const Pair y = {.high = small ? a * 0x1p200 : a, .low = f64x2{}};
    const Pair yy = square(y);
    const f64x2 w = yy.sum();
    const Pair line = fast_two_sum(kThird.high, head(w) * kFifth.high);
    const f64x2 rest = (w - head(w)) * kFifth.high + w * (kFifth.low + w * polynomial(w, kTerms64));
    const Pair ratio = {.high = line.high, .low = line.low + (kThird.low + rest)};
    const f64x2 near = (yy * y * ratio).sum() * (small ? both(0x1p-600) : both(1));
    const Pair t = exponential(-2 * at_most(a, 20)).tanh();
    const Pair far = fast_two_sum(at_most(a, 0x1p60), t.high);
    const f64x2 usual = a < 0.6875 ? near : far.high + (far.low + t.low);
    return with_sign(a > 0x1p60 ? a : usual, x);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 wide = widen(x);
    const f64x4 t = near(wide) ? wide - shrunk(wide) : saturating(x);
    return narrow(t * t);
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const f64x2 a = at_most(abs(x), 20);
    const Pair t = exponential(-2 * a).tanh();
    return a < 0x1p-30 ? a * a : times_heads(t, t).sum();
  }
};

}  // namespace kassei
