#pragma once

#include "../concepts.hpp"
#include "../math.hpp"
#include "../math64.hpp"
#include "../rows/rows.hpp"

namespace kassei {

// y = a sigma(b), a and b the halves of a row (Dauphin, Fan, Auli and Grangier, arXiv:1612.08083). With e^b = n / d,
// y = a n / (n + d), and the vector-Jacobian product is g n / (n + d) for a, g a n d / (n + d)^2 for b. The value has
// half of x's length; upstream has the value's length. The halves of a block are contiguous whatever the axis.
// In float64 n, d and their quotients are in two parts, good to 2^-56; the powers of two in a, g and e^b are multiplied
// in last, so that neither they nor subnormal results add to the one rounding. A b below -1400 counts as that: it
// matters only where a or g is beyond 2^944.
struct Glu {
  static constexpr Info info{
      .name = "glu",
      .title = "Gated linear unit",
      .family = Family::kRowwise,
      .source =
          "Dauphin, Fan, Auli, Grangier: Language Modeling with Gated Convolutional Networks, 2016, "
          "arXiv:1612.08083",
      .formula = R"(a\,\sigma(b), \quad x = (a, b))",
      .derivative = R"(\bigl(g\,\sigma(b),\ g\,a\,\sigma(b)\,\sigma(-b)\bigr))",
      .range = R"((-\infty, \infty))",
      .parameters = {kAxis},
      .ulp = {.value = 0.52, .slope = 0.52},
      .ulp64 = {.value = 0.78, .slope = 0.78},
      .halves = true,
      .frameworks = {{.framework = Framework::kKeras3, .names = {"glu"}},
                     {.framework = Framework::kPytorch, .names = {"GLU", "glu"}},
                     {.framework = Framework::kJax, .names = {"glu"}}}};

  // Calls visit(offset of a, offset of b, offset in the halved array, lanes).
  template <class T, class F>
  KASSEI_INLINE static void each(const RowsOf<T>& rows, F visit) {
    const std::size_t half = rows.length / 2 * rows.inner;
    for (std::size_t block = 0; block < rows.outer; ++block) {
      for (std::size_t i = 0; i < half; i += kLanesOf<T>) {
        const std::size_t a = 2 * block * half + i;
        visit(a, a + half, block * half + i, static_cast<std::ptrdiff_t>(half - i));
      }
    }
  }

  static void value(const Rows& rows) {
    each(rows, [&](std::size_t a, std::size_t b, std::size_t half, std::ptrdiff_t lanes) {
      const Ratio e = exp2_ratio(kLog2E * widen(clamp(load_first(rows.x + b, lanes), -300, 300)));
      const f64x4 n = e.numerator();
      store_part(rows.out + half, narrow(widen(load_first(rows.x + a, lanes)) * (n / (n + e.denominator()))), lanes);
    });
  }

  static void gradient(const Rows& rows) {
    each(rows, [&](std::size_t a, std::size_t b, std::size_t half, std::ptrdiff_t lanes) {
      const Ratio e = exp2_ratio(kLog2E * widen(clamp(load_first(rows.x + b, lanes), -300, 300)));
      const f64x4 n = e.numerator();
      const f64x4 d = e.denominator();
      const f64x4 g = widen(load_first(rows.upstream + half, lanes)) / (n + d);
      const f64x4 da = g * n;
      const f64x4 db = da * widen(load_first(rows.x + a, lanes)) * (d / (n + d));
      store_part(rows.out + a, narrow(da), lanes);
      store_part(rows.out + b, narrow(db), lanes);
    });
  }

  // e^-|b| = 2^n n / d, and s n + d with s = 2^n. Beyond |b| = 1400 it is taken as there.
  struct Gate64 {
    Exponential64 e;
    Pair n, d, sum;
    KASSEI_INLINE explicit Gate64(f64x2 b)
        : e(exponential(at_least(-abs(b), -1400))),
          n(e.numerator()),
          d(e.denominator()),
          sum(normal(d + scaled(n, e.scale))) {}

    // a sigma(b). a is times a power of two until the end, so that the product does not overflow and is not subnormal.
    KASSEI_INLINE f64x2 times_sigmoid(f64x2 a, f64x2 b) const {
      const auto right = b > 0;
      const Pair q = quotient({.high = right ? d.high : n.high, .low = right ? d.low : n.low}, sum);
      const auto small = abs(a) < 0x1p-900;
      const f64x2 scaled_a = a * (small ? both(0x1p100) : both(0.5));
      const f64x2 product = abs(a) <= kMax ? times_head(scaled_a, q).sum() : a * q.high;
      const f64x2 half = right ? both(1) : e.power.half;
      const f64x2 rest = (right ? both(1) : e.power.rest) * (small ? both(0x1p-100) : both(2));
      return with_sign((product * half) * rest, a);
    }

    // a g sigma'(b) = a g n d / (s n + d)^2, for any a and g: their exponents are added up, and multiplied in last.
    KASSEI_INLINE f64x2 times_slope(f64x2 a, f64x2 g) const {
      const Pair q = quotient(n * d, normal(square(sum)));
      const f64x2 a_scale = inverse_power(a);
      const f64x2 g_scale = inverse_power(g);
      const Pair factors = pair_of(a * a_scale) * pair_of(g * g_scale);
      const i64x2 sum_of_exponents =
          exponent(e.power.half) + exponent(e.power.rest) - exponent(a_scale) - exponent(g_scale);
      const i64x2 total = sum_of_exponents < -2044 ? i64x2{} - 2044 : sum_of_exponents;
      const i64x2 half = total >> 1;
      const f64x2 product =
          ((factors * q).sum() * as<f64x2>((half + 1023) << 52)) * as<f64x2>((total - half + 1023) << 52);
      const f64x2 signs = as<f64x2>(as<i64x2>(a) ^ as<i64x2>(g));
      return ((abs(a) <= kMax) & (abs(g) <= kMax)) ? with_sign(product, signs) : a * g * q.high;
    }

   private:
    static constexpr double kMax = std::numeric_limits<double>::max();

    // A power of two whose product with x is from 2 to 4, or below if x is subnormal.
    KASSEI_INLINE static f64x2 inverse_power(f64x2 x) {
      const auto power = at_least(as<f64x2>(as<i64x2>(x) & 0x7ff0000000000000), 0x1p-1022);
      return as<f64x2>(0x7ff0000000000000 - as<i64x2>(power));
    }
    KASSEI_INLINE static i64x2 exponent(f64x2 power_of_two) { return (as<i64x2>(power_of_two) >> 52) - 1023; }
  };

  static void value(const Rows64& rows) {
    each(rows, [&](std::size_t a, std::size_t b, std::size_t half, std::ptrdiff_t lanes) {
      const f64x2 gate = load_first(rows.x + b, lanes);
      store_part(rows.out + half, Gate64(gate).times_sigmoid(load_first(rows.x + a, lanes), gate), lanes);
    });
  }

  static void gradient(const Rows64& rows) {
    each(rows, [&](std::size_t a, std::size_t b, std::size_t half, std::ptrdiff_t lanes) {
      const f64x2 linear = load_first(rows.x + a, lanes);
      const f64x2 gate = load_first(rows.x + b, lanes);
      const f64x2 g = load_first(rows.upstream + half, lanes);
      const Gate64 sigmoid(gate);
      store_part(rows.out + a, sigmoid.times_sigmoid(g, gate), lanes);
      store_part(rows.out + b, sigmoid.times_slope(linear, g), lanes);
    });
  }
};

}  // namespace kassei
