// prelu against its definition.
#include "kassei/activations/prelu.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace kassei::test {
namespace {

struct PreluCase {
  Shape shape;
  std::size_t stretch;  // elements in one call
};

class PreluTest : public testing::TestWithParam<PreluCase> {};

// In stretches, as src/js calls it, for channels of one element and of several.
TEST_P(PreluTest, DefinitionInStretches) {
  const auto& [shape, stretch] = GetParam();
  const std::size_t size = shape.outer * shape.length * shape.inner;
  Random random;
  Numbers x = random.numbers(size, 1);
  x[0] = 0;
  Numbers g = random.numbers(size, 1);
  Numbers slopes = random.numbers(shape.length, 1);
  for (Numbers* list : {&x, &g, &slopes}) list->resize(list->size() + kLanes, kNan);
  Numbers value(size + 1, 77);
  Numbers gradient(size + 1, 77);
  Numbers slope_gradient(shape.length);
  Channels channels{.slopes = slopes.data(), .channels = shape.length, .inner = shape.inner};
  std::vector<double> sums(kLanes * shape.length);
  channels.sums = sums.data();
  for (std::size_t start = 0; start < size; start += stretch) {
    channels.x = x.data() + start;
    channels.upstream = g.data() + start;
    channels.channel = start / shape.inner % shape.length;
    channels.offset = start % shape.inner;
    channels.length = std::min(stretch, size - start);
    channels.out = value.data() + start;
    Prelu::value(channels);
    channels.out = gradient.data() + start;
    Prelu::gradient(channels);
    Prelu::slope_sums(channels);
  }
  channels.out = slope_gradient.data();
  Prelu::slope_gradient(channels);
  std::vector<double> expected(shape.length);
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t channel = i / shape.inner % shape.length;
    EXPECT_EQ(value[i], x[i] > 0 ? x[i] : slopes[channel] * x[i]) << i;
    EXPECT_EQ(gradient[i], x[i] > 0 ? g[i] : x[i] < 0 ? g[i] * slopes[channel] : 0) << i;
    expected[channel] += static_cast<double>(g[i]) * std::min(x[i], 0.0F);
  }
  for (std::size_t c = 0; c < shape.length; ++c) EXPECT_FLOAT_EQ(slope_gradient[c], static_cast<float>(expected[c]));
  EXPECT_EQ(value[size], 77);
  EXPECT_EQ(gradient[size], 77);
}

INSTANTIATE_TEST_SUITE_P(Shapes, PreluTest,
                         testing::Values(PreluCase{{4, 3, 1}, 12}, PreluCase{{10, 7, 1}, 16}, PreluCase{{3, 4, 5}, 8},
                                         PreluCase{{2, 3, 4}, 100}, PreluCase{{1, 1, 37}, 16},
                                         PreluCase{{5, 64, 9}, 128}, PreluCase{{7, 5, 2}, 12}));

TEST(Prelu, SlopeAtZero) {
  Numbers x{0, -0.0F, 1, -1, 0, 0, 0, 0};
  Numbers slopes{3, 0, 0, 0, 0};
  Numbers out(8);
  Channels channels{.x = x.data(), .out = out.data(), .slopes = slopes.data(), .channels = 1, .inner = 4, .length = 4};
  channels.at_zero = std::nullopt;
  Prelu::gradient(channels);
  EXPECT_EQ(Numbers(out.begin(), out.begin() + 4), (Numbers{3, 3, 1, 3}));
  channels.at_zero = 0.5F;
  Prelu::gradient(channels);
  EXPECT_EQ(Numbers(out.begin(), out.begin() + 4), (Numbers{0.5F, 0.5F, 1, 3}));
}

// A number with the sign of a zero; NaN has none.
std::string text(float x) { return std::isnan(x) ? "nan" : hex(x); }

struct SpecialCase {
  float x, slope, value, derivative;
};

// f is not odd: its zeros are +0, whatever the slope's sign. A slope of 0 makes infinity 0 too.
TEST(Prelu, SpecialValues) {
  for (const auto& [x, slope, value, derivative] : {SpecialCase{-0.0F, 2, 0, 0},
                                                    {-0.0F, -2, 0, 0},
                                                    {-0.0F, 0, 0, 0},
                                                    {0, -2, 0, 0},
                                                    {-1, 0, 0, 0},
                                                    {-0x1p-149F, 0.25F, 0, 0.25F},
                                                    {-kInf, 0, 0, 0},
                                                    {-kInf, 2, -kInf, 2},
                                                    {-kInf, -2, kInf, -2},
                                                    {kInf, 0, kInf, 1},
                                                    {kNan, 0, kNan, kNan},
                                                    {kNan, -2, kNan, kNan}}) {
    const Numbers array(5, x);
    Numbers out(5);
    const Channels channels{
        .x = array.data(), .out = out.data(), .slopes = &slope, .channels = 1, .inner = 5, .length = 5};
    Prelu::value(channels);
    for (const float y : out) EXPECT_EQ(text(y), text(value)) << hex(x) << " with slope " << slope;
    Prelu::gradient(channels);
    for (const float y : out) EXPECT_EQ(text(y), text(derivative)) << hex(x) << " with slope " << slope;
  }
}

// Elements that are not negative add nothing, whatever their upstream; a sum that rounds to 0 is +0.
TEST(Prelu, SpecialSumsOfASlope) {
  for (const auto& [x, upstream, sum] : {std::array{-0.0F, kInf, 0.0F},
                                         {-0.0F, -1, 0},
                                         {0, -1, 0},
                                         {kInf, -kInf, 0},
                                         {-0x1p-149F, 0x1p-149F, 0},
                                         {-2, 3, -30},
                                         {-2, -3, 30},
                                         {kNan, 0, kNan}}) {
    const Numbers array(5, x);
    const Numbers factors(5, upstream);
    std::array<double, kLanes> sums{};
    const float slope = 2;
    float gradient = 77;
    const Channels channels{.x = array.data(),
                            .upstream = factors.data(),
                            .out = &gradient,
                            .sums = sums.data(),
                            .slopes = &slope,
                            .channels = 1,
                            .inner = 5,
                            .length = 5};
    Prelu::slope_sums(channels);
    Prelu::slope_gradient(channels);
    EXPECT_EQ(text(gradient), text(sum)) << hex(x) << " times " << upstream;
  }
}

}  // namespace
}  // namespace kassei::test
