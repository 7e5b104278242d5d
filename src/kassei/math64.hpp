// Exponentials and logarithms of float64 as numbers in two parts, with relative errors of at most 2^-56 before the one
// rounding. Coefficients: src/fit/.
#pragma once

#include <array>

#include "math.hpp"
#include "pair.hpp"

namespace kassei {

// 2^n as two factors, because 2^1024 and powers below 2^-1022 are no normal numbers: the last multiplication rounds to
// a subnormal result, or overflows.
struct Power {
  f64x2 half, rest;
  KASSEI_INLINE f64x2 operator()(f64x2 x) const { return (x * half) * rest; }
  KASSEI_INLINE f64x2 whole() const { return half * rest; }
  KASSEI_INLINE Power inverse() const { return {.half = reciprocal(half), .rest = reciprocal(rest)}; }

  // Of a power of two from 2^-1022 to 2^1022.
  KASSEI_INLINE static f64x2 reciprocal(f64x2 power) { return as<f64x2>((2046ULL << 52) - as<u64x2>(power)); }
};

// Identity: e^x = 2^n (c + r) / (c - r) with x = n ln 2 + r, |r| <= ln 2 / 2 and c = r coth(r / 2) = 2 + r^2 / 6 - ...:
// numerator and denominator are good to 2^-57 without any product in two parts, because all but 2 and r is small.
struct Exponential64 {
  Power power;
  f64x2 scale;        // 2^n, for where it may be 0 if it is too small
  f64x2 r, r_low, c;  // c without its 2

  KASSEI_INLINE Pair numerator() const {
    const Pair sum = fast_two_sum(both(2), r);
    return {.high = sum.high, .low = sum.low + (c + r_low)};
  }
  KASSEI_INLINE Pair denominator() const {
    const Pair sum = fast_two_sum(both(2), -r);
    return {.high = sum.high, .low = sum.low + (c - r_low)};
  }

  // 2^n numerator - denominator, for n <= 0, without cancellation near 0: (2^n - 1) (2 + c) + (2^n + 1) r.
  KASSEI_INLINE Pair difference() const {
    const f64x2 less = scale - 1;
    const f64x2 more = scale + 1;
    const f64x2 lost = scale - (less + 1);
    const Pair odd = fast_two_sum(r, scale * r);
    const Pair sum = fast_two_sum(less + less, odd.high);
    return {.high = sum.high, .low = sum.low + (odd.low + (lost + lost)) + (less * c + more * r_low)};
  }

  // (e^x - 1) / (e^x + 1) = tanh(x / 2), for x <= 0.
  KASSEI_INLINE Pair tanh() const { return quotient(difference(), normal(denominator() + scaled(numerator(), scale))); }
};

// ln 2 in two parts: n times the first, of 42 bits, is exact.
inline constexpr double kLn2High = 0x1.62e42fefa38p-1, kLn2Low = 0x1.ef35793c7673p-45;

// e^(x + low), low small beside x. Domain: |x| <= 1416, NaN stays NaN.
KASSEI_INLINE Exponential64 exponential(f64x2 x, f64x2 low = f64x2{}) {
  constexpr double kRound64 = 0x1.8p52 + 2 * 1023;
  const f64x2 shifted = x * kLog2E + kRound64;
  const f64x2 n = shifted - kRound64;
  const Pair r = fast_two_sum(x - n * kLn2High, low - n * kLn2Low);
  const u64x2 half = (as<u64x2>(shifted) >> 1) << 52;
  const u64x2 rest = (as<u64x2>(shifted) << 52) - half;
  const Power power{.half = as<f64x2>(half), .rest = as<f64x2>(rest)};
  const f64x2 w = r.high * r.high;
  const f64x2 c = w * polynomial(w, std::array{0x1.555555555553ep-3, -0x1.6c16c16bebc07p-9, 0x1.1566aaf2160f4p-14,
                                               -0x1.bbd41baad3676p-20, 0x1.637647e6757fap-25});
  return {.power = power, .scale = power.whole(), .r = r.high, .r_low = r.low, .c = c};
}

// e^(x + low) for |x| <= 760, rounded once, also to a subnormal number.
KASSEI_INLINE f64x2 exp(f64x2 x, f64x2 low = f64x2{}) {
  const Exponential64 e = exponential(x, low);
  return e.power(quotient(e.numerator(), normal(e.denominator())).sum());
}

// The product of two parameters in two parts. Small ones are raised, because the parts of a subnormal number lose
// digits, and what is computed with them is lowered again at the end.
class Factor64 {
 public:
  KASSEI_INLINE explicit Factor64(double a, double b = 1)
      : down_a_(down(a)), down_b_(down(b)), product_(with_head(raised(a) * raised(b))) {}

  // The product times a number whose high is a head.
  KASSEI_INLINE f64x2 times(Pair q) const { return times_heads(product_, q).sum(); }
  KASSEI_INLINE f64x2 lowered(f64x2 y) const { return y * down_a_ * down_b_; }

 private:
  KASSEI_INLINE static double down(double x) { return std::abs(x) < 0x1p-300 ? 0x1p-600 : 1; }
  KASSEI_INLINE static Pair raised(double x) { return pair_of(x * (1 / down(x))); }

  double down_a_, down_b_;
  Pair product_;
};

// What raises a small x likewise: the reciprocal lowers a result that is in proportion to it.
KASSEI_INLINE f64x2 raising(f64x2 x) { return abs(x) < 0x1p-600 ? both(0x1p600) : both(1); }

// factor (e^x - 1), and 0 for x > 0.
KASSEI_INLINE f64x2 expm1(f64x2 x, const Factor64& factor) {
  const Exponential64 e = exponential(clamp(x, -50, 0));
  const Pair q = quotient(e.difference(), normal(e.denominator()));
  const f64x2 up = raising(x);
  return factor.lowered(factor.times(scaled(q, up)) * Power::reciprocal(up)) + 0.0;
}

// factor e^x, and the factor for x > 0.
KASSEI_INLINE f64x2 exp(f64x2 x, const Factor64& factor) {
  const Exponential64 e = exponential(clamp(x, -950, 0));
  const Pair q = quotient(e.numerator(), normal(e.denominator()));
  return factor.lowered(e.power(factor.times(q))) + 0.0;
}

// e^x / (e^x + 1) for x <= 50.
KASSEI_INLINE f64x2 logistic(const Exponential64& e) {
  const Pair n = e.numerator();
  return e.power(quotient(n, normal(scaled(n, e.scale) + e.denominator())).sum());
}

// e^x / (e^x + 1)^2 for x <= 0, without its factor 2^n.
KASSEI_INLINE f64x2 logistic_slope(const Exponential64& e) {
  const Pair n = e.numerator();
  const Pair d = e.denominator();
  return quotient(n * d, normal(square(normal(d + scaled(n, e.scale))))).sum();
}

// The derivative of x sigma(v), e^v (e^v + 1 + x v') / (e^v + 1)^2, from e^f and g that are 0 at its zero z: with f =
// v(x) - v(z), g = x v'(x) - z v'(z) and E = e^v(z) the sum is E (e^f - 1) + g, whose terms have the same sign, so that
// nothing cancels near the zero.
KASSEI_INLINE f64x2 gated_slope(const Exponential64& e, Pair g, Pair at_zero) {
  const Pair n = e.numerator() * at_zero;
  const Pair d = e.denominator();
  const Pair sum = normal(g * d + e.difference() * at_zero);
  return e.power(quotient(n * sum, normal(square(scaled(n, e.scale) + d))).sum()) + 0.0;
}

// e^(-a^2 / 2) for 0 <= a <= 39, with a^2 exact but for 2^-78 of it.
KASSEI_INLINE Exponential64 gaussian(f64x2 a) {
  const f64x2 a0 = head(a);
  return exponential(-0.5 * (a0 * a0), -0.5 * ((a + a0) * (a - a0)));
}

// atanh(z) / z - 1 as a polynomial in w = z^2 <= 1/9, without the factor w; it is 2^-4.7 of the result at most.
inline constexpr std::array kAtanh64{
    0x1.5555555555535p-2, 0x1.99999999a077fp-3, 0x1.249249208a545p-3, 0x1.c71c741d86ab1p-4, 0x1.745cb3da33663p-4,
    0x1.3b1dde71e5ee3p-4, 0x1.1067a0d57091ep-4, 0x1.efda4ec1bf465p-5, 0x1.55a956dd22569p-5, 0x1.5c7f076135b42p-4};

}  // namespace kassei
