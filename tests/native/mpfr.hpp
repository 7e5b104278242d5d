// A number of 700 bits, enough to evaluate definitions as they are written, whatever cancels; of fewer where somebody
// says so for a while.
#pragma once

#include <mpfr.h>

#include <compare>
#include <concepts>

namespace kassei::test {

class Mpfr {
 public:
  static constexpr mpfr_prec_t kBits = 700;
  inline static thread_local mpfr_prec_t bits = kBits;

  Mpfr() { mpfr_init2(value_, bits); }
  template <std::convertible_to<long double> T>
  Mpfr(T x) : Mpfr() {  // NOLINT: numbers and Mpfr mix in formulas
    mpfr_set_ld(value_, x, MPFR_RNDN);
  }
  Mpfr(const Mpfr& other) : Mpfr() { mpfr_set(value_, other.value_, MPFR_RNDN); }
  Mpfr& operator=(const Mpfr& other) {
    mpfr_set(value_, other.value_, MPFR_RNDN);
    return *this;
  }
  ~Mpfr() { mpfr_clear(value_); }

  static Mpfr power_of_two(long exponent) {
    Mpfr power;
    mpfr_set_ui_2exp(power.value_, 1, exponent, MPFR_RNDN);
    return power;
  }

  template <std::floating_point T = float>
  T nearest() const {
    if constexpr (std::same_as<T, float>)
      return mpfr_get_flt(value_, MPFR_RNDN);
    else
      return mpfr_get_d(value_, MPFR_RNDN);
  }
  long double rounded() const { return mpfr_get_ld(value_, MPFR_RNDN); }
  explicit operator long double() const { return rounded(); }
  bool nan() const { return mpfr_nan_p(value_) != 0; }
  bool negative() const { return mpfr_signbit(value_) != 0; }
  // floor(log2 |x|), for x other than 0.
  long exponent() const { return mpfr_get_exp(value_) - 1; }

  friend Mpfr operator+(const Mpfr& a, const Mpfr& b) { return apply(mpfr_add, a, b); }
  friend Mpfr operator-(const Mpfr& a, const Mpfr& b) { return apply(mpfr_sub, a, b); }
  friend Mpfr operator*(const Mpfr& a, const Mpfr& b) { return apply(mpfr_mul, a, b); }
  friend Mpfr operator/(const Mpfr& a, const Mpfr& b) { return apply(mpfr_div, a, b); }
  friend Mpfr operator-(const Mpfr& a) { return apply(mpfr_neg, a); }
  friend std::partial_ordering operator<=>(const Mpfr& a, const Mpfr& b) {
    if (mpfr_unordered_p(a.value_, b.value_) != 0) return std::partial_ordering::unordered;
    return mpfr_cmp(a.value_, b.value_) <=> 0;
  }
  friend bool operator==(const Mpfr& a, const Mpfr& b) { return mpfr_equal_p(a.value_, b.value_) != 0; }
  friend Mpfr fma(const Mpfr& a, const Mpfr& b, const Mpfr& c) { return apply(mpfr_fma, a, b, c); }
  friend Mpfr exp(const Mpfr& a) { return apply(mpfr_exp, a); }
  friend Mpfr expm1(const Mpfr& a) { return apply(mpfr_expm1, a); }
  friend Mpfr log1p(const Mpfr& a) { return apply(mpfr_log1p, a); }
  friend Mpfr tanh(const Mpfr& a) { return apply(mpfr_tanh, a); }
  friend Mpfr erfc(const Mpfr& a) { return apply(mpfr_erfc, a); }
  friend Mpfr acos(const Mpfr& a) { return apply(mpfr_acos, a); }
  friend Mpfr sqrt(const Mpfr& a) { return apply(mpfr_sqrt, a); }
  friend Mpfr abs(const Mpfr& a) { return apply(mpfr_abs, a); }

 private:
  template <class... Operand>
  static Mpfr apply(int (*operation)(mpfr_ptr, decltype(static_cast<mpfr_srcptr>(std::declval<Operand>().value_))...,
                                     mpfr_rnd_t),
                    const Operand&... operands) {
    Mpfr result;
    operation(result.value_, operands.value_..., MPFR_RNDN);
    return result;
  }

  mpfr_t value_;
};

}  // namespace kassei::test
