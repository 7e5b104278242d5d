// How far a result is from the exact value, by the project's metric: |got - exact| / ulp(exact) with
// ulp(v) = 2^(max(floor(log2 |v|), -126) - 23). Overflow is right where rounding overflows, infinity counting as 2^128,
// and zeros are compared with their sign.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "bounded.hpp"
#include "mpfr.hpp"

namespace kassei::test {

struct Verdict {
  double error;  // in ulp, good to 2^-20
  bool correct;  // no float32 is nearer
};

inline constexpr Verdict kWrong{std::numeric_limits<double>::infinity(), false};
inline constexpr double kEnough = 0x1p-20;

// 2^-exponent of one ulp for a size of at least 0; `size` may be any float type.
template <class F>
F per_ulp(F size) {
  if constexpr (std::same_as<F, double>) {
    const int exponent = std::max(static_cast<int>(std::bit_cast<std::uint64_t>(size) >> 52) - 1023, -126);
    return std::bit_cast<double>(static_cast<std::uint64_t>(1023 - exponent + 23) << 52);
  } else {
    return std::ldexp(F(1), 23 - (size == 0 ? -126 : std::max(std::ilogb(size), -126)));
  }
}

// Nothing if the bounds leave open more than 2^-20 ulp, or whether the result is the nearest.
template <class F>
std::optional<Verdict> compare(float got, const Bounded<F>& exact) {
  const F error = exact.error() * F(1.0001);
  const F size = std::abs(exact.value());
  if (std::isnan(got)) return kWrong;
  if (std::isinf(size) && error == 0)
    return std::isinf(got) && (got > 0) == (exact.value() > 0) ? Verdict{0, true} : kWrong;
  if (undecided || !(size + error < 0x1p127)) return {};
  if (exact.value() == 0 && error == 0 && got == 0 && std::signbit(got) != std::signbit(exact.value())) return kWrong;
  const F scale = per_ulp(std::max(size - error, F(0)));
  const F off = std::abs(got - exact.value()) * scale;
  const F open = error * scale;
  if (!(open <= kEnough) || (open > 0 && std::abs(off - F(0.5)) <= open)) return {};
  return Verdict{static_cast<double>(off), off <= F(0.5)};
}

inline Verdict compare(float got, const Mpfr& exact) {
  constexpr double kOverflow = 0x1p128;
  const Mpfr size = abs(exact);
  if (std::isnan(got)) return kWrong;
  if (size == Mpfr(0)) {
    if (got != 0) return {std::abs(got) * 0x1p149, false};
    return std::signbit(got) == exact.negative() ? Verdict{0, true} : kWrong;
  }
  const bool is_infinite = std::isinf(got);
  const double finite = is_infinite ? std::copysign(kOverflow, got) : got;
  if (size >= Mpfr(kOverflow)) return is_infinite && (got < 0) == exact.negative() ? Verdict{0, true} : kWrong;
  const Mpfr off =
      abs(Mpfr(finite) - exact) * Mpfr(std::ldexp(1.0, static_cast<int>(23 - std::max(size.exponent(), -126L))));
  return {static_cast<double>(off.rounded()), off <= Mpfr(0.5)};
}

// Judges `got` for x by a definition of any number type, in as many bits as it takes. At infinity the definition's
// limit counts, which 2^10000 is near enough to where it reads infinity / infinity or 0 * infinity.
Verdict judge(float x, float got, auto definition) {
  if (std::isnan(x)) return std::isnan(got) ? Verdict{0, true} : kWrong;
  if (!std::isinf(x)) {
    undecided = false;
    if (const auto verdict = compare(got, definition(Bounded<double>(x)))) return *verdict;
    undecided = false;
    if (const auto verdict = compare(got, definition(Bounded<long double>(x)))) return *verdict;
  }
  const Mpfr exact = definition(Mpfr(x));
  return compare(
      got, exact.nan() ? Mpfr(definition(x < 0 ? -Mpfr::power_of_two(10000) : Mpfr::power_of_two(10000))) : exact);
}

struct Summary {
  double worst = 0, sum = 0;  // the sum is of the errors that are finite
  float at = 0, got = 0;
  std::uint64_t count = 0, correct = 0, wrong = 0;  // wrong: of infinite error

  void add(float x, float result, const Verdict& verdict) {
    ++count;
    const bool finite = std::isfinite(verdict.error);
    wrong += !finite;
    sum += finite ? verdict.error : 0;
    correct += verdict.correct;
    if (verdict.error <= worst) return;
    worst = verdict.error;
    at = x;
    got = result;
  }
};

}  // namespace kassei::test
