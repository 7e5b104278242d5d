#pragma once

#include "../concepts.hpp"
#include "../pair.hpp"

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
      .ulp64 = {.value = 0.51, .slope = 0.76},
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

  // In float64 the square, the root, the sum and the quotient are in two parts, good to 2^-74. One division serves the
  // root and the quotient. From |x| = 2^300 on, where x^2 overflows at last, f is x or -b / (4 x).
  KASSEI_INLINE f64x2 value(f64x2 x) const {
    const f64x2 size = at_most(abs(x), 0x1p300);
    const Root root(size, both(b));
    const Pair sum = fast_two_sum(root.high, size);
    const f64x2 inverse = 1 / (root.high * sum.high);
    const Pair whole{.high = sum.high, .low = sum.low + root.rest * (0.5 * (inverse * sum.high))};
    const f64x2 y = x < 0 ? quotient({both(0.5 * b), f64x2{}}, whole, inverse * root.high).sum() : 0.5 * whole.sum();
    const f64x2 far = x < 0 ? both(0.25 * b) / abs(x) : x;
    return abs(x) > 0x1p300 ? far : y;
  }

  // f' is the same for x 2^-100 and b 2^-200, whose squares neither overflow nor underflow. The limit is where f' is 1
  // or 0.
  KASSEI_INLINE f64x2 slope(f64x2 x) const {
    const double b_scaled = b * 0x1p-200;
    const f64x2 size = at_most(abs(x) * 0x1p-100, 0x1p510);
    const Root root(size, both(b_scaled));
    const Pair sum = fast_two_sum(root.high, size);
    const f64x2 factor = x < 0 ? sum.high : both(1);
    const f64x2 inverse = 1 / (root.high * factor);
    const f64x2 low = root.rest * (0.5 * (inverse * factor));
    const Pair whole{.high = sum.high, .low = sum.low + low};
    const Pair product = Pair{.high = root.high, .low = low} * whole;
    const Pair n{.high = x < 0 ? both(0.5 * b_scaled) : 0.5 * whole.high, .low = x < 0 ? both(0) : 0.5 * whole.low};
    const Pair d{.high = x < 0 ? product.high : root.high, .low = x < 0 ? product.low : low};
    return quotient(n, d, inverse).sum();
  }

 private:
  // sqrt(size^2 + b) = high + rest / (2 high) but for 2^-77 of it.
  struct Root {
    f64x2 high, rest;
    KASSEI_INLINE Root(f64x2 size, f64x2 b) {
      const f64x2 first = head(size);
      const f64x2 square = size * size;
      const f64x2 lost = (first * first - square) + (size + first) * (size - first);
      const Pair sum = two_sum(square, b);
      high = sqrt(sum.high);
      const f64x2 high0 = head(high);
      rest = ((sum.high - high0 * high0) - (high + high0) * (high - high0)) + (sum.low + lost);
    }
  };
};

}  // namespace kassei
