// Is the reference good enough to judge by? Its long double results against the same definition in 700 bits, and
// `slope` against the difference quotient of `value`.
#include "reference.hpp"

#include <gtest/gtest.h>

#include "mpfr.hpp"
#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

// 2^-20 ulp of a float32: 2^-20 * 2^-24 of the result, but of the smallest normal number below it.
void expect_close(long double got, const Mpfr& exact, float x, const char* what) {
  const long double wanted = exact.rounded();
  const long double size = std::max(std::abs(wanted), static_cast<long double>(0x1p-126F));
  if (std::isinf(wanted)) {
    EXPECT_EQ(got, wanted) << what << " at " << hex(x);
  } else {
    EXPECT_LE(std::abs((exact - got).rounded()), 0x1p-44L * size) << what << " at " << hex(x);
  }
}

template <class A>
class ReferenceTest : public testing::Test {};

TYPED_TEST_SUITE(ReferenceTest, ElementwiseTypes);

TYPED_TEST(ReferenceTest, IsExactEnough) {
  const auto check = [](auto... parameter) {
    for (const float x : sample(2'000'003, 2000)) {
      if (std::isinf(x)) continue;
      const auto wide = static_cast<long double>(x);
      const Mpfr value = Reference<TypeParam>::value(Mpfr(wide), parameter...);
      expect_close(Reference<TypeParam>::value(wide, parameter...), value, x, "value");
      expect_close(Reference<TypeParam>::slope(wide, parameter...),
                   Reference<TypeParam>::slope(Mpfr(wide), parameter...), x, "slope");

      // A kink within the step shows as two different one-sided quotients; there the definition of `slope` decides.
      const Mpfr step = Mpfr(std::max(std::abs(wide), 0x1p-130L)) * 0x1p-200L;
      const Mpfr above = (Reference<TypeParam>::value(Mpfr(wide) + step, parameter...) - value) / step;
      const Mpfr below = (value - Reference<TypeParam>::value(Mpfr(wide) - step, parameter...)) / step;
      const Mpfr slope = Reference<TypeParam>::slope(Mpfr(wide), parameter...);
      if (abs(above - below) <= Mpfr(0x1p-100L) * (abs(above) + abs(below))) {
        EXPECT_LE(abs((above + below) / 2 - slope), Mpfr(0x1p-90L) * abs(slope) + Mpfr(0x1p-300L))
            << "slope at " << hex(x);
      }
    }
  };
  const std::vector<double> values = defaults<TypeParam>();
  [&]<std::size_t... I>(std::index_sequence<I...>) { check(values[I]...); }
  (std::make_index_sequence<TypeParam::info.parameters.count>{});
}

}  // namespace
}  // namespace kassei::test
