// The functions that activations stand on, in float64: about 2^-26 of relative error is left for the one rounding to float32.
// Coefficients: src/fit/<name>.sollya.
#pragma once

#include "simd.hpp"

namespace kassei {

// e^x = scale * (1 + m). Kept apart, so that e^x - 1 = (scale - 1) + scale * m does not cancel.
struct Exponential {
  f64x4 scale, m;
  KASSEI_INLINE f64x4 exp() const { return scale + scale * m; }
  KASSEI_INLINE f64x4 expm1() const { return (scale - 1) + scale * m; }
};

// Identity: x = n ln 2 + r with integer n and |r| <= ln 2 / 2, so e^x = 2^n e^r; m is a polynomial for e^r - 1.
// Domain: |x| <= 700, NaN stays NaN. Relative error: exp 5.5e-9, expm1 1.4e-8.
KASSEI_INLINE Exponential exponential(f64x4 x) {
  // Adding 1.5 * 2^52 rounds to an integer in the low bits; with the exponent's bias beside it they become 2^n by a shift.
  constexpr double kRound = 0x1.8p52 + 1023;
  const f64x4 shifted = x * 0x1.71547652b82fep0 + kRound;
  const f64x4 n = shifted - kRound;
  const f64x4 r = x - n * 0x1.62e42fefa39efp-1;
  const f64x4 r2 = r * r;
  const f64x4 high = (0x1.55567378500a3p-5 + r * 0x1.12276800403a2p-7) + r2 * 0x1.6bec09bad3338p-10;
  const f64x4 q = (0x1.fffffec30f548p-2 + r * 0x1.5554b03fec1a3p-3) + r2 * high;
  return {.scale = (f64x4)((u64x4)shifted << 52), .m = r + r2 * q};
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

}  // namespace kassei
