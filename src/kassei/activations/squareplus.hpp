#pragma once

#include "../concepts.hpp"

namespace kassei {

// f(x) = (x + sqrt(x^2 + b)) / 2 (Barron, arXiv:2112.11687). For x < 0 the sum cancels; f is then
// (b / 2) / (sqrt(x^2 + b) - x), and f' likewise. Evaluated in float64, where x^2 cannot overflow. Tends to 0 like
// -b / (4 x).
struct Squareplus {
  static constexpr Info info{
      .name = "squareplus",
      .title = "Squareplus",
      .family = Family::kRectifiers,
      .source = "Barron: Squareplus: A Softplus-Like Algebraic Rectifier, 2021, arXiv:2112.11687",
      .formula = R"(\frac{x + \sqrt{x^2 + b}}{2})",
      .derivative = R"(\frac{1}{2}\left(1 + \frac{x}{\sqrt{x^2 + b}}\right))",
      .range = R"((0, \infty))",
      .at_minus_infinity = "0",
      .at_plus_infinity = R"(\infty)",
      .parameters = {{.name = "b",
                      .symbol = "b",
                      .text = "width of the bend around 0",
                      .allowed = {kSmallest, kLargest},
                      .slider = {0.1, 16}}},
      .ulp = {.value = 0.51, .slope = 0.51},
      .frameworks = {{.framework = Framework::kKeras3, .names = {"squareplus"}},
                     {.framework = Framework::kJax, .names = {"squareplus"}}}};

  double b = 4;

  KASSEI_INLINE f32x4 value(f32x4 x) const {
    const f64x4 size = widen(abs(x));
    const f64x4 sum = sqrt(size * size + b) + size;
    return narrow(widen(x) < 0 ? 0.5 * b / sum : 0.5 * sum);
  }

  // The limit replaces infinity by a number whose square does not overflow.
  KASSEI_INLINE f32x4 slope(f32x4 x) const {
    const f64x4 size = at_most(widen(abs(x)), 1e100);
    const f64x4 root = sqrt(size * size + b);
    const f64x4 sum = root + size;
    return narrow((widen(x) < 0 ? 0.5 * b / sum : 0.5 * sum) / root);
  }
};

}  // namespace kassei
