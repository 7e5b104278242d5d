#pragma once

#include <cmath>

#include "../concepts.hpp"
#include "../math.hpp"

namespace kassei {

// f(x) = x sigma(beta x) (Elfwing, Uchibe and Doya, arXiv:1702.03118; with beta: Ramachandran, Zoph and Le,
// arXiv:1710.05941). With n / d = e^v, v = beta x: f = x n / (n + d) and f' = n (n + d (1 + v)) / (n + d)^2. The sum in
// f' cancels at its zero v = -1.2785, therefore it has float64's precision. The limits of x replace -infinity by a
// number whose result is 0. f(-0) = +0, by the addition.
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

  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 v =
        usual() ? beta * widen(clamp(x, -150, 150)) : clamp(steepness() * clamp(widen(x), -1e250, 1e250), -300, 300);
    const Ratio e = exp2_ratio_float64(kLog2E * v);
    const f64x4 n = e.numerator();
    const f64x4 d = e.denominator();
    const f64x4 sum = n + d;
    return narrow(n * (n + d * (1 + v)) / (sum * sum)) + 0.0F;
  }
};

}  // namespace kassei
