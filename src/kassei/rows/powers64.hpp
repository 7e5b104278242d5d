// What the row-wise functions of float64 share: powers in two parts at a temperature T, and upstream as it is summed.
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

// 2^(i / 32) in two parts.
inline constexpr double kPowers32[32][2] = {{0x1p0, 0},
                                            {0x1.059b0d3158574p0, 0x1.d73e2a475b465p-55},
                                            {0x1.0b5586cf9890fp0, 0x1.8a62e4adc610bp-54},
                                            {0x1.11301d0125b51p0, -0x1.6c51039449b3ap-54},
                                            {0x1.172b83c7d517bp0, -0x1.19041b9d78a76p-55},
                                            {0x1.1d4873168b9aap0, 0x1.e016e00a2643cp-54},
                                            {0x1.2387a6e756238p0, 0x1.9b07eb6c70573p-54},
                                            {0x1.29e9df51fdee1p0, 0x1.612e8afad1255p-55},
                                            {0x1.306fe0a31b715p0, 0x1.6f46ad23182e4p-55},
                                            {0x1.371a7373aa9cbp0, -0x1.63aeabf42eae2p-54},
                                            {0x1.3dea64c123422p0, 0x1.ada0911f09ebcp-55},
                                            {0x1.44e086061892dp0, 0x1.89b7a04ef80dp-59},
                                            {0x1.4bfdad5362a27p0, 0x1.d4397afec42e2p-56},
                                            {0x1.5342b569d4f82p0, -0x1.07abe1db13cadp-55},
                                            {0x1.5ab07dd485429p0, 0x1.6324c054647adp-54},
                                            {0x1.6247eb03a5585p0, -0x1.383c17e40b497p-54},
                                            {0x1.6a09e667f3bcdp0, -0x1.bdd3413b26456p-54},
                                            {0x1.71f75e8ec5f74p0, -0x1.16e4786887a99p-55},
                                            {0x1.7a11473eb0187p0, -0x1.41577ee04992fp-55},
                                            {0x1.82589994cce13p0, -0x1.d4c1dd41532d8p-54},
                                            {0x1.8ace5422aa0dbp0, 0x1.6e9f156864b27p-54},
                                            {0x1.93737b0cdc5e5p0, -0x1.75fc781b57ebcp-57},
                                            {0x1.9c49182a3f09p0, 0x1.c7c46b071f2bep-56},
                                            {0x1.a5503b23e255dp0, -0x1.d2f6edb8d41e1p-54},
                                            {0x1.ae89f995ad3adp0, 0x1.7a1cd345dcc81p-54},
                                            {0x1.b7f76f2fb5e47p0, -0x1.5584f7e54ac3bp-56},
                                            {0x1.c199bdd85529cp0, 0x1.11065895048ddp-55},
                                            {0x1.cb720dcef9069p0, 0x1.503cbd1e949dbp-56},
                                            {0x1.d5818dcfba487p0, 0x1.2ed02d75b3707p-55},
                                            {0x1.dfc97337b9b5fp0, -0x1.1a5cd4f184b5cp-54},
                                            {0x1.ea4afa2a490dap0, -0x1.e9c23179c2893p-54},
                                            {0x1.f50765b6e454p0, 0x1.9d3e12dd8a18bp-54}};

// Powers of one row. They are times 2^420, so that none is subnormal.
struct Powers64 {
  static constexpr int kShift = 420;
  static constexpr double kScale = 0x1p420;

  f64x2 m;        // the row's largest element
  bool tempered;  // T is not 1
  Pair inverse;   // 2 / T

  Powers64(const Row64& row, const Rows64& rows)
      : m(row.largest(rows.x)),
        tempered(rows.temperature != 1),
        inverse(quotient(pair_of(both(2)), pair_of(both(rows.temperature)))) {}

  // (x - m) / T to 2^-78 of itself, -infinity with any low part. Differences of halves do not overflow.
  KASSEI_INLINE Pair distance(f64x2 x) const {
    if (!tempered) return two_sum(x, -m);
    return two_sum(0.5 * x, -0.5 * m) * inverse;
  }

  // 2^420 e^((x - m) / T), 0 where that is below 2^-1022; high is the nearest double. Relative error 2^-58.
  // Identity: e^z = 2^(n / 32) e^r with z = n ln 2 / 32 + r, |r| <= ln 2 / 64: a table of 2^(i / 32), and Taylor's
  // polynomial for e^r - 1. With a quotient, as in math64.hpp, softmax takes a third longer.
  KASSEI_INLINE Pair power(f64x2 x) const {
    constexpr double kRound32 = 0x1.8p52 + 32 * (1023 + kShift);
    const Pair z = distance(x);
    const auto far = z.high <= -999;
    const f64x2 high = at_least(z.high, -999);
    const f64x2 shifted = high * (32 * kLog2E) + kRound32;
    const f64x2 n = shifted - kRound32;
    // ln 2 / 32 in two parts: n times the first, of 36 bits, is exact.
    const Pair r = fast_two_sum(high - n * 0x1.62e42fefap-6, (far ? f64x2{} : z.low) - n * 0x1.cf79abc9e3b3ap-45);
    const f64x2 r2 = r.high * r.high;
    const f64x2 p =
        r.high + (r.low + r2 * polynomial(r.high, std::array{0.5, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720}));
    const u64x2 index = as<u64x2>(shifted) & 31;
    const f64x2 first = load(kPowers32[index[0]]);
    const f64x2 second = load(kPowers32[index[1]]);
    const f64x2 power = __builtin_shufflevector(first, second, 0, 2);
    const f64x2 rest = __builtin_shufflevector(first, second, 1, 3);
    const auto scale = as<f64x2>((as<u64x2>(shifted) >> 5) << 52);
    return scaled(fast_two_sum(power, rest + power * p), far ? f64x2{} : scale);
  }

  // Of powers: all without one largest element's, which is 2^420; all times the upstream.
  struct Sums {
    Pair others, weighted;
  };

  // The sums of powers as they are before they are rounded. Writes them, rounded, to `powers`, unless it is null. NaN
  // or an infinite m makes a sum NaN.
  [[gnu::noinline]] Sums sums(const Row64& row, const Rows64& rows, double* powers, const Upstream64* upstream) const {
    Pair others{};
    Pair weighted{};
    f64x2 largest{};
    row.each([&](std::size_t at, std::ptrdiff_t lanes) {
      const f64x2 x = load_part(rows.x + at, lanes, kLowest);
      Pair e = power(x);
      if (upstream) weighted = weighted + e * upstream->distance(load_part(rows.upstream + at, lanes));
      if (powers) store_part(powers + at, e.high, lanes);
      const f64x2 one = x == m ? both(1) : f64x2{};
      e.high -= kScale * one;
      others = others + e;
      largest += one;
    });
    const f64x2 count = row.sum_over_row(largest) - 1;
    return {.others = normal(row.sum_over_row(others) + pair_of(kScale * count)),
            .weighted = row.sum_over_row(weighted)};
  }
};

// The sum of all powers, from that of the others, without their 2^420.
KASSEI_INLINE Pair whole(Pair others) { return normal(pair_of(both(1)) + scaled(others, both(1 / Powers64::kScale))); }

}  // namespace kassei
