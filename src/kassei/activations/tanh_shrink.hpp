#pragma once

#include "../concepts.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = x - tanh x, f'(x) = tanh^2 x. Near 0 the difference cancels; f is then x^3 times a polynomial (src/fit/).
// Odd: f(-0) = -0.
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

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 wide = widen(x);
    const f64x4 t = near(wide) ? wide - shrunk(wide) : saturating(x);
    return narrow(t * t);
  }
};

}  // namespace kassei
