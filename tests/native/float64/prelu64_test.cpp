// prelu in float64 against its definition.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "kassei/activations/prelu.hpp"
#include "kassei/info.hpp"

namespace kassei::test {
namespace {

using Doubles = std::vector<double>;

constexpr double kNan64 = std::numeric_limits<double>::quiet_NaN();

Doubles random_doubles(std::size_t count) {
  static std::mt19937_64 engine(20240229);
  std::normal_distribution<double> normal;
  Doubles list(count);
  for (double& x : list) x = normal(engine);
  return list;
}

// The slopes' gradient of arrays that are passed in stretches, as src/js does it.
Doubles slope_gradient(Channels64 channels, std::size_t size, std::size_t stretch) {
  Doubles sums(kSumsOfChannel * channels.channels);
  Doubles out(channels.channels + 1, 77);
  const auto* x = channels.x;
  const auto* upstream = channels.upstream;
  channels.sums = sums.data();
  for (std::size_t start = 0; start < size; start += stretch) {
    channels.x = x + start;
    channels.upstream = upstream + start;
    channels.channel = start / channels.inner % channels.channels;
    channels.offset = start % channels.inner;
    channels.length = std::min(stretch, size - start);
    Prelu::slope_sums(channels);
  }
  channels.out = out.data();
  Prelu::slope_gradient(channels);
  EXPECT_EQ(out.back(), 77);
  out.pop_back();
  return out;
}

TEST(Prelu64, DefinitionInStretches) {
  for (const auto& [outer, channels, inner] :
       {std::array<std::size_t, 3>{5, 1, 7}, {9, 3, 1}, {4, 4, 1}, {3, 5, 2}, {2, 2, 33}, {30, 1, 1}, {2, 7, 3}}) {
    const std::size_t size = outer * channels * inner;
    Doubles x = random_doubles(size);
    x[0] = 0;
    Doubles g = random_doubles(size);
    Doubles slopes = random_doubles(channels);
    for (Doubles* list : {&x, &g, &slopes}) list->resize(list->size() + kLanes, kNan64);
    for (const std::size_t stretch : {1, 3, 8, 1000}) {
      Doubles value(size + 1, 77);
      Doubles gradient(size + 1, 77);
      Channels64 call{.slopes = slopes.data(), .channels = channels, .inner = inner};
      for (std::size_t start = 0; start < size; start += stretch) {
        call.x = x.data() + start;
        call.upstream = g.data() + start;
        call.channel = start / inner % channels;
        call.offset = start % inner;
        call.length = std::min(stretch, size - start);
        call.out = value.data() + start;
        Prelu::value(call);
        call.out = gradient.data() + start;
        Prelu::gradient(call);
      }
      call.x = x.data();
      call.upstream = g.data();
      const Doubles slope = slope_gradient(call, size, stretch);
      std::vector<long double> expected(channels);
      for (std::size_t i = 0; i < size; ++i) {
        const std::size_t channel = i / inner % channels;
        EXPECT_EQ(value[i], x[i] > 0 ? x[i] : slopes[channel] * x[i]) << i;
        EXPECT_EQ(gradient[i], x[i] > 0 ? g[i] : x[i] < 0 ? g[i] * slopes[channel] : 0) << i;
        expected[channel] += static_cast<long double>(g[i]) * std::min(x[i], 0.0);
      }
      for (std::size_t c = 0; c < channels; ++c) EXPECT_DOUBLE_EQ(slope[c], static_cast<double>(expected[c])) << c;
      EXPECT_EQ(value[size], 77);
      EXPECT_EQ(gradient[size], 77);
    }
  }
}

// What cancels in float64 does not in two parts: the products' low halves, and what is small beside a term.
TEST(Prelu64, SlopeSumsKeepWhatIsSmallBesideATerm) {
  const double x = -1 - 0x1p-30;
  for (const auto& [inputs, upstream, sum] :
       {std::array<Doubles, 3>{Doubles{x, -1}, {x, 1 + 0x1p-29}, {0x1p-60}},
        {Doubles{x, x, -0x1p-60, x, x}, {x, 0x1p30, 1, -0x1p30, -x}, {-0x1p-60}}}) {
    for (const std::size_t inner : {1, 4}) {
      const double slope = 2;
      const Channels64 call{
          .x = inputs.data(), .upstream = upstream.data(), .slopes = &slope, .channels = 1, .inner = inner};
      EXPECT_EQ(slope_gradient(call, inputs.size(), 5), sum) << inner;
    }
  }
  Doubles ones(100'000, -0.1);
  const Doubles g(ones.size(), 1);
  const double slope = 2;
  const Channels64 call{.x = ones.data(), .upstream = g.data(), .slopes = &slope, .channels = 1, .inner = ones.size()};
  EXPECT_EQ(slope_gradient(call, ones.size(), 777)[0], -0.1 * 100'000);
}

std::uint64_t pattern(double x) { return std::isnan(x) ? 0 : std::bit_cast<std::uint64_t>(x); }

// As in float32: zeros are +0; a slope of 0 makes infinity 0 too; the slope at the kink is as given, or the slope.
TEST(Prelu64, SpecialValues) {
  for (const auto& [x, slope, value, derivative] : {std::array<double, 4>{-0.0, 2, 0, 0},
                                                    {-0.0, -2, 0, 0},
                                                    {0, -2, 0, 0},
                                                    {-1, 0, 0, 0},
                                                    {-0x1p-1074, 0.25, 0, 0.25},
                                                    {-kInfinity, 0, 0, 0},
                                                    {-kInfinity, -2, kInfinity, -2},
                                                    {kInfinity, 0, kInfinity, 1},
                                                    {kNan64, 0, kNan64, kNan64}}) {
    const Doubles array(3, x);
    Doubles out(3);
    Channels64 call{.x = array.data(), .out = out.data(), .slopes = &slope, .channels = 1, .inner = 3, .length = 3};
    Prelu::value(call);
    for (const double y : out) EXPECT_EQ(pattern(y), pattern(value)) << x << " with slope " << slope;
    Prelu::gradient(call);
    for (const double y : out) EXPECT_EQ(pattern(y), pattern(derivative)) << x << " with slope " << slope;
    if (x != 0) continue;
    call.at_zero = 0.1;
    Prelu::gradient(call);
    EXPECT_EQ(out, Doubles(3, 0.1));
    call.at_zero = std::nullopt;
    Prelu::gradient(call);
    EXPECT_EQ(out, Doubles(3, slope));
  }
}

TEST(Prelu64, SpecialSumsOfASlope) {
  for (const auto& [x, upstream, sum] : {std::array{-0.0, kInfinity, 0.0},
                                         {-0.0, -1, 0},
                                         {kInfinity, -kInfinity, 0},
                                         {-0x1p-1074, 0x1p-1074, 0},
                                         {-2, 3, -30},
                                         {-kInfinity, 3, -kInfinity},
                                         {-1e200, -1e200, kInfinity},
                                         {kNan64, 0, kNan64}}) {
    for (const std::size_t inner : {1, 5}) {
      const Doubles array(5, x);
      const Doubles factors(5, upstream);
      const double slope = 2;
      const Channels64 call{
          .x = array.data(), .upstream = factors.data(), .slopes = &slope, .channels = 1, .inner = inner};
      EXPECT_EQ(pattern(slope_gradient(call, 5, 2)[0]), pattern(sum)) << x << " times " << upstream;
    }
  }
}

}  // namespace
}  // namespace kassei::test
