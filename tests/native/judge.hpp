// A result's error by the project's metric: |got - exact| / ulp(exact) with
// ulp(v) = 2^(max(floor(log2 |v|), -126) - 23). Infinity counts as 2^128 and is correct where rounding overflows. Zeros
// are compared with their sign.
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
  double error;            // in ulp, good to 2^-20
  bool correct;            // the exact value rounded to nearest, ties to even
  bool lost_sign = false;  // a zero of the other sign
};

inline constexpr Verdict kWrong{std::numeric_limits<double>::infinity(), false};
inline constexpr Verdict kWrongSign{std::numeric_limits<double>::infinity(), false, true};
inline constexpr double kTolerance = 0x1p-20;

// The number of results that were judged by 700 bits.
inline thread_local std::uint64_t decided_by_mpfr = 0;

// Infinity counts as 2^128.
inline double finite(float got) { return std::isinf(got) ? std::copysign(0x1p128, got) : got; }

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

// No verdict if the bounds leave more than 2^-20 ulp open, or the float32 to which the exact value rounds.
template <class F>
std::optional<Verdict> compare(float got, const Bounded<F>& exact) {
  const F error = exact.error() * F(1.0001);
  const F size = std::abs(exact.value());
  if (std::isnan(got)) return kWrong;
  if (std::isinf(size) && error == 0) {
    return std::isinf(got) && (got > 0) == (exact.value() > 0) ? Verdict{0, true} : kWrong;
  }
  if (undecided || !(size + error < 0x1p127)) return {};
  if (size == 0 && error == 0 && got == 0 && std::signbit(got) != std::signbit(exact.value())) return kWrongSign;
  const F scale = per_ulp(std::max(size - error, F(0)));
  const auto nearest = static_cast<float>(exact.value() - error);
  if (!(error * scale <= kTolerance) || nearest != static_cast<float>(exact.value() + error)) return {};
  return Verdict{static_cast<double>(std::abs(static_cast<F>(finite(got)) - exact.value()) * scale), got == nearest};
}

// For float and double.
template <std::floating_point T>
Verdict compare(T got, const Mpfr& exact) {
  using Limits = std::numeric_limits<T>;
  const Mpfr size = abs(exact);
  const Mpfr infinite = Mpfr::power_of_two(Limits::max_exponent);
  if (std::isnan(got)) return kWrong;
  if (size >= infinite) return std::isinf(got) && (got < 0) == exact.negative() ? Verdict{0, true} : kWrong;
  constexpr long kLeast = Limits::min_exponent - 1;
  const long exponent = size == Mpfr(0) ? kLeast : std::max(size.exponent(), kLeast);
  if (size == Mpfr(0) && got == 0 && std::signbit(got) != exact.negative()) return kWrongSign;
  const Mpfr counted = !std::isinf(got) ? Mpfr(got) : got < 0 ? -infinite : infinite;
  const Mpfr off = abs(counted - exact) * Mpfr::power_of_two(Limits::digits - 1 - exponent);
  return {static_cast<double>(off.rounded()), got == exact.nearest<T>()};
}

// Judges `got` for x by a definition that accepts any number type. 700 bits need no bound: no definition of the list
// cancels more than 150 of them (the argument of an exponential, up to 2^128), and errors of 2^-500 do not matter. At
// infinity the exact value is the definition's limit; where the definition reads infinity / infinity or 0 * infinity,
// its value at 2^10000 is near enough.
template <std::floating_point T>
Verdict judge_by_mpfr(T x, T got, auto definition) {
  ++decided_by_mpfr;
  const Mpfr exact = definition(Mpfr(x));
  if (!exact.nan()) return compare(got, exact);
  const Mpfr far = Mpfr::power_of_two(10000);
  return compare(got, Mpfr(definition(x < 0 ? -far : far)));
}

// The same in as many bits as needed.
Verdict judge(float x, float got, auto definition) {
  if (std::isnan(x)) return std::isnan(got) ? Verdict{0, true} : kWrong;
  if (!std::isinf(x)) {
    undecided = false;
    if (const auto verdict = compare(got, definition(Bounded<double>(x)))) return *verdict;
    undecided = false;
    if (const auto verdict = compare(got, definition(Bounded<long double>(x)))) return *verdict;
  }
  return judge_by_mpfr(x, got, definition);
}

template <class T>
struct SummaryOf {
  double worst = 0, sum = 0;  // sum: of the finite errors
  T at = 0, got = 0;
  std::uint64_t count = 0, correct = 0, wrong = 0;  // wrong: with infinite error

  void add(T x, T result, const Verdict& verdict) {
    ++count;
    const bool finite = std::isfinite(verdict.error);
    if (!finite) ++wrong;
    sum += finite ? verdict.error : 0;
    if (verdict.correct) ++correct;
    if (verdict.error <= worst) return;
    worst = verdict.error;
    at = x;
    got = result;
  }
};
using Summary = SummaryOf<float>;

}  // namespace kassei::test
