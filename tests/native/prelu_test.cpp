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

}  // namespace
}  // namespace kassei::test
