// Real numbers as float32 or float64: parameters are doubles, and comparing with them must be exact.
#pragma once

#include <bit>
#include <cstdint>

#include "simd.hpp"

namespace kassei {

// A real number rounded to float32, also from beyond its range, or as float64; zero is +0.
template <class T = float>
KASSEI_INLINE T nearest(double x) {
  return static_cast<T>(x) + T{0};
}

// The largest float32 <= x: for a float32 v, v > x exactly when v > round_down(x). Without branches, so that the
// compiler moves it out of the loops. `rest` is what x as a float64 lacks of the real number that is meant.
KASSEI_INLINE float round_down(double x, double rest = 0) {
  const float rounded = nearest(x);
  const auto pattern = std::bit_cast<std::int32_t>(rounded);
  const std::int32_t below = rounded > 0 ? pattern - 1 : rounded < 0 ? pattern + 1 : INT32_MIN + 1;
  const bool above = rounded > x || (rounded == x && rest < 0);
  return above ? std::bit_cast<float>(below) : rounded;
}

// The smallest float32 >= x: for a float32 v, v < x exactly when v < round_up(x).
KASSEI_INLINE float round_up(double x) { return -round_down(-x); }

// The largest float64 < x.
KASSEI_INLINE double below(double x) {
  const auto pattern = std::bit_cast<std::int64_t>(x);
  return std::bit_cast<double>(x > 0 ? pattern - 1 : x < 0 ? pattern + 1 : INT64_MIN + 1);
}

// n - d q, rounded only once, for q = n / d as rounded and below 1e290 (Dekker's product).
KASSEI_INLINE double rest_of_quotient(double n, double d, double q) {
  const auto high = [](double x) {
    const double product = 0x8000001p0 * x;
    return product - (product - x);
  };
  const double d_high = high(d);
  const double d_low = d - d_high;
  const double q_high = high(q);
  const double q_low = q - q_high;
  const double product = d * q;
  const double lost = ((d_high * q_high - product) + d_high * q_low + d_low * q_high) + d_low * q_low;
  return (n - product) - lost;
}

}  // namespace kassei
