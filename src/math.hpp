// The functions that activations stand on, in float64: about 2^-26 of relative error is left for the one rounding to
// float32. Coefficients: src/fit/.
#pragma once

#include <array>
#include <concepts>
#include <utility>

#include "simd.hpp"

namespace kassei {

// c[0] + c[1] x + c[2] x^2 + ..., by halves (Estrin), so that few operations wait for another.
template <class T, std::size_t N>
KASSEI_INLINE f64x4 polynomial(f64x4 x, const std::array<T, N>& c) {
  if constexpr (N == 1) {
    return f64x4{} + c[0];
  } else {
    const auto pair = [&]<std::size_t I>() {
      if constexpr (2 * I + 1 < N)
        return c[2 * I] + x * c[2 * I + 1];
      else
        return f64x4{} + c[2 * I];
    };
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return polynomial(x * x, std::array<f64x4, sizeof...(I)>{pair.template operator()<I>()...});
    }
    (std::make_index_sequence<(N + 1) / 2>{});
  }
}

// e^x = scale * (1 + m). Kept apart, so that e^x - 1 = (scale - 1) + scale * m does not cancel.
struct Exponential {
  f64x4 scale, m;
  KASSEI_INLINE f64x4 exp() const { return scale + scale * m; }
  KASSEI_INLINE f64x4 expm1() const { return (scale - 1) + scale * m; }
};

// x = n ln 2 + r with integer n and |r| <= ln 2 / 2, and 2^n.
struct Reduction {
  f64x4 scale, r;
};

KASSEI_INLINE Reduction reduce(f64x4 x) {
  // Adding 1.5 * 2^52 rounds to an integer in the low bits; with the exponent's bias beside it they become 2^n by a
  // shift.
  constexpr double kRound = 0x1.8p52 + 1023;
  const f64x4 shifted = x * 0x1.71547652b82fep0 + kRound;
  return {.scale = (f64x4)((u64x4)shifted << 52), .r = x - (shifted - kRound) * 0x1.62e42fefa39efp-1};
}

// Identity: e^x = 2^n e^r; m is a polynomial for e^r - 1.
// Domain: |x| <= 700, NaN stays NaN. Relative error: exp 5.5e-9, expm1 1.4e-8.
KASSEI_INLINE Exponential exponential(f64x4 x) {
  const auto [scale, r] = reduce(x);
  const f64x4 r2 = r * r;
  const f64x4 high = (0x1.55567378500a3p-5 + r * 0x1.12276800403a2p-7) + r2 * 0x1.6bec09bad3338p-10;
  const f64x4 q = (0x1.fffffec30f548p-2 + r * 0x1.5554b03fec1a3p-3) + r2 * high;
  return {.scale = scale, .m = r + r2 * q};
}

// e^x to the precision of float64, for what cancels in it next to a zero of its own. Domain: |x| <= 700. Relative error
// 4e-16 for |x| <= 2, and |x| 2e-16 beyond.
KASSEI_INLINE f64x4 exp_float64(f64x4 x) {
  const auto [scale, r] = reduce(x);
  constexpr std::array kTerms{
      0x1.0000000000005p-1,  0x1.555555555553bp-3,  0x1.5555555552111p-5,  0x1.1111111118833p-7,  0x1.6c16c17f2d333p-10,
      0x1.a01a0177ef8f7p-13, 0x1.a019a6a845bf9p-16, 0x1.71de8115b6b3dp-19, 0x1.28a287a71f73ap-22, 0x1.ae77593c4304p-26};
  return scale + scale * (r + r * r * polynomial(r, kTerms));
}

// The same reduction in float32: x = n ln 2 + r + lost, where `shifted` holds n + kBias in its low bits and `lost` is
// what rounding r to float32 loses, at most 2^-26. Domain: |x| <= 300, NaN stays NaN.
template <int kBias>
struct Reduced {
  f32x4 shifted, r, lost;
};

// Of x, or of x + low with a low of at most half an ulp of x.
template <int kBias>
KASSEI_INLINE Reduced<kBias> reduce(f32x4 x, std::same_as<f32x4> auto... low) {
  constexpr float kRound = 0x1.8p23F + kBias;
  const f32x4 shifted = x * 0x1.715476p0F + kRound;
  const f32x4 n = shifted - kRound;
  // ln 2 in two parts: n times the first is exact.
  const f32x4 exact = x - n * 0x1.62ep-1F;
  f32x4 rest = n * 0x1.0bfbe8p-15F;
  ((rest -= low), ...);
  const f32x4 r = exact - rest;
  return {.shifted = shifted, .r = r, .lost = (exact - r) - rest};
}

// e^x = numerator / denominator with the precision of float32 and the range of float64, for |x| <= 300: for functions
// that divide anyway. Identity: e^r = (C + r) / (C - r) with C = r coth(r / 2) = 2 + r^2 / 6 - ..., which needs two
// coefficients only.
struct Ratio {
  f64x4 numerator, denominator;
};

KASSEI_INLINE Ratio exponential_ratio(f32x4 x) {
  const auto [shifted, r, lost] = reduce<1023>(x);
  const f32x4 r2 = r * r;
  const f64x4 c = 2 + widen(r2 * (0x1.55551ep-3F + r2 * -0x1.6aa3d8p-9F));
  const f64x4 scale = (f64x4)(__builtin_convertvector((u32x4)shifted, u64x4) << 52);
  return {.numerator = scale * (c + widen(r)), .denominator = c - widen(r)};
}

// e^r - 1 for what `reduce` returns, below 0.4 ulp of a result next to 1/2.
KASSEI_INLINE f32x4 expm1_reduced(f32x4 r, f32x4 lost) {
  const f32x4 r2 = r * r;
  const f32x4 high = (0x1.5554fp-5F + r * 0x1.111306p-7F) + r2 * (0x1.6d436ep-10F + r * 0x1.9e0c12p-13F);
  const f32x4 q = (0x1p-1F + r * 0x1.555554p-3F) + r2 * high;
  return r + (r2 * q + lost);
}

// 2^64 e^x from x reduced, -105 <= x <= 0, 0.8 ulp; never subnormal.
KASSEI_INLINE f32x4 exp_scaled(Reduced<127 + 64> x) {
  const f32x4 scale = (f32x4)((u32x4)x.shifted << 23);
  return scale + scale * expm1_reduced(x.r, x.lost);
}

// e^x for -105 <= x <= 0, below 1 ulp: 2^(n + 64) is a normal number also where e^x is subnormal, so it is rounded to
// that once.
KASSEI_INLINE f32x4 exp_float32(f32x4 x) { return exp_scaled(reduce<127 + 64>(x)) * 0x1p-64F; }

// e^x - 1 for -105 <= x <= 0, below 1 ulp.
KASSEI_INLINE f32x4 expm1_float32(f32x4 x) {
  const auto [shifted, r, lost] = reduce<127 + 64>(x);
  const f32x4 scale = (f32x4)((u32x4)shifted << 23) * 0x1p-64F;
  return (scale - 1.0F) + scale * expm1_reduced(r, lost);
}

// ln(1 + u) for 0 <= u <= 1. Identity: ln(1 + u) = 2 atanh(z) with z = u / (2 + u) <= 1/3, a polynomial in z^2.
// Relative error 1e-10, also for u near 0, where it is u itself.
KASSEI_INLINE f64x4 log1p(f64x4 u) {
  const f64x4 z = u / (2 + u);
  const f64x4 w = z * z;
  const f64x4 w2 = w * w;
  const f64x4 low = 0x1.ffffffff27303p-1 + w * 0x1.555559932c618p-2;
  const f64x4 middle = 0x1.99962b136db37p-3 + w * 0x1.25138196a52fep-3;
  const f64x4 high = 0x1.b6223c5b7e04fp-4 + w * 0x1.f3fad3b2f8221p-4;
  return (z + z) * (low + w2 * (middle + w2 * high));
}

// ln(1 + u) for any u >= 0, NaN stays NaN. Identity: 1 + u = 2^n (1 + v) with 0 <= v < 1, and v is u itself where n is
// 0.
KASSEI_INLINE f64x4 log1p_unbounded(f64x4 u) {
  const u64x4 bits = (u64x4)(1 + u);
  const f64x4 n = __builtin_convertvector((bits >> 52) - 1023, f64x4);
  const f64x4 fraction = (f64x4)((bits & 0x000fffffffffffff) | 0x3ff0000000000000) - 1;
  const f64x4 logarithm = n * 0x1.62e42fefa39efp-1 + log1p(n == 0 ? u : fraction);
  return u <= std::numeric_limits<double>::max() ? logarithm : u;
}

}  // namespace kassei
