#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"
#include "../rounding.hpp"

namespace kassei {

// f(x) = alpha x + beta, by default x: the identity; WebNN's and Core ML's linear have the two parameters. Evaluated in
// float64, as alpha (x + beta / alpha) with the quotient in two parts, so that near its zero the result is not mostly
// the rounding error of a product. Without beta it is odd: f(-0) = -0 for alpha > 0.
struct Linear {
  static constexpr Info info{
      .name = "linear",
      .aliases = {"identity"},
      .title = "Identity",
      .family = Family::kRectifiers,
      .source = "no activation at all: the output layer of a regression",
      .formula = R"(\alpha x + \beta)",
      .derivative = R"(\alpha)",
      .range = R"((-\infty, \infty))",
      .at_minus_infinity =
          R"(\begin{cases} -\infty & \alpha > 0 \\ \beta & \alpha = 0 \\ \infty & \alpha < 0 \end{cases})",
      .at_plus_infinity =
          R"(\begin{cases} \infty & \alpha > 0 \\ \beta & \alpha = 0 \\ -\infty & \alpha < 0 \end{cases})",
      .parameters = {{.name = "alpha", .symbol = R"(\alpha)", .text = "slope", .slider = {-2, 2}},
                     {.name = "beta", .symbol = R"(\beta)", .text = "value at 0", .slider = {-3, 3}}},
      .ulp = {.value = 0, .slope = 0},
      .ulp64 = {.value = 0, .slope = 0},
      .frameworks = {{.framework = Framework::kKeras2, .names = {"linear", "Identity"}},
                     {.framework = Framework::kKeras3, .names = {"linear", "Identity"}},
                     {.framework = Framework::kPytorch, .names = {"Identity"}},
                     {.framework = Framework::kJax, .names = {"identity"}},
                     {.framework = Framework::kTensorflowjs, .names = {"linear"}},
                     {.framework = Framework::kOnnx, .names = {"Identity"}},
                     {.framework = Framework::kWebnn, .names = {"identity", "linear"}}}};
  static constexpr bool kLight = true;
  static constexpr std::size_t kTurn64 = 2;  // `Line` is long

  double alpha = 1, beta = 0;

  // alpha = 0 is a separate case, because 0 times infinity is NaN. Where beta / alpha is beyond all float32 numbers,
  // nothing cancels and beta is added to the product. Terms that do not count are -0, which leaves zeros their sign.
  KASSEI_INLINE f32x4 value(f32x4 x) const {
    if (alpha == 1 && beta == 0) return x;
    if (alpha == 0) return keep_nan(x, splat(nearest(beta)));
    const double quotient = beta / alpha;
    const bool cancels = beta != 0 && std::abs(quotient) < 1e200;
    const double offset = cancels ? quotient : -0.0;
    const double rest = cancels ? rest_of_quotient(beta, alpha, quotient) / alpha : -0.0;
    const double last = cancels ? 0 : beta == 0 ? -0.0 : beta;
    return narrow(alpha * ((widen(x) + offset) + rest) + last);
  }

  KASSEI_INLINE f32x4 slope(f32x4 x) const { return keep_nan(x, splat(nearest(alpha))); }

  KASSEI_INLINE f64x2 value(f64x2 x) const {
    if (alpha == 0) return keep_nan(x, both(beta + 0.0));
    return beta == 0 ? alpha * x : Line::sum(alpha, beta)(x);
  }

  KASSEI_INLINE f64x2 slope(f64x2 x) const { return keep_nan(x, both(alpha + 0.0)); }
};

}  // namespace kassei
