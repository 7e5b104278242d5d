// What the row-wise functions of float64 share: powers in two parts at a temperature T, and upstream as it is summed up.
#pragma once

#include <cstddef>

#include "../math64.hpp"
#include "rows.hpp"

namespace kassei {

// The upstream of a row: times a power of two, so that nothing overflows, and relative to a reference, exactly. Results
// are times 2^shift until `back` takes both factors out, which is their one rounding.
struct Upstream64 {
  f64x2 scale;
  f64x2 reference;
  Power back;

  KASSEI_INLINE Pair distance(f64x2 g) const { return two_sum(g * scale, -reference); }

  // With the upstream at m, the row's largest x, as the reference.
  [[gnu::noinline]] static Upstream64 of(const Row64& row, const Rows64& rows, f64x2 m, int shift) {
    f64x2 size = both(0x1p-1000);
    row.each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f64x2 g = abs(load_part(rows.upstream + at, lanes));
      size = g > size ? g : size;
    });
    if (!row.across) size = both(size[0] > size[1] ? size[0] : size[1]);
    const i64x2 exponent = (as<i64x2>(at_most(size, 0x1p1000)) >> 52) - 1023;
    const auto scale = as<f64x2>((1023 - exponent) << 52);
    const i64x2 half = (exponent - shift) >> 1;
    const i64x2 rest = exponent - shift - half;
    return {.scale = scale,
            .reference = scale * row.at_largest(rows.x, m, rows.upstream),
            .back = {.half = as<f64x2>((half + 1023) << 52), .rest = as<f64x2>((rest + 1023) << 52)}};
  }
};

// Powers of one row. They are times 2^420, so that none is subnormal.
struct Powers64 {
  static constexpr int kShift = 420;
  static constexpr double kScale = 0x1p420;

  f64x2 m;       // the row's largest element
  Pair inverse;  // 2 / T

  Powers64(const Row64& row, const Rows64& rows)
      : m(row.largest(rows.x)), inverse(quotient({both(2), f64x2{}}, {both(rows.temperature), f64x2{}})) {}

  // (x - m) / T to 2^-78 of itself, -infinity with any low part. From halves, so that no difference overflows.
  KASSEI_INLINE Pair distance(f64x2 x) const { return two_sum(0.5 * x, -0.5 * m) * inverse; }

  // 2^420 e^((x - m) / T), 0 where that is below 2^-1022.
  KASSEI_INLINE Pair power(f64x2 x) const {
    const Pair z = distance(x);
    const auto far = z.high <= -999;
    const Exponential64 e = exponential(at_least(z.high, -999), far ? f64x2{} : z.low);
    const f64x2 scale = far ? f64x2{} : (e.power.half * kScale) * e.power.rest;
    return scaled(quotient(e.numerator(), normal(e.denominator())), scale);
  }

  // Of powers: all without one largest element's, which is 2^420; all times the upstream.
  struct Sums {
    Pair others, weighted;
  };

  // The sums of powers as they are before they are rounded. Writes them, rounded, to `powers`, unless it is null. NaN or
  // an infinite m makes a sum NaN.
  [[gnu::noinline]] Sums sums(const Row64& row, const Rows64& rows, double* powers, const Upstream64* upstream) const {
    Pair others{};
    Pair weighted{};
    f64x2 largest{};
    row.each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f64x2 x = load_part(rows.x + at, lanes, kLowest);
      Pair e = power(x);
      if (upstream) weighted = weighted + e * upstream->distance(load_part(rows.upstream + at, lanes));
      if (powers) store_part(powers + at, e.sum(), lanes);
      const f64x2 one = x == m ? both(1) : f64x2{};
      e.high -= kScale * one;
      others = others + e;
      largest += one;
    });
    const f64x2 count = row.sum_over_row(largest) - 1;
    return {.others = normal(row.sum_over_row(others) + Pair{.high = kScale * count, .low = f64x2{}}),
            .weighted = row.sum_over_row(weighted)};
  }
};

// The sum of all powers, from that of the others, without their 2^420.
KASSEI_INLINE Pair whole(Pair others) {
  return normal(Pair{.high = both(1), .low = f64x2{}} + scaled(others, both(1 / Powers64::kScale)));
}

}  // namespace kassei
