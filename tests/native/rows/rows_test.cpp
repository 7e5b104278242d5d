// Row-wise activations: independence of place, neighbours and length, and special values.
#include <gtest/gtest.h>

#include "rows_fixture.hpp"
#include "sample.hpp"

namespace kassei::test {
namespace {

bool same(const Numbers& a, const Numbers& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float one, float two) {
    return std::bit_cast<std::uint32_t>(one) == std::bit_cast<std::uint32_t>(two);
  });
}

// A row's result depends on the row alone: not on its place, its neighbours, the alignment of its end or being in
// place.
TYPED_TEST(RowsTest, PlaceAndNeighboursDoNotMatter) {
  Random random;
  for (std::size_t length = 2; length <= 34; length += 2) {
    this->temperature = length % 4 == 0 ? 1 : 0.7;
    const Shape one{1, length, 1};
    const Numbers x = random.numbers(length, 5);
    const Numbers g = random.numbers(this->kHalves ? length / 2 : length, 1);
    const Numbers value = this->apply(TypeParam::value, x, {}, one, g.size());
    const Numbers gradient = this->apply(TypeParam::gradient, x, g, one, length);
    EXPECT_TRUE(same(this->apply(TypeParam::gradient, x, g, one, length, true), gradient));
    if (!this->kHalves) {
      EXPECT_TRUE(same(this->apply(TypeParam::value, x, {}, one, length, true), value));
    }
    for (std::size_t block = 0; block < 3; ++block) {
      Numbers many(3 * length, kNan);
      Numbers many_g(3 * g.size(), kNan);
      std::copy(x.begin(), x.end(), many.begin() + block * length);
      std::copy(g.begin(), g.end(), many_g.begin() + block * g.size());
      const auto part = [&](const Numbers& whole, std::size_t size) {
        return Numbers(whole.begin() + block * size, whole.begin() + (block + 1) * size);
      };
      const Shape three{3, length, 1};
      EXPECT_TRUE(same(part(this->apply(TypeParam::value, many, {}, three, many_g.size()), g.size()), value));
      EXPECT_TRUE(same(part(this->apply(TypeParam::gradient, many, many_g, three, many.size()), length), gradient));
    }
  }
}

TYPED_TEST(RowsTest, InPlaceAcross) {
  Random random;
  for (const std::size_t inner : {2, 3, 5, 8}) {
    this->temperature = inner % 2 == 0 ? 1 : 0.7;
    const Shape shape{2, 6, inner};
    const Numbers x = random.numbers(12 * inner, 3);
    const Numbers g = random.numbers(this->kHalves ? 6 * inner : 12 * inner, 1);
    EXPECT_TRUE(same(this->apply(TypeParam::gradient, x, g, shape, x.size(), true),
                     this->apply(TypeParam::gradient, x, g, shape, x.size())));
    if (this->kHalves) continue;
    EXPECT_TRUE(same(this->apply(TypeParam::value, x, {}, shape, x.size(), true),
                     this->apply(TypeParam::value, x, {}, shape, x.size())));
  }
}

TYPED_TEST(RowsTest, NanGivesNanInItsRowOnly) {
  for (const std::size_t inner : {1, 3, 1, 3}) {
    const Shape shape{2, 4, inner};
    Numbers x(8 * inner, 0.5F);
    x[0] = kNan;
    const std::size_t out_length = this->kHalves ? 4 * inner : 8 * inner;
    const Numbers g(out_length, 1);
    const Numbers value = this->apply(TypeParam::value, x, {}, shape, out_length);
    const Numbers gradient = this->apply(TypeParam::gradient, x, g, shape, x.size());
    EXPECT_TRUE(std::isnan(value[0]));
    EXPECT_TRUE(std::isnan(gradient[this->kHalves ? 2 * inner : 0]));
    for (std::size_t i = out_length / 2; i < out_length; ++i) EXPECT_FALSE(std::isnan(value[i])) << i;
    for (std::size_t i = x.size() / 2; i < x.size(); ++i) EXPECT_FALSE(std::isnan(gradient[i])) << i;
    if (inner == 3) this->temperature = 0.7;
    if (this->kHalves) continue;
    EXPECT_TRUE(std::isnan(value[inner]));
    EXPECT_TRUE(std::isnan(gradient[inner]));
  }
}

Numbers value_of(RowKernel kernel, const Numbers& x, double temperature = 1) {
  return apply_rows(kernel, x, {}, {1, x.size(), 1}, x.size(), false, temperature);
}

TEST(Rows, Pitfalls) {
  EXPECT_EQ(value_of(Softmax::value, {1000, 1001})[1], static_cast<float>(1 / (1 + std::exp(-1.0L))));
  EXPECT_EQ(value_of(Softmax::value, {-kInf, 0, -kInf}), (Numbers{0, 1, 0}));
  EXPECT_EQ(value_of(Softmax::value, {3e38F, -3e38F}), (Numbers{1, 0}));
  EXPECT_EQ(value_of(Softmax::value, {-3e38F, -kInf}), (Numbers{1, 0}));
  EXPECT_EQ(value_of(Softmax::value, {5}), (Numbers{1}));
  EXPECT_TRUE(std::isnan(value_of(Softmax::value, {kInf, 0})[1]));
  EXPECT_TRUE(std::isnan(value_of(Softmax::value, {-kInf, -kInf})[0]));
  EXPECT_EQ(value_of(LogSoftmax::value, {0, -40})[0], static_cast<float>(-std::exp(-40.0L)));
  EXPECT_EQ(value_of(LogSoftmax::value, {-kInf, 0}), (Numbers{-kInf, 0}));
  EXPECT_FALSE(std::signbit(value_of(LogSoftmax::value, {5})[0]));
  EXPECT_FALSE(std::signbit(value_of(LogSoftmax::value, {0, -110})[0]));
  EXPECT_EQ(value_of(LogSoftmax::value, {3e38F, -3e38F}), (Numbers{0, -kInf}));
  EXPECT_EQ(value_of(Sparsemax::value, {1, 0.5F, -1}), (Numbers{0.75F, 0.25F, 0}));
  EXPECT_EQ(value_of(Sparsemax::value, {-kInf, 2, 2}), (Numbers{0, 0.5F, 0.5F}));
  EXPECT_EQ(value_of(Sparsemax::value, {1e30F, 1}), (Numbers{1, 0}));
}

// What masks often stand for: the lowest number, everywhere or beside -infinity, also in rows that share a vector.
TEST(Rows, RowsOfTheLowestNumber) {
  constexpr float kLow = std::numeric_limits<float>::lowest();
  for (const std::size_t length : std::array<std::size_t, 6>{1, 2, 3, 15, 33, 1000}) {
    const Numbers x(length, kLow);
    const auto share = static_cast<float>(1.0L / static_cast<long double>(length));
    EXPECT_EQ(value_of(Softmax::value, x), Numbers(length, share));
    EXPECT_EQ(value_of(LogSoftmax::value, x)[0], static_cast<float>(-std::log(static_cast<long double>(length))));
  }
  EXPECT_EQ(value_of(Softmax::value, {kLow, -kInf}), (Numbers{1, 0}));
  EXPECT_EQ(value_of(LogSoftmax::value, {-kInf, kLow}), (Numbers{-kInf, 0}));
  const Numbers neighbours = {kLow, 1, -kInf, 2, kLow, 0.5F};  // rows of three along the first of two axes
  const Numbers values = apply_rows(Softmax::value, neighbours, {}, {1, 3, 2}, 6, false);
  const Numbers other = value_of(Softmax::value, {1, 2, 0.5F});
  EXPECT_EQ(values, (Numbers{0.5F, other[0], 0, other[1], 0.5F, other[2]}));
  const auto gradient_of = [](RowKernel kernel) {
    return apply_rows(kernel, {kLow, -kInf, kLow}, {4, 8, 2}, {1, 3, 1}, 3, false);
  };
  EXPECT_EQ(gradient_of(Softmax::gradient), (Numbers{0.5F, 0, -0.5F}));
  EXPECT_EQ(gradient_of(LogSoftmax::gradient), (Numbers{-3, 8, -5}));
}

TEST(Rows, PitfallsOfTemperatures) {
  for (const double t : {kSmallest, 0.5, 3.0, kLargest}) {
    EXPECT_EQ(value_of(Softmax::value, {-kInf, 0, -kInf}, t), (Numbers{0, 1, 0}));
    EXPECT_EQ(value_of(LogSoftmax::value, {-kInf, 0}, t), (Numbers{-kInf, 0}));
    EXPECT_EQ(value_of(Sparsemax::value, {-kInf, 2, 2}, t), (Numbers{0, 0.5F, 0.5F}));
    for (const RowKernel kernel : std::array<RowKernel, 3>{Softmax::value, LogSoftmax::value, Sparsemax::value}) {
      EXPECT_TRUE(std::isnan(value_of(kernel, {kInf, 0}, t)[1]));
      EXPECT_TRUE(std::isnan(value_of(kernel, {-kInf, -kInf}, t)[0]));
    }
    for (const RowKernel kernel : std::array<RowKernel, 2>{Softmax::gradient, Sparsemax::gradient}) {
      for (const float y : apply_rows(kernel, Numbers(1001, 1), Numbers(1001, 3e38F), {1, 1001, 1}, 1001, false, t))
        EXPECT_EQ(y, 0);
    }
  }
  EXPECT_EQ(value_of(Softmax::value, {1, 0}, kSmallest), (Numbers{1, 0}));
  EXPECT_EQ(value_of(Softmax::value, {3e38F, 0}, kLargest)[1],
            static_cast<float>(1 / (1 + std::exp(3e38F / kLargest))));
}

TEST(Rows, GluGradientBeyondTheRangeOfItsSigmoid) {
  const Numbers gradient = apply_rows(Glu::gradient, {3e38F, -kInf, 3e38F, -250}, {3e38F, 3e38F}, {2, 2, 1}, 4);
  EXPECT_EQ(gradient[1], 0);
  EXPECT_NEAR(gradient[3], 2.4015e-32, 1e-35);
}

// -infinity counts as nothing, whatever its upstream, and a number far below the largest as e^x says: in short and long
// rows, along both axes, at a row's end and where lanes lie beyond it.
TEST(Rows, GradientsOfElementsFarBelowTheLargest) {
  for (const std::size_t length : {2, 5, 31, 33, 70}) {
    for (const std::size_t inner : {1, 3}) {
      for (const float far : {-kInf, -3e38F, -175.0F, -150.0F, -129.0F}) {
        for (const std::size_t place : {std::size_t{1}, length - 1}) {
          Numbers x(length * inner, far);
          Numbers g(length * inner, 0);
          for (std::size_t i = 0; i < inner; ++i) {
            x[i] = 0;
            g[place * inner + i] = 3e38F;
          }
          const auto expected = static_cast<float>(std::exp(static_cast<long double>(far)) * 3e38F);
          const Numbers softmax = apply_rows(Softmax::gradient, x, g, {1, length, inner}, x.size());
          const Numbers log_softmax = apply_rows(LogSoftmax::gradient, x, g, {1, length, inner}, x.size());
          for (std::size_t i = 0; i < inner; ++i) {
            EXPECT_FLOAT_EQ(softmax[i], -expected) << far << ' ' << length;
            EXPECT_FLOAT_EQ(softmax[place * inner + i], expected) << far << ' ' << length;
            EXPECT_EQ(log_softmax[place * inner + i], 3e38F) << far << ' ' << length;
          }
          std::fill(g.begin(), g.end(), 0);
          std::fill_n(g.begin(), inner, 3e38F);
          const Numbers certain = apply_rows(LogSoftmax::gradient, x, g, {1, length, inner}, x.size());
          const float rest = static_cast<float>(length - 1) * expected;
          for (std::size_t i = 0; i < inner; ++i) EXPECT_FLOAT_EQ(certain[i], rest) << far << ' ' << length;
        }
      }
    }
  }
}

// Lanes beyond a row's end weigh nothing.
TEST(Rows, AHugeConstantUpstreamGivesNothing) {
  for (const std::size_t length : {5, 33, 1001}) {
    const Numbers g(length, 3e38F);
    for (const float y : apply_rows(Softmax::gradient, Numbers(length, 1), g, {1, length, 1}, length)) EXPECT_EQ(y, 0);
  }
}

// Nor do they count as the largest, where all elements are far below 0.
TEST(Rows, ManyEqualElements) {
  for (const std::size_t length : {5, 33, 34, 35, 1001}) {
    for (const float x : {-1000.0F, 1000.0F}) {
      const Numbers row(length, x);
      const auto n = static_cast<double>(length);
      EXPECT_EQ(value_of(Softmax::value, row), Numbers(length, static_cast<float>(1 / n))) << x;
      EXPECT_EQ(value_of(LogSoftmax::value, row), Numbers(length, static_cast<float>(-std::log(n)))) << x;
      EXPECT_EQ(value_of(Sparsemax::value, row), Numbers(length, static_cast<float>(1 / n))) << x;
    }
  }
}

// The bits are the same everywhere because the order of a sum is.
TEST(Rows, TheOrderOfASum) {
  constexpr double kHalfUlp = 0x1p-53;
  const Row row{};
  EXPECT_EQ(row.sum_over_row(f64x4{1, kHalfUlp, kHalfUlp, kHalfUlp})[3], 1 + 2 * kHalfUlp);
}

// An element whose y is exactly 0 is not in the support.
TEST(Rows, SparsemaxGradientAtTheEndOfTheSupport) {
  EXPECT_EQ(apply_rows(Sparsemax::gradient, {1, 0, -3}, {1, 5, 7}, {1, 3, 1}, 3), (Numbers{0, 0, 0}));
  EXPECT_EQ(apply_rows(Sparsemax::gradient, {1, 1, 0.5F}, {1, 3, 8}, {1, 3, 1}, 3), (Numbers{-1, 1, 0}));
}

// A small result is a difference of numbers near 1, exact to 2^-51.
TEST(Rows, SparsemaxOfNearlyOne) {
  for (const float small : {1e-3F, 1e-7F, 1e-10F, 1e-14F, 1e-20F}) {
    EXPECT_NEAR(value_of(Sparsemax::value, {1, small})[1], small / 2, 0x1p-51 + small * 0x1p-24) << small;
  }
}

TEST(Rows, AConstantUpstreamGivesNothing) {
  const Numbers x{1, -2, 3, 0.5F, 4};
  for (const RowKernel kernel : std::array<RowKernel, 2>{Softmax::gradient, Sparsemax::gradient}) {
    for (const float y : apply_rows(kernel, x, Numbers(5, 0.1F), {1, 5, 1}, 5)) EXPECT_EQ(y, 0);
  }
}

// The gradient of the cross-entropy, softmax minus 1, keeps its digits where softmax is near 1.
TEST(Rows, LogSoftmaxGradientOfACertainClass) {
  const Numbers gradient = apply_rows(LogSoftmax::gradient, {30, 0}, {1, 0}, {1, 2, 1}, 2);
  EXPECT_EQ(gradient[0], static_cast<float>(1 / (1 + std::exp(30.0L))));
}

}  // namespace
}  // namespace kassei::test
