#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "../concepts.hpp"
#include "../math64.hpp"

namespace kassei {

// f(x) = x sigma(beta x) (Elfwing, Uchibe and Doya, arXiv:1702.03118; with beta: Ramachandran, Zoph and Le,
// arXiv:1710.05941). With n / d = e^v, v = beta x: f = x n / (n + d) and f' = n (n + d (1 + v)) / (n + d)^2. The sum in
// f' cancels at its zero v = -1.2785, therefore it has float64's precision. The limits of x replace -infinity by a
// number whose result is 0. f(-0) = +0, by the addition.
// In float64 v is the exact product and n and d are pairs, good to 2^-57, as their quotient is. f' is made of the
// distance of v from that zero (gated_slope), which has 132 bits, so that the doubles next to it have all of theirs.
struct Silu {
  static constexpr Info info{
      .name = "silu",
      .aliases = {"swish"},
      .title = "Sigmoid linear unit",
      .family = Family::kGated,
      .source =
          "Hendrycks, Gimpel, 2016, arXiv:1606.08415; Elfwing, Uchibe, Doya: Sigmoid-Weighted Linear Units for Neural "
          "Network Function Approximation in Reinforcement Learning, 2017, arXiv:1702.03118; Ramachandran, Zoph, Le: "
          "Searching for Activation Functions, 2017, arXiv:1710.05941",
      .formula = R"(x\,\sigma(\beta x) = \frac{x}{1 + e^{-\beta x}})",
      .derivative = R"(\sigma(\beta x)\,\bigl(1 + \beta x\,(1 - \sigma(\beta x))\bigr))",
      .range = R"([-0.2785, \infty))",
      .at_minus_infinity = R"(\begin{cases} 0 & \beta > 0 \\ -\infty & \beta \le 0 \end{cases})",
      .at_plus_infinity = R"(\begin{cases} \infty & \beta \ge 0 \\ 0 & \beta < 0 \end{cases})",
      .parameters = {{.name = "beta", .symbol = R"(\beta)", .text = "steepness of the gate", .slider = {0, 5}}},
      .ulp = {.value = 0.52, .slope = 0.51},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"swish", "silu"}},
                     {.framework = Framework::kKeras3, .names = {"silu", "swish"}},
                     {.framework = Framework::kPytorch, .names = {"SiLU", "silu"}},
                     {.framework = Framework::kJax, .names = {"silu", "swish"}},
                     {.framework = Framework::kTensorflowjs, .names = {"swish"}},
                     {.framework = Framework::kOnnx, .names = {"Swish"}}}};

  double beta = 1;

  // beta, far enough from 0 for the limits of x to saturate the gate at infinity. No other x sees the difference:
  // either the sum rounds to beta, or e^v is 1.
  double steepness() const { return beta == 0 ? 0 : beta + std::copysign(1e-200, beta); }

  // Whether limits of x alone keep e^v within float64.
  bool usual() const { return beta >= 1 && beta <= 2; }

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    if (usual()) {
      const f64x4 wide = widen(at_least(x, -110));
      const Ratio e = exp2_ratio(kLog2E * beta * at_most(wide, 110));
      const f64x4 n = e.numerator();
      return narrow(wide * n / (n + e.denominator())) + 0.0F;
    }
    const f64x4 wide = clamp(widen(x), -1e250, 1e250);
    const f64x4 e = exponential(clamp(steepness() * wide, -700, 700)).exp();
    return narrow(wide * (e / (e + 1))) + 0.0F;
  }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    if (beta == 0) return 0.5 * x + 0.0;
    const double reach = limit(1480);
    f64x2 near = clamp(x, -reach, reach);
    const Pair v = gate(x, near);
    f64x2 high = clamp(v.high, -1480, 50);
    f64x2 low = v.low;
    if (std::abs(beta) < kTiny) {
      // x may be so large that powers below 2^-2044, the smallest, count: it lends e^v a factor of 2^128.
      const i64x2 far = high < -1400;
      near = far ? near * 0x1p-128 : near;
      high = far ? high + 128 * kLn2High : high;
      low = far ? low + 128 * kLn2Low : low;
    }
    const Exponential64 e = exponential(at_least(high, -1400), low);
    const Pair n = e.numerator();
    const Pair q = quotient(n, normal(scaled(n, e.scale) + e.denominator()));
    // A half of 2^n that is small comes first, because q may be above 1 and x the largest number.
    const f64x2 product = times_head(near * at_most(e.power.half, 1), q).sum();
    return (v.high > 50 ? x : (product * at_least(e.power.half, 1)) * e.power.rest) + 0.0;
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 v =
        usual() ? beta * widen(clamp(x, -150, 150)) : clamp(steepness() * clamp(widen(x), -1e250, 1e250), -300, 300);
    const Ratio e = exp2_ratio_float64(kLog2E * v);
    const f64x4 n = e.numerator();
    const f64x4 d = e.denominator();
    const f64x4 sum = n + d;
    return narrow(n * (n + d * (1 + v)) / (sum * sum)) + 0.0F;
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const double reach = limit(800);
    const Pair v = gate(x, clamp(x, -reach, reach));
    const Pair f = distance({.high = clamp(v.high, -760, 50), .low = v.low}, kZero);
    return gated_slope(exponential(f.high, f.low), f, pair_of(-1 - kZero[0], -kZero[1]));
  }

 private:
  // The v of the zero of f', which is -1 - e^v.
  static constexpr std::array kZero{-0x1.474973c84120bp0, -0x1.f8d74cp-54, 0x1.b29f55d76b5fdp-81};

  // Where x beyond a limit of v may be finite.
  static constexpr double kTiny = 0x1p-900;

  // The x whose v is `v`.
  double limit(double v) const { return std::min(v / std::abs(beta), std::numeric_limits<double>::max()); }

  // beta x exactly, of an x within the limit that stands for the given one.
  KASSEI_INLINE Pair gate(f64x2 x, f64x2 near) const {
    Pair v = times_exactly(near, beta);
    if (beta != 0 && std::abs(beta) < kTiny) v.high = abs(x) > std::numeric_limits<double>::max() ? beta * x : v.high;
    return v;
  }
};

}  // namespace kassei
