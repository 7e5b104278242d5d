// Exponentials and logarithms, from which activations are made. Those in float64 have relative errors of about 2^-26 or
// less, small beside the one rounding to float32; those in float32 stay below 1 ulp. Coefficients: src/fit/.
#pragma once

#include <array>
#include <concepts>
#include <utility>

#include "simd.hpp"

namespace kassei {

// c[0] + c[1] x + c[2] x^2 + ..., by halves (Estrin), so that few operations wait for another.
template <class V, class T, std::size_t kTerms>
KASSEI_INLINE V polynomial(V x, const std::array<T, kTerms>& c) {
  if constexpr (kTerms == 1) {
    return V{} + c[0];
  } else {
    const auto pair = [&]<std::size_t I>() {
      if constexpr (2 * I + 1 < kTerms)
        return c[2 * I] + x * c[2 * I + 1];
      else
        return V{} + c[2 * I];
    };
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return polynomial(x * x, std::array<V, sizeof...(I)>{pair.template operator()<I>()...});
    }
    (std::make_index_sequence<(kTerms + 1) / 2>{});
  }
}

// e^x = scale * (1 + m), as two factors so that e^x - 1 = (scale - 1) + scale * m does not cancel.
struct ExpFactors {
  f64x4 scale, m;
  KASSEI_INLINE f64x4 exp() const { return scale + scale * m; }
  KASSEI_INLINE f64x4 expm1() const { return (scale - 1) + scale * m; }
};

inline constexpr double kLog2E = 0x1.71547652b82fep0;

// Adding 1.5 * 2^52 rounds to an integer n in the low bits. Adding the exponent's bias too makes them 2^n by a shift.
inline constexpr double kRound = 0x1.8p52 + 1023;

// Identity: e^x = 2^n e^r with x = n ln 2 + r, |r| <= ln 2 / 2; m is a polynomial for e^r - 1.
// Domain: |x| <= 700, NaN stays NaN. Relative error: exp 5.5e-9, expm1 1.4e-8.
KASSEI_INLINE ExpFactors exponential(f64x4 x) {
  const f64x4 shifted = x * kLog2E + kRound;
  const f64x4 r = x - (shifted - kRound) * 0x1.62e42fefa39efp-1;
  const f64x4 r2 = r * r;
  const f64x4 high = (0x1.55567378500a3p-5 + r * 0x1.12276800403a2p-7) + r2 * 0x1.6bec09bad3338p-10;
  const f64x4 q = (0x1.fffffec30f548p-2 + r * 0x1.5554b03fec1a3p-3) + r2 * high;
  return {.scale = as<f64x4>(as<u64x4>(shifted) << 52), .m = r + r2 * q};
}

// The n and r of `exponential` in float32: `shifted` holds n + kBias in its low bits, and r is off by 2^-26. The
// argument is x, or x + low with `low` at most half an ulp of x. Domain: |x| <= 300, NaN stays NaN.
struct Reduced {
  f32x4 shifted, r;
};

template <int kBias>
KASSEI_INLINE Reduced reduce(f32x4 x, std::same_as<f32x4> auto... low) {
  constexpr float kRoundFloat32 = 0x1.8p23F + kBias;
  const f32x4 shifted = x * 0x1.715476p0F + kRoundFloat32;
  const f32x4 n = shifted - kRoundFloat32;
  // ln 2 in two parts: n times the first is exact.
  f32x4 rest = n * 0x1.0bfbe8p-15F;
  ((rest -= low), ...);
  return {.shifted = shifted, .r = (x - n * 0x1.62ep-1F) - rest};
}

// 2^t = 2^n (c + f) / (c - f) with t = n + f, |f| <= 1/2, and c = f (2^f + 1) / (2^f - 1) = 2.885 + 0.1155 f^2 - ...
// For functions that divide anyway: c needs only three coefficients. e^x is 2^t of t = kLog2E x, whose rounding changes
// e^x by |x| 2e-16 of itself. Domain: |t| <= 1020, NaN stays NaN. Relative error 7e-10.
struct Ratio {
  f64x4 scale, f, c;
  KASSEI_INLINE f64x4 numerator() const { return scale * (c + f); }
  KASSEI_INLINE f64x4 denominator() const { return c - f; }
  KASSEI_INLINE f64x4 power() const { return numerator() / denominator(); }

  // (2^t - 1) / (2^t + 1), without cancellation near 0.
  KASSEI_INLINE f64x4 tanh() const {
    const f64x4 less = scale - 1;
    const f64x4 more = scale + 1;
    return (less * c + more * f) / (more * c + less * f);
  }
};

template <std::size_t kTerms>
KASSEI_INLINE Ratio exp2_ratio(f64x4 t, const std::array<double, kTerms>& terms) {
  const f64x4 shifted = t + kRound;
  const f64x4 f = t - (shifted - kRound);
  return {.scale = as<f64x4>(as<u64x4>(shifted) << 52), .f = f, .c = polynomial(f * f, terms)};
}

KASSEI_INLINE Ratio exp2_ratio(f64x4 t) {
  return exp2_ratio(t, std::array{0x1.7154765dc3f76p1, 0x1.d92fdc73223f8p-4, -0x1.e2eda35b70841p-11});
}

// 2^t to the precision of float64, for results that cancel near their zero.
KASSEI_INLINE Ratio exp2_ratio_float64(f64x4 t) {
  return exp2_ratio(t, std::array{0x1.71547652b82fep1, 0x1.d9303fea2f8b3p-4, -0x1.e50096de96d86p-11,
                                  0x1.631450248fccp-17, -0x1.10f4b5dd38ab7p-23, 0x1.a52d01c091365p-30});
}

// e^r - 1 for |r| <= ln 2 / 2, below 0.4 ulp of a result next to 1/2.
KASSEI_INLINE f32x4 expm1_reduced(f32x4 r) {
  const f32x4 r2 = r * r;
  const f32x4 high = (0x1.5554fp-5F + r * 0x1.111306p-7F) + r2 * (0x1.6d436ep-10F + r * 0x1.9e0c12p-13F);
  return r + r2 * ((0x1p-1F + r * 0x1.555554p-3F) + r2 * high);
}

// e^x for -105 <= x <= 89, below 1 ulp. 2^n is the product of two powers, because 2^128 and powers below 2^-126 are not
// normal numbers: the second multiplication rounds to a subnormal result, or overflows.
KASSEI_INLINE f32x4 exp_float32(f32x4 x) {
  const auto [shifted, r] = reduce<2 * 127>(x);
  const u32x4 half = (as<u32x4>(shifted) >> 1) << 23;
  const u32x4 rest = (as<u32x4>(shifted) << 23) - half;
  return (as<f32x4>(half) + as<f32x4>(half) * expm1_reduced(r)) * as<f32x4>(rest);
}

// e^x - 1 for -87 <= x <= 0, below 1 ulp.
KASSEI_INLINE f32x4 expm1_float32(f32x4 x) {
  const auto [shifted, r] = reduce<127>(x);
  const auto scale = as<f32x4>(as<u32x4>(shifted) << 23);
  return (scale - 1.0F) + scale * expm1_reduced(r);
}

// 2^127 e^(x - m) for x <= m, below 1 ulp, and 0 where e^(x - m) is below 2^-253.5, as for x = -infinity. The
// difference is in two parts (Knuth), and at least -254 ln 2, whose power has the pattern of 0: x is limited first, so
// that no difference overflows, to a place where a large difference is exact.
KASSEI_INLINE f32x4 exp_of_difference(f32x4 x, f32x4 m) {
  const f32x4 y = at_least(x, at_least(m - at_least(0.5F * abs(m), 256), std::numeric_limits<float>::lowest()));
  const f32x4 d = y - m;
  const f32x4 back = d - y;
  const f32x4 low = (y - (d - back)) - (m + back);
  const auto [shifted, r] = reduce<127 + 127>(at_least(d, -176.06F), low);
  const auto scale = as<f32x4>(as<u32x4>(shifted) << 23);
  return scale + scale * expm1_reduced(r);
}

// ln(1 + u) = 2 atanh(z) with z = u / (2 + u), for 0 <= u <= 1: z times a polynomial in z^2. Relative error 1e-10, near
// u = 0 too.
KASSEI_INLINE f64x4 twice_atanh(f64x4 z) {
  const f64x4 w = z * z;
  const f64x4 w2 = w * w;
  const f64x4 low = 0x1.ffffffff27303p-1 + w * 0x1.555559932c618p-2;
  const f64x4 middle = 0x1.99962b136db37p-3 + w * 0x1.25138196a52fep-3;
  const f64x4 high = 0x1.b6223c5b7e04fp-4 + w * 0x1.f3fad3b2f8221p-4;
  return (z + z) * (low + w2 * (middle + w2 * high));
}

// ln(1 + 2^t) for -1020 <= t <= 0.
KASSEI_INLINE f64x4 log1p_exp2(f64x4 t) {
  const Ratio power = exp2_ratio(t);
  const f64x4 n = power.numerator();
  return twice_atanh(n / (n + 2 * power.denominator()));
}

// ln(1 + u) for any u >= 0, NaN stays NaN. Identity: 1 + u = 2^n (1 + v) with 0 <= v < 1; v is u itself if n is 0.
KASSEI_INLINE f64x4 log1p_unbounded(f64x4 u) {
  const u64x4 bits = as<u64x4>(1 + u);
  const f64x4 n = __builtin_convertvector((bits >> 52) - 1023, f64x4);
  const f64x4 fraction = as<f64x4>((bits & 0x000fffffffffffff) | 0x3ff0000000000000) - 1;
  const f64x4 v = n == 0 ? u : fraction;
  const f64x4 logarithm = n * 0x1.62e42fefa39efp-1 + twice_atanh(v / (2 + v));
  return u <= std::numeric_limits<double>::max() ? logarithm : u;
}

}  // namespace kassei
