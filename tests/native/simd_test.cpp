#include "kassei/simd.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kassei/rounding.hpp"

namespace kassei::test {
namespace {

TEST(Simd, RoundDownAndUpDecideComparisonsWithARealNumber) {
  for (const double limit :
       {0.0, 0.1, -0.1, 1.0, 1.0000000001, -1.0000000001, 1e-46, -1e-46, 1e-40, 3.4e38, -3.4e38, 2.5}) {
    const float down = round_down(limit);
    const float up = round_up(limit);
    EXPECT_LE(static_cast<double>(down), limit);
    EXPECT_GE(static_cast<double>(up), limit);
    EXPECT_GT(static_cast<double>(std::nextafterf(down, INFINITY)), limit);
    EXPECT_LT(static_cast<double>(std::nextafterf(up, -INFINITY)), limit);
  }
  EXPECT_EQ(round_up(INFINITY), INFINITY);
}

TEST(Simd, NearestRoundsNextToTheLargestNumber) {
  constexpr double kMax = std::numeric_limits<float>::max();
  EXPECT_EQ(nearest(kMax + 0x1p102), kMax);
  EXPECT_EQ(nearest(-kMax - 0x1p102), -kMax);
  EXPECT_EQ(nearest(kMax + 0x1p103), INFINITY);
  EXPECT_EQ(nearest(-1e300), -INFINITY);
  EXPECT_FALSE(std::signbit(nearest(-1e-60)));
}

TEST(Simd, RestOfQuotientIsExact) {
  for (const auto& [n, d] :
       {std::pair{0.5, 0.2}, {0.5, 1.0 / 6}, {-3.7, 1e-200}, {1e-20, 0.3}, {1.0, 1e30}, {0.1, 0.9}}) {
    EXPECT_EQ(rest_of_quotient(n, d, n / d), std::fma(-(n / d), d, n)) << n << " / " << d;
  }
}

TEST(Simd, NarrowRoundsEachLaneInItsPlace) {
  const f32x4 y = narrow(f64x4{1 + 0x1p-24, 1 + 0x1.8p-23, 0x1p-150, -0x1.8p-149});
  EXPECT_EQ(y[0], 1);
  EXPECT_EQ(y[1], 1 + 0x1p-22F);
  EXPECT_EQ(y[2], 0);
  EXPECT_EQ(y[3], -0x1p-148F);
}

}  // namespace
}  // namespace kassei::test
