// The reference itself: its bounds against the same definition in 700 bits, and `slope` against the difference quotient
// of `value`.
#include "reference.hpp"

#include <gtest/gtest.h>

#include "judge.hpp"
#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

// The exact result lies within the bounds, unless a comparison was undecided.
template <class F>
void expect_within(const Bounded<F>& got, const Mpfr& exact, float x, const char* what) {
  if (!undecided && std::isfinite(got.value())) {
    EXPECT_LE(abs(Mpfr(got.value()) - exact), Mpfr(got.error()) * Mpfr(1.0001L)) << what << " at " << hex(x);
  }
  undecided = false;
}

// The bounds also hold where products and quotients, or their rounding errors, are too small for the type.
TEST(Bounded, BoundsHoldForTinyNumbers) {
  undecided = false;
  for (const double a : {0x1.23p-480, 0x1.7p-540, 3 * 0x1p-1074, 0x1.5p-1000}) {
    for (const double b : {0x1.9fp-480, 0x1.3p-530, 7 * 0x1p-1074, 0x1.3p100}) {
      expect_within(Bounded<double>(a) * b, Mpfr(a) * Mpfr(b), 0, "product");
      if (a / b < 0x1p1000) expect_within(Bounded<double>(a) / b, Mpfr(a) / Mpfr(b), 0, "quotient");
    }
  }
}

template <class A>
class ReferenceTest : public testing::Test {};

TYPED_TEST_SUITE(ReferenceTest, ElementwiseTypes);

TYPED_TEST(ReferenceTest, BoundsHold) {
  const auto check = [](auto... parameter) {
    for (const float x : sample(2'000'003, 2000)) {
      if (std::isinf(x)) continue;
      const auto wide = static_cast<long double>(x);
      const Mpfr value = Reference<TypeParam>::value(Mpfr(wide), parameter...);
      const Mpfr exact_slope = Reference<TypeParam>::slope(Mpfr(wide), parameter...);
      undecided = false;
      expect_within(Reference<TypeParam>::value(Bounded<double>(x), parameter...), value, x, "value");
      expect_within(Reference<TypeParam>::value(Bounded<long double>(x), parameter...), value, x, "value");
      expect_within(Reference<TypeParam>::slope(Bounded<double>(x), parameter...), exact_slope, x, "slope");
      expect_within(Reference<TypeParam>::slope(Bounded<long double>(x), parameter...), exact_slope, x, "slope");

      // Two different one-sided quotients mean a kink within the step, whose slope the definition of `slope` decides.
      const Mpfr step = Mpfr(std::max(std::abs(wide), 0x1p-130L)) * 0x1p-200L;
      const Mpfr above = (Reference<TypeParam>::value(Mpfr(wide) + step, parameter...) - value) / step;
      const Mpfr below = (value - Reference<TypeParam>::value(Mpfr(wide) - step, parameter...)) / step;
      if (abs(above - below) <= Mpfr(0x1p-100L) * (abs(above) + abs(below))) {
        EXPECT_LE(abs((above + below) / 2 - exact_slope), Mpfr(0x1p-90L) * abs(exact_slope) + Mpfr(0x1p-300L))
            << "slope at " << hex(x);
      }
    }
  };
  const std::vector<double> values = defaults<TypeParam>();
  [&]<std::size_t... I>(std::index_sequence<I...>) { check(values[I]...); }
  (std::make_index_sequence<TypeParam::info.parameters.size()>{});
}

// The premise of proven_by_ends in verify.cpp, along a ladder of points: beyond 200, and within 2^-20 of 0, f and f'
// and their differences from x and x / 2 are monotone.
TYPED_TEST(ReferenceTest, IsMonotoneFarOutAndNextToZero) {
  const auto check = [](auto definition, const char* what) {
    for (const double factor : {0.0, 1.0, 0.5}) {
      const auto difference = [&](double x) { return definition(Mpfr(x)) - Mpfr(factor) * Mpfr(x); };
      for (const double sign : {-1.0, 1.0}) {
        for (const auto& [from, to] : {std::pair{0x1p-149, 0x1p-20}, std::pair{200.0, 0x1p127}}) {
          bool rises = false;
          bool falls = false;
          for (double x = from; 1.5 * x <= to; x *= 1.5) {
            const Mpfr step = difference(sign * 1.5 * x) - difference(sign * x);
            rises |= step > Mpfr(0);
            falls |= step < Mpfr(0);
          }
          EXPECT_FALSE(rises && falls) << what << " minus " << factor << " x, from " << sign * from;
        }
      }
    }
  };
  const std::vector<double> values = defaults<TypeParam>();
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    check([&](const Mpfr& x) { return Reference<TypeParam>::value(x, values[I]...); }, "value");
    check([&](const Mpfr& x) { return Reference<TypeParam>::slope(x, values[I]...); }, "slope");
  }
  (std::make_index_sequence<TypeParam::info.parameters.size()>{});
}

}  // namespace
}  // namespace kassei::test
