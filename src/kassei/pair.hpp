// Numbers of float64 in two parts, by IEEE operations alone: sums and products whose error would reach a result.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include "rounding.hpp"
#include "simd.hpp"

namespace kassei {

// high + low. Unless it is said to be normal, low may be as large as 2^-6 of high: what is computed of it is then good
// to about 2^-57, which is enough for results below 1 ulp, and saves the operations that would normalise it.
struct Pair {
  f64x2 high, low;
  KASSEI_INLINE f64x2 sum() const { return high + low; }
};

KASSEI_INLINE Pair pair_of(f64x2 x) { return {.high = x, .low = f64x2{}}; }
// The same constant in both lanes.
constexpr Pair pair_of(double high, double low = 0) { return {.high = f64x2{high, high}, .low = f64x2{low, low}}; }

// a + b exactly, for |a| >= |b| or a = 0 (Dekker).
KASSEI_INLINE Pair fast_two_sum(f64x2 a, f64x2 b) {
  const f64x2 sum = a + b;
  return {.high = sum, .low = b - (sum - a)};
}

// a + b exactly (Knuth). Infinities give NaN.
KASSEI_INLINE Pair two_sum(f64x2 a, f64x2 b) {
  const f64x2 sum = a + b;
  const f64x2 back = sum - a;
  return {.high = sum, .low = (a - (sum - back)) + (b - back)};
}

// The same number with |low| at most half an ulp of high.
KASSEI_INLINE Pair normal(Pair a) { return fast_two_sum(a.high, a.low); }

// The first 26 bits: the product of two heads is exact, and that of a head with the other 27 bits too.
KASSEI_INLINE f64x2 head(f64x2 x) { return as<f64x2>(as<u64x2>(x) & 0xfffffffff8000000); }
constexpr double head(double x) { return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0xfffffffff8000000); }

KASSEI_INLINE Pair operator+(Pair a, Pair b) {
  const Pair sum = two_sum(a.high, b.high);
  return {.high = sum.high, .low = sum.low + (a.low + b.low)};
}

// The distance of a from a constant in three parts, the second so short that its difference from a's low part is exact
// where a's high part is the first: so the numbers next to the constant keep all digits.
KASSEI_INLINE Pair distance(Pair a, const std::array<double, 3>& from) {
  const Pair whole = two_sum(a.high, both(-from[0]));
  const Pair sum = two_sum(whole.high, a.low - from[1]);
  return {.high = sum.high, .low = sum.low + (whole.low - from[2])};
}

// The factor is a power of two.
KASSEI_INLINE Pair scaled(Pair a, f64x2 power_of_two) {
  return {.high = a.high * power_of_two, .low = a.low * power_of_two};
}

KASSEI_INLINE Pair operator*(Pair a, Pair b) {
  const f64x2 a0 = head(a.high);
  const f64x2 a1 = (a.high - a0) + a.low;
  const f64x2 b0 = head(b.high);
  const f64x2 b1 = (b.high - b0) + b.low;
  return {.high = a0 * b0, .low = (a0 * b1 + a1 * b0) + a1 * b1};
}

// a b exactly, unless its low part is subnormal; |b| < 2^996 (Dekker, with Veltkamp's 26 and 26 bits of b).
KASSEI_INLINE Pair times_exactly(f64x2 a, double b) {
  const double shifted = 0x8000001p0 * b;
  const double b0 = shifted - (shifted - b);
  const double b1 = b - b0;
  const f64x2 a0 = head(a);
  const f64x2 a1 = a - a0;
  const f64x2 product = a * b;
  return {.high = product, .low = (((a0 * b0 - product) + a0 * b1) + a1 * b0) + a1 * b1};
}

// Both highs are heads.
KASSEI_INLINE Pair times_heads(Pair a, Pair b) {
  return {.high = a.high * b.high, .low = a.high * b.low + a.low * (b.high + b.low)};
}

// The same number with a head as high.
KASSEI_INLINE Pair with_head(Pair a) {
  const f64x2 high = head(a.high + a.low);
  return {.high = high, .low = (a.high - high) + a.low};
}

KASSEI_INLINE Pair square(Pair a) {
  const f64x2 a0 = head(a.high);
  const f64x2 a1 = (a.high - a0) + a.low;
  return {.high = a0 * a0, .low = (a0 + a0) * a1 + a1 * a1};
}

// a b for a b whose high is a head, as that of a quotient.
KASSEI_INLINE Pair times_head(f64x2 a, Pair b) {
  const f64x2 a0 = head(a);
  return {.high = a0 * b.high, .low = (a - a0) * b.high + a * b.low};
}

// n / d by one division, whose result may be given: the first 26 bits of the quotient, and what the remainder, which is
// exact, has for the rest. d is normal.
KASSEI_INLINE Pair quotient(Pair n, Pair d, f64x2 inverse) {
  const f64x2 q = head(n.high * inverse);
  const f64x2 d0 = head(d.high);
  const f64x2 d1 = (d.high - d0) + d.low;
  const f64x2 rest = (n.high - q * d0) - (q * d1 - n.low);
  return {.high = q, .low = rest * inverse};
}
KASSEI_INLINE Pair quotient(Pair n, Pair d) { return quotient(n, d, 1 / d.high); }

// The power of two in a number other than 0.
KASSEI_INLINE double power_in(double x) {
  const double up = std::abs(x) < 0x1p-1000 ? 0x1p100 : 1;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x * up) & 0x7ff0000000000000) / up;
}

// alpha x + beta or alpha (x - shift), rounded once; none of the parameters is 0. Evaluated as power (factor (x scale +
// offset) + rest), in two parts but for powers of two. Next to the zero all sums are exact: the error before the one
// rounding is below 2^-22 ulp; a subnormal result is rounded twice, to 0.75 ulp. Where |x scale| is beyond 2^400, all
// but alpha x is less than 2^-190 of it. Scale and power keep everything else from overflow and underflow.
struct Line {
  double alpha, scale, offset, factor, rest, power;

  // alpha (x + beta / alpha): the quotient leaves an exact remainder, the rest.
  KASSEI_INLINE static Line sum(double alpha, double beta) {
    const double unit = power_in(alpha);
    const double scale = limited(unit / power_in(beta));
    const double power = unit / scale;
    const double factor = alpha / unit;
    const double offset = beta / power / factor;
    const double rest = rest_of_quotient(beta / power, factor, offset);
    return {alpha, scale, offset, factor, rest, power};
  }

  KASSEI_INLINE static Line shifted(double alpha, double shift) {
    const double scale = limited(1 / power_in(shift));
    const double power = std::max(power_in(alpha) / scale, 0x1p-1000);
    return {alpha, scale, -shift * scale, alpha / power / scale, 0, power};
  }

  KASSEI_INLINE f64x2 operator()(f64x2 x) const {
    const f64x2 scaled = x * scale;
    const Pair product = two_sum(scaled, both(offset)) * Pair{both(factor), f64x2{}};
    const f64x2 y = product.high + (product.low + rest);
    return abs(scaled) > 0x1p400 ? alpha * x : y * power;
  }

 private:
  KASSEI_INLINE static double limited(double scale) { return std::clamp(scale, 0x1p-1000, 0x1p1000); }
};

}  // namespace kassei
