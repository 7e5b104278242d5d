// Row-wise activations in float64: independence of place, neighbours and length, and special values.
#include <gtest/gtest.h>

#include "rows_fixture.hpp"
#include "sample.hpp"

namespace kassei::test {
namespace {

constexpr double kNan64 = std::numeric_limits<double>::quiet_NaN();
constexpr double kMax = std::numeric_limits<double>::max();

Doubles random_doubles(std::size_t count, double scale) {
  static std::mt19937_64 engine(20240229);
  std::normal_distribution<double> normal;
  Doubles list(count);
  for (double& x : list) x = scale * normal(engine);
  return list;
}

std::vector<std::uint64_t> bits_of(const Doubles& list) {
  std::vector<std::uint64_t> patterns;
  for (const double x : list) patterns.push_back(std::bit_cast<std::uint64_t>(x));
  return patterns;
}

template <class A>
class Rows64Test : public testing::Test {};
TYPED_TEST_SUITE(Rows64Test, RowwiseTypes);

// A row's result depends on the row alone, wherever it lies: among others, as a column, in place. The columns beside it
// have other results, which need other numbers of steps.
TYPED_TEST(Rows64Test, PlaceAndNeighboursDoNotMatter) {
  constexpr std::size_t kShrinks = TypeParam::info.halves ? 2 : 1;
  for (const std::size_t length : {2, 6, 30, 32, 34, 70}) {
    const double temperature = length % 4 == 0 ? 1 : 0.7;
    const Doubles x = random_doubles(length, 5);
    const Doubles g = random_doubles(length / kShrinks, 1);
    const auto value = [&](const Doubles& all, const Shape& shape, bool in_place = false) {
      return apply_rows64(TypeParam::value, all, {}, shape, all.size() / kShrinks, in_place, temperature);
    };
    const auto gradient = [&](const Doubles& all, const Doubles& upstream, const Shape& shape, bool in_place = false) {
      return apply_rows64(TypeParam::gradient, all, upstream, shape, all.size(), in_place, temperature);
    };
    const Shape one{1, length, 1};
    const Doubles y = value(x, one);
    const Doubles dx = gradient(x, g, one);
    EXPECT_EQ(bits_of(gradient(x, g, one, true)), bits_of(dx));
    if (kShrinks == 1) {
      EXPECT_EQ(bits_of(value(x, one, true)), bits_of(y));
    }
    for (std::size_t place = 0; place < 3; ++place) {
      for (const bool across : {false, true}) {
        Doubles many = random_doubles(3 * length, 300);
        Doubles many_g = random_doubles(3 * g.size(), 1e10);
        const auto at = [&](std::size_t i, std::size_t size) { return across ? 3 * i + place : place * size + i; };
        for (std::size_t i = 0; i < length; ++i) many[at(i, length)] = x[i];
        for (std::size_t i = 0; i < g.size(); ++i) many_g[at(i, g.size())] = g[i];
        const Shape shape{across ? 1U : 3U, length, across ? 3U : 1U};
        const auto part = [&](const Doubles& whole, std::size_t size) {
          Doubles row(size);
          for (std::size_t i = 0; i < size; ++i) row[i] = whole[at(i, size)];
          return row;
        };
        // In a long row another lane sums up each element.
        if (across && length >= kShortRow) continue;
        EXPECT_EQ(bits_of(part(value(many, shape), y.size())), bits_of(y)) << length << across << place;
        EXPECT_EQ(bits_of(part(gradient(many, many_g, shape), length)), bits_of(dx)) << length << across << place;
      }
    }
  }
}

TYPED_TEST(Rows64Test, NanGivesNanInItsRowOnly) {
  constexpr std::size_t kShrinks = TypeParam::info.halves ? 2 : 1;
  for (const std::size_t inner : {1, 3}) {
    for (const std::size_t length : {4, 40}) {
      for (const double temperature : {1.0, 0.7}) {
        const Shape shape{2, length, inner};
        Doubles x(2 * length * inner, 0.5);
        x[0] = kNan64;
        const Doubles g(x.size() / kShrinks, 1);
        const Doubles y = apply_rows64(TypeParam::value, x, {}, shape, g.size(), false, temperature);
        const Doubles dx = apply_rows64(TypeParam::gradient, x, g, shape, x.size(), false, temperature);
        EXPECT_TRUE(std::isnan(y[0]));
        EXPECT_TRUE(std::isnan(dx[TypeParam::info.halves ? length / 2 * inner : 0]));
        for (std::size_t i = y.size() / 2; i < y.size(); ++i) EXPECT_FALSE(std::isnan(y[i])) << i;
        for (std::size_t i = dx.size() / 2; i < dx.size(); ++i) EXPECT_FALSE(std::isnan(dx[i])) << i;
        if (TypeParam::info.halves) continue;
        for (std::size_t i = 0; i < length; ++i) {
          EXPECT_TRUE(std::isnan(y[i * inner])) << i;
          EXPECT_TRUE(std::isnan(dx[i * inner])) << i;
          if (inner == 3) {
            EXPECT_FALSE(std::isnan(y[i * inner + 1])) << i;
          }
        }
      }
    }
  }
}

Doubles value_of(RowKernel64 kernel, const Doubles& x, double temperature = 1) {
  return apply_rows64(kernel, x, {}, {1, x.size(), 1}, x.size(), false, temperature);
}
Doubles gradient_of(RowKernel64 kernel, const Doubles& x, const Doubles& g, double temperature = 1) {
  return apply_rows64(kernel, x, g, {1, x.size(), 1}, x.size(), false, temperature);
}

TEST(Rows64, SpecialValues) {
  for (const double t : {1.0, kSmallest, 0.5, 3.0, kLargest}) {
    EXPECT_EQ(value_of(Softmax::value, {-kInfinity, 0, -kInfinity}, t), (Doubles{0, 1, 0}));
    EXPECT_EQ(value_of(Softmax::value, {kMax, -kMax}, t), (Doubles{1, 0}));
    EXPECT_EQ(value_of(Softmax::value, {-kMax, -kInfinity}, t), (Doubles{1, 0}));
    EXPECT_EQ(value_of(Softmax::value, {5}, t), (Doubles{1}));
    EXPECT_EQ(value_of(LogSoftmax::value, {-kInfinity, 0}, t), (Doubles{-kInfinity, 0}));
    EXPECT_FALSE(std::signbit(value_of(LogSoftmax::value, {5}, t)[0]));
    EXPECT_FALSE(std::signbit(value_of(LogSoftmax::value, {0, -1e300}, t)[0]));
    EXPECT_EQ(value_of(Sparsemax::value, {-kInfinity, 2, 2}, t), (Doubles{0, 0.5, 0.5}));
    EXPECT_EQ(value_of(Sparsemax::value, {kMax, -kMax}, t), (Doubles{1, 0}));
    for (const std::size_t length : {2, 33}) {
      Doubles infinite(length, 0);
      infinite[0] = kInfinity;
      const Doubles nothing(length, -kInfinity);
      const Doubles g(length, 1);
      for (const RowKernel64 kernel :
           {RowKernel64{Softmax::value}, RowKernel64{LogSoftmax::value}, RowKernel64{Sparsemax::value}}) {
        for (const double y : value_of(kernel, infinite, t)) EXPECT_TRUE(std::isnan(y));
        for (const double y : value_of(kernel, nothing, t)) EXPECT_TRUE(std::isnan(y));
      }
      for (const RowKernel64 kernel :
           {RowKernel64{Softmax::gradient}, RowKernel64{LogSoftmax::gradient}, RowKernel64{Sparsemax::gradient}}) {
        for (const double y : gradient_of(kernel, infinite, g, t)) EXPECT_TRUE(std::isnan(y));
        for (const double y : gradient_of(kernel, nothing, g, t)) EXPECT_TRUE(std::isnan(y));
      }
    }
  }
  EXPECT_EQ(value_of(LogSoftmax::value, {0, -745})[0], static_cast<double>(-std::exp(-745.0L)));
  EXPECT_EQ(value_of(LogSoftmax::value, {kMax, -kMax}), (Doubles{0, -kInfinity}));
  EXPECT_EQ(value_of(LogSoftmax::value, {kMax, -kMax}, 2), (Doubles{0, -kMax}));
  EXPECT_EQ(value_of(Sparsemax::value, {1, 0.5, -1}), (Doubles{0.75, 0.25, 0}));
}

// What is constant in a row adds nothing, exactly, however large it is, nor do lanes beyond its end.
TEST(Rows64, AConstantUpstreamGivesNothing) {
  for (const std::size_t length : {1, 5, 33, 1001}) {
    for (const double g : {0.1, 1e16, kMax, 1e-310}) {
      for (const double y : gradient_of(Softmax::gradient, random_doubles(length, 3), Doubles(length, g)))
        EXPECT_EQ(y, 0);
      for (const double y : gradient_of(Sparsemax::gradient, random_doubles(length, 1), Doubles(length, g)))
        EXPECT_EQ(y, 0);
    }
  }
}

TEST(Rows64, ManyEqualElements) {
  for (const std::size_t length : {5, 33, 34, 35, 1001}) {
    for (const double x : {-1e10, 1000.0}) {
      const Doubles row(length, x);
      const auto n = static_cast<double>(length);
      EXPECT_EQ(value_of(Softmax::value, row), Doubles(length, 1 / n)) << x;
      for (const double y : value_of(LogSoftmax::value, row)) EXPECT_DOUBLE_EQ(y, -std::log(n));
      EXPECT_EQ(value_of(Sparsemax::value, row), Doubles(length, 1 / n)) << x;
    }
  }
}

// -infinity counts as nothing, whatever its upstream, and a number far below the largest as e^x says.
TEST(Rows64, GradientsOfElementsFarBelowTheLargest) {
  for (const std::size_t length : {2, 5, 31, 33, 70}) {
    for (const std::size_t inner : {1, 3}) {
      for (const double far : {-kInfinity, -1e300, -950.0, -760.0, -700.0}) {
        for (const std::size_t place : {std::size_t{1}, length - 1}) {
          Doubles x(length * inner, far);
          Doubles g(length * inner, 0);
          for (std::size_t i = 0; i < inner; ++i) {
            x[i] = 0;
            g[place * inner + i] = 1e110;
          }
          const auto expected = static_cast<double>(std::exp(static_cast<long double>(far)) * 1e110L);
          const Doubles softmax = apply_rows64(Softmax::gradient, x, g, {1, length, inner}, x.size());
          const Doubles log_softmax = apply_rows64(LogSoftmax::gradient, x, g, {1, length, inner}, x.size());
          for (std::size_t i = 0; i < inner; ++i) {
            EXPECT_DOUBLE_EQ(softmax[i], -expected) << far << ' ' << length;
            EXPECT_DOUBLE_EQ(softmax[place * inner + i], expected) << far << ' ' << length;
            EXPECT_EQ(log_softmax[place * inner + i], 1e110) << far << ' ' << length;
          }
        }
      }
    }
  }
  EXPECT_EQ(gradient_of(Softmax::gradient, {0, -kInfinity}, {1, kMax}), (Doubles{0, 0}));
  EXPECT_EQ(gradient_of(Softmax::gradient, {0, 0}, {kMax, -kMax}), (Doubles{kMax / 2, -kMax / 2}));
}

// The gradient of the cross-entropy keeps its digits where softmax is near 1, also with a large upstream at the
// largest.
TEST(Rows64, LogSoftmaxGradientOfACertainClass) {
  EXPECT_EQ(gradient_of(LogSoftmax::gradient, {700, 0}, {1, 0})[0], static_cast<double>(std::exp(-700.0L)));
  Doubles x(101, 0);
  x[0] = 700;
  Doubles g(101, 0.1);
  g[0] = 1e100;
  EXPECT_EQ(gradient_of(LogSoftmax::gradient, x, g)[0], -10);
}

// An element whose y is exactly 0 is not in the support; a small result is exact to 2^-100.
TEST(Rows64, SparsemaxAtTheEndOfTheSupport) {
  EXPECT_EQ(gradient_of(Sparsemax::gradient, {1, 0, -3}, {1, 5, 7}), (Doubles{0, 0, 0}));
  EXPECT_EQ(gradient_of(Sparsemax::gradient, {1, 1, 0.5}, {1, 3, 8}), (Doubles{-1, 1, 0}));
  for (const double small : {1e-3, 1e-13, 1e-20, 1e-26, 1e-40}) {
    EXPECT_NEAR(value_of(Sparsemax::value, {1, small})[1], small / 2, 0x1p-100 + small * 0x1p-53) << small;
  }
}

// The steps end, though each element's rounding is the same.
TEST(Rows64, SparsemaxOfManyNearlyEqualElements) {
  Doubles row(98'899, 0);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = static_cast<double>(i % 7) * 0x1p-80;
  const double mean = 1.0 / static_cast<double>(row.size());
  for (const double y : value_of(Sparsemax::value, row)) EXPECT_NEAR(y, mean, 0x1p-52 * mean);
}

TEST(Rows64, GluKeepsSignsAndInfinities) {
  const auto value = [](double a, double b) { return apply_rows64(Glu::value, {a, b}, {}, {1, 2, 1}, 1)[0]; };
  const auto slope = [](double a, double b, double g) {
    return apply_rows64(Glu::gradient, {a, b}, {g}, {1, 2, 1}, 2)[1];
  };
  for (const double b : {-kInfinity, -800.0, 0.0, 800.0, kInfinity}) {
    EXPECT_EQ(bits_of({value(-0.0, b), value(0, b)}), bits_of({-0.0, 0}));
    EXPECT_EQ(value(-kInfinity, b), -kInfinity);
    EXPECT_TRUE(std::isnan(value(kNan64, b)));
    EXPECT_EQ(bits_of({slope(-0.0, b, 3), slope(0, b, 3)}), bits_of({-0.0, 0}));
    EXPECT_EQ(slope(-kInfinity, b, 2), -kInfinity);
    EXPECT_TRUE(std::isnan(slope(kInfinity, b, 0)));
  }
  EXPECT_TRUE(std::isnan(value(kInfinity, kNan64)));
  EXPECT_EQ(value(-3, -kInfinity), 0);
  EXPECT_EQ(value(3, kInfinity), 3);
  EXPECT_EQ(slope(1e200, 0, 1e-200), 0.25);
  EXPECT_DOUBLE_EQ(slope(1e300, -700, 1e300), static_cast<double>(std::exp(-700.0L) * 1e300L * 1e300L));
}

}  // namespace
}  // namespace kassei::test
