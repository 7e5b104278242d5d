// A number with a bound of its own error. A definition evaluated with such numbers gives a bound of the result's error,
// and sets `undecided` if rounding left a comparison open.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <type_traits>

namespace kassei::test {

// Set when a comparison of bounded numbers could have come out either way.
inline thread_local bool undecided = false;

// F is double or long double. The bounds are rounded too, in each operation by a few parts in 2^53: users of `error`
// leave room for that.
template <std::floating_point F>
class Bounded {
 public:
  template <class N>
  requires std::is_arithmetic_v<N> Bounded(N x)  // NOLINT: numbers and Bounded mix in formulas
      : value_(static_cast<F>(x)),
        error_(static_cast<long double>(value_) == static_cast<long double>(x) ? 0 : kUnit * std::abs(value_)) {}

  F value() const { return value_; }
  F error() const { return error_; }
  explicit operator long double() const { return value_; }

  friend Bounded operator+(const Bounded& a, const Bounded& b) {
    const F sum = a.value_ + b.value_;
    // The exact rounding error of the sum (Knuth).
    const F part = sum - a.value_;
    const F lost = (a.value_ - (sum - part)) + (b.value_ - part);
    return {sum, a.error_ + b.error_ + std::abs(lost)};
  }
  friend Bounded operator-(const Bounded& a) { return {-a.value_, a.error_}; }
  friend Bounded operator-(const Bounded& a, const Bounded& b) { return a + -b; }
  friend Bounded operator*(const Bounded& a, const Bounded& b) {
    const F product = a.value_ * b.value_;
    const F inherited = std::abs(a.value_) * b.error_ + std::abs(b.value_) * a.error_ + a.error_ * b.error_;
    return {product, inherited + lost(product, a.zero() || b.zero(), true,
                                      [&] { return std::fma(a.value_, b.value_, -product); })};
  }
  friend Bounded operator/(const Bounded& a, const Bounded& b) {
    const F quotient = a.value_ / b.value_;
    const F size = std::abs(b.value_) - b.error_;
    if (!(size > 0)) return {quotient, kInfinite};
    const F inherited = (a.error_ + std::abs(quotient) * b.error_) / size;
    const bool exact = std::abs(a.value_) >= kSmall;
    return {quotient, inherited + lost(quotient, a.zero(), exact,
                                       [&] { return std::fma(-quotient, b.value_, a.value_) / size; })};
  }
  friend bool operator<(const Bounded& a, const Bounded& b) {
    const F errors = a.error_ + b.error_;
    if (errors != 0 && !(std::abs(a.value_ - b.value_) > errors * F(1.0001))) undecided = true;
    return a.value_ < b.value_;
  }
  friend bool operator>(const Bounded& a, const Bounded& b) { return b < a; }
  friend bool operator<=(const Bounded& a, const Bounded& b) { return !(b < a); }
  friend bool operator>=(const Bounded& a, const Bounded& b) { return !(a < b); }
  friend bool operator==(const Bounded& a, const Bounded& b) { return a <= b && b <= a; }

  friend Bounded abs(const Bounded& a) { return {std::abs(a.value_), a.error_}; }
  friend Bounded fma(const Bounded& a, const Bounded& b, const Bounded& c) { return a * b + c; }
  friend Bounded sqrt(const Bounded& a) {
    const F root = std::sqrt(a.value_);
    return {root, root * kUnit + (a.error_ == 0 ? 0 : near(a.error_ / root))};
  }
  friend Bounded exp(const Bounded& a) {
    return library([](F x) { return std::exp(x); }, a, [](F y) { return y; });
  }
  friend Bounded expm1(const Bounded& a) {
    return library([](F x) { return std::expm1(x); }, a, [](F y) { return y + 1; });
  }
  // For a >= 0.
  friend Bounded log1p(const Bounded& a) {
    return library([](F x) { return std::log1p(x); }, a, [](F) { return 1; });
  }
  friend Bounded tanh(const Bounded& a) {
    return library([](F x) { return std::tanh(x); }, a, [](F) { return 1; });
  }
  friend Bounded acos(const Bounded& a) {
    return library([](F x) { return std::acos(x); }, a, [&](F) { return kInfinite; });
  }
  // |erfc'(x)| is below erfc(x) (x + sqrt(x^2 + 2)) for x > 0, and below 1.13 for every x.
  friend Bounded erfc(const Bounded& a) {
    return library([](F x) { return std::erfc(x); }, a,
                   [&](F y) { return a.value_ > 0 ? y * (a.value_ + std::sqrt(a.value_ * a.value_ + 2)) : F(1.13); });
  }

  // A bound of the relative error of the functions of <cmath>: 8 ulp, more than their largest known error in glibc.
  // reference_test.cpp compares with 700 bits.
  static constexpr F kLibrary = 8 * std::numeric_limits<F>::epsilon();

 private:
  static constexpr F kInfinite = std::numeric_limits<F>::infinity();
  static constexpr F kUnit = std::numeric_limits<F>::epsilon() / 2;

  Bounded(F value, F error) : value_(value), error_(error) {}

  bool zero() const { return value_ == 0 && error_ == 0; }

  // Below kSmall the rounding error of a product or quotient may itself be too small for F.
  static constexpr F kSmall = std::numeric_limits<F>::min() * 0x1p60F;

  // A bound of the rounding error of a product or quotient: `difference()`, where that is exact.
  static F lost(F result, bool zero, bool exact, auto difference) {
    if (zero) return 0;
    if (std::same_as<F, double> && exact && std::abs(result) >= kSmall) return std::abs(difference());
    return std::abs(result) * kUnit + std::numeric_limits<F>::min();
  }

  // A bound of a function's change over its argument's error, from `change`, the size of the derivative times the
  // error: the two differ little as long as the error is small.
  static F near(F change) { return change * F(1.01); }
  // A monotone function of <cmath>. A result of infinity is any number above the largest.
  static Bounded library(auto f, const Bounded& a, auto slope) {
    const F result = f(a.value_);
    if (std::isinf(result) && a.error_ == 0) return {result, 0};
    const F own = std::abs(result) * kLibrary + std::numeric_limits<F>::min();
    if (a.error_ == 0) return {result, own};
    if (a.error_ < F(0x1p-10)) return {result, own + near(slope(result) * a.error_)};
    return {result,
            2 * own + std::max(std::abs(f(a.value_ + a.error_) - result), std::abs(f(a.value_ - a.error_) - result))};
  }

  F value_, error_;
};

}  // namespace kassei::test
