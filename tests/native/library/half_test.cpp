#include "kassei/convert/half.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace kassei::test {
namespace {

// The number with these bits, in float64.
double value_of(std::uint32_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 31);
  const double fraction = bits & 1023;
  const double magnitude = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

std::uint16_t rounded(float x) {
  std::uint16_t bits = 0;
  to_float16({&x, 1}, {&bits, 1});
  return bits;
}

std::vector<std::uint16_t> all_patterns() {
  std::vector<std::uint16_t> bits(65536);
  std::iota(bits.begin(), bits.end(), std::uint16_t{0});
  return bits;
}

TEST(Half, EveryPatternIsItsNumberAndComesBack) {
  const std::vector<std::uint16_t> bits = all_patterns();
  std::vector<float> x(bits.size());
  from_float16(bits, x);
  std::vector<std::uint16_t> back(bits.size());
  to_float16(x, back);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const bool special = (i & 0x7c00) == 0x7c00;
    ASSERT_EQ(std::signbit(x[i]), (i & 0x8000) != 0) << i;
    if (special && (i & 0x3ff) != 0) {
      ASSERT_TRUE(std::isnan(x[i])) << i;
      ASSERT_EQ(back[i], i | 0x200);
      continue;
    }
    ASSERT_EQ(static_cast<double>(x[i]),
              special ? std::copysign(INFINITY, x[i]) : value_of(static_cast<std::uint32_t>(i)))
        << i;
    ASSERT_EQ(back[i], i);
  }
}

// Between two neighbours: what lies below the middle goes down, above it up, and the middle to the even one.
TEST(Half, RoundsToNearestTiesToEven) {
  for (std::uint32_t low = 0; low < 0x7c00; ++low) {
    const std::uint32_t high = low + 1;
    const double next = high == 0x7c00 ? 65536 : value_of(high);
    const auto middle = static_cast<float>((value_of(low) + next) / 2);
    const float below = std::nextafterf(middle, 0.0F);
    const float above = std::nextafterf(middle, INFINITY);
    const std::uint32_t even = low % 2 == 0 ? low : high;
    ASSERT_EQ(rounded(below), low) << low;
    ASSERT_EQ(rounded(middle), even) << low;
    ASSERT_EQ(rounded(above), high) << low;
    ASSERT_EQ(rounded(-below), low | 0x8000) << low;
    ASSERT_EQ(rounded(-middle), even | 0x8000) << low;
    ASSERT_EQ(rounded(-above), high | 0x8000) << low;
  }
  EXPECT_EQ(rounded(0x1p-149F), 0);
  EXPECT_EQ(rounded(-0x1p-149F), 0x8000);
  EXPECT_EQ(rounded(std::numeric_limits<float>::max()), 0x7c00);
  EXPECT_EQ(rounded(-INFINITY), 0xfc00);
}

TEST(Half, AnyLengthAndNothingBehindTheEnd) {
  const std::vector<std::uint16_t> bits = all_patterns();
  for (std::size_t length = 0; length < 10; ++length) {
    std::vector<float> x(length + 1, 7.0F);
    from_float16(std::span(bits).subspan(0x3c01, length), std::span(x).first(length));
    std::vector<std::uint16_t> back(length + 1, 7);
    to_float16(std::span(x).first(length), std::span(back).first(length));
    for (std::size_t i = 0; i < length; ++i) EXPECT_EQ(back[i], 0x3c01 + i);
    EXPECT_EQ(x[length], 7.0F);
    EXPECT_EQ(back[length], 7);
  }
  float one = 1;
  EXPECT_THROW(from_float16(bits, {&one, 1}), std::invalid_argument);
}

}  // namespace
}  // namespace kassei::test
