#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"

namespace kassei {

// f(x) = x / (1 + |x|), f'(x) = 1 / (1 + |x|)^2 (Bergstra, Desjardins, Lamblin and Bengio 2009). Evaluated in
// float64, because in float32 the sum's rounding would add to the division's. A limit of |x| avoids infinity / infinity
// and changes no result: from |x| = 2^25 on f is +-1. Odd: f(-0) = -0.
struct Softsign {
  static constexpr Info info{
      .name = "softsign",
      .title = "Softsign",
      .family = Family::kSigmoidLike,
      .source = "Bergstra, Desjardins, Lamblin, Bengio: Quadratic Polynomials Learn Better Image Features, 2009",
      .formula = R"(\frac{x}{1 + |x|})",
      .derivative = R"(\frac{1}{(1 + |x|)^2})",
      .range = "(-1, 1)",
      .at_minus_infinity = "-1",
      .at_plus_infinity = "1",
      .ulp = {.value = 0.51, .slope = 0.51},
      .ulp64 = {.value = 0.51, .slope = 0.76},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"softsign"}},
                     {.framework = Framework::kKeras3, .names = {"softsign"}},
                     {.framework = Framework::kPytorch, .names = {"Softsign", "softsign"}},
                     {.framework = Framework::kJax, .names = {"soft_sign"}},
                     {.framework = Framework::kTensorflowjs, .names = {"softsign"}},
                     {.framework = Framework::kOnnx, .names = {"Softsign"}},
                     {.framework = Framework::kWebnn, .names = {"softsign"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f32x4 size = at_most(abs(x), 0x1p60F);
    const f64x4 wide = widen(size);
    return with_sign(narrow(wide / (1 + wide)), x);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 sum = 1 + widen(abs(x));
    return narrow(1 / (sum * sum));
  }

  // In float64 the sum is in two parts, and so is the quotient, good to 2^-76. The limits are below infinity, from
  // where f is +-1 and f' is 0.
  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 size = at_most(abs(x), 0x1p60);
    return with_sign(quotient({.high = size, .low = f64x2{}}, two_sum(both(1), size)).sum(), x);
  }

  // 2^300 / (1 + |x|) is squared, so that no part of a small result is below the smallest number.
  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const Pair sum = two_sum(both(1), at_most(abs(x), 0x1p600));
    const Pair root = quotient({.high = both(0x1p300), .low = f64x2{}}, sum);
    return (root.high * root.high + (root.high + root.high + root.low) * root.low) * 0x1p-600;
  }
};

}  // namespace kassei
