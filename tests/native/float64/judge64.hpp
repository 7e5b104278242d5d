// The error of a float64 result by the project's metric (judge.hpp), found with as few calls of MPFR as possible.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "judge.hpp"
#include "reference.hpp"
#include "sample.hpp"

namespace kassei::test {

// A bound of the error, from a definition's value in long double; none if that does not decide.
inline std::optional<double> bound_of_error(double got, const Bounded<long double>& exact) {
  const long double error = exact.error() * 1.0001L;
  const long double size = std::abs(exact.value());
  if (undecided || !std::isfinite(got) || !(size + error < 0x1p1023L)) return {};
  if (size == 0 && error == 0 && got == 0) {
    return std::signbit(got) == std::signbit(exact.value()) ? std::optional(0.0) : std::nullopt;
  }
  const int exponent = size - error < 0x1p-1022L ? -1022 : std::ilogb(size - error);
  return static_cast<double>(std::ldexp(std::abs(got - exact.value()) + error, 52 - exponent));
}

// Collects the largest error of results of one function. Only a result whose error may be larger is judged by 700 bits,
// which take a millisecond for erfc: first long double with a bound, then 192 bits decide. Bounds below 2^-8 ulp count
// as 0: a result that should be exact is off by 1 ulp, or not at all.
struct Largest : SummaryOf<double> {
  void judge(double x, double got, auto definition) {
    add(x, got, std::isnan(x) ? Verdict{std::isnan(got) ? 0 : kInfinity, false} : verdict(x, got, definition));
  }

 private:
  // Or an error of 0, if it is not larger than others.
  Verdict verdict(double x, double got, auto definition) const {
    constexpr Verdict kSmaller{0, false};
    if (std::isfinite(x)) {
      undecided = false;
      const auto bound = bound_of_error(got, definition(Bounded<long double>(x)));
      if (bound && *bound <= std::max(worst, 0x1p-8)) return kSmaller;
    }
    Mpfr::bits = 192;
    const double error = judge_by_mpfr(x, got, definition).error;
    Mpfr::bits = Mpfr::kBits;
    return error <= worst ? kSmaller : judge_by_mpfr(x, got, definition);
  }
};

struct Errors {
  Largest value, slope;
};

// Adds the errors of the kernels for these inputs.
template <Elementwise<double> A>
void measure(const std::vector<double>& inputs, const std::vector<double>& parameters, Errors& errors) {
  const std::vector<double> values = apply(value_kernel<A, double>, inputs, parameters);
  const std::vector<double> slopes = apply(gradient_kernel<A, double>, inputs, parameters);
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      errors.value.judge(inputs[i], values[i], [&](auto x) { return Reference<A>::value(x, parameters[I]...); });
      errors.slope.judge(inputs[i], slopes[i], [&](auto x) { return Reference<A>::slope(x, parameters[I]...); });
    }
  }
  (std::make_index_sequence<A::info.parameters.size()>{});
}

}  // namespace kassei::test
