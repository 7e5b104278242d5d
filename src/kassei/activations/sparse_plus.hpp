#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"
#include "sparse_sigmoid.hpp"

namespace kassei {

// f(x) = 0 for x <= -1, (x + 1)^2 / 4 between, x for x >= 1: the integral of sparse_sigmoid, as softplus is sigmoid's.
// The square is in float64, because in float32 the sum's rounding would count twice. f' is continuous.
struct SparsePlus {
  static constexpr Info info{
      .name = "sparse_plus",
      .title = "Sparse plus",
      .family = Family::kRectifiers,
      .source =
          "Martins, Astudillo: From Softmax to Sparsemax, ICML 2016 (its loss for two classes); named in JAX, 2023",
      .cases = {{.value = "0", .high = -1, .includes_high = true},
                {.value = R"(\frac{1}{4}(x + 1)^2)", .low = -1, .high = 1},
                {.value = "x", .low = 1, .includes_low = true}},
      .derivative = R"(\begin{cases} 0 & x \le -1 \\ \frac{1}{2}(x + 1) & -1 < x < 1 \\ 1 & x \ge 1 \end{cases})",
      .range = R"([0, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .plot = {-4, 4},
      .ulp = {.value = 0.51, .slope = 0.51},
      .ulp64 = {.value = 0.51, .slope = 0.51},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"sparse_plus"}},
                     {.framework = Framework::kJax, .names = {"sparse_plus"}}}};

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 sum = widen(at_least(x, -1)) + 1;
    return x >= 1 ? x : narrow(0.25 * sum * sum);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return SparseSigmoid{}.value(x); }

  // In float64 the sum and its square are in two parts, good to 2^-77.
  KASSEI_INLINE f64x2 value(f64x2 x) const {
    return x >= 1 ? x : 0.25 * square(fast_two_sum(both(1), at_least(x, -1))).sum();
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return SparseSigmoid{}.value(x); }
};

}  // namespace kassei
