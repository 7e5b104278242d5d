// Row-wise activations against their definitions, over shapes, axes, lengths and special values.
#include <gtest/gtest.h>

#include "reference.hpp"
#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

using Exact = std::vector<long double>;

// What the rows of each activation should become, and dL/dx from g = dL/df, with the sum of the sizes of the terms that
// each result is made of: its error is measured against that.
template <class A>
struct RowReference;

struct Pulled {
  long double exact, size;
};

Exact softmax(const Exact& x) {
  const long double m = *std::max_element(x.begin(), x.end());
  Exact y;
  long double sum = 0;
  for (const long double v : x) sum += y.emplace_back(std::exp(v - m));
  for (long double& v : y) v /= sum;
  return y;
}

template <>
struct RowReference<Softmax> {
  static Exact value(const Exact& x) { return softmax(x); }
  static std::vector<Pulled> pulled(const Exact& x, const Exact& g) {
    const Exact y = softmax(x);
    std::vector<Pulled> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
      long double sum = 0;
      long double size = 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        sum += y[j] * (g[i] - g[j]);
        size += y[j] * std::abs(g[i] - g[j]);
      }
      result.push_back({y[i] * sum, y[i] * size});
    }
    return result;
  }
};

template <>
struct RowReference<LogSoftmax> {
  static Exact value(const Exact& x) {
    const auto largest = std::max_element(x.begin(), x.end());
    long double others = 0;
    for (auto v = x.begin(); v != x.end(); ++v) others += v == largest ? 0 : std::exp(*v - *largest);
    Exact y;
    for (const long double v : x) y.push_back((v - *largest) - std::log1p(others));
    return y;
  }
  static std::vector<Pulled> pulled(const Exact& x, const Exact& g) {
    const Exact y = softmax(x);
    std::vector<Pulled> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
      long double others = 0;  // 1 - y[i]
      long double sum = 0;
      long double size = 0;
      for (std::size_t j = 0; j < x.size(); ++j) {
        others += j == i ? 0 : y[j];
        sum += j == i ? 0 : g[j];
        size += j == i ? 0 : std::abs(g[j]);
      }
      result.push_back({g[i] * others - y[i] * sum, std::abs(g[i]) * others + y[i] * size});
    }
    return result;
  }
};

template <>
struct RowReference<Sparsemax> {
  // By sorting.
  static std::pair<long double, std::size_t> support(Exact x) {
    std::sort(x.begin(), x.end(), std::greater<>());
    long double sum = 0;
    long double t = 0;
    std::size_t count = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sum += x[k] - x[0];
      if (1 + (k + 1) * (x[k] - x[0]) <= sum) break;
      count = k + 1;
      t = x[0] + (sum - 1) / count;
    }
    return {t, count};
  }
  static Exact value(const Exact& x) {
    const long double t = support(x).first;
    Exact y;
    for (const long double v : x) y.push_back(std::max(v - t, 0.0L));
    return y;
  }
  static std::vector<Pulled> pulled(const Exact& x, const Exact& g) {
    const auto [t, count] = support(x);
    long double mean = 0;
    long double size = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i] <= t) continue;
      mean += g[i] / count;
      size += std::abs(g[i]) / count;
    }
    std::vector<Pulled> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
      result.push_back(x[i] > t ? Pulled{g[i] - mean, std::abs(g[i]) + size} : Pulled{0, 0});
    }
    return result;
  }
};

template <>
struct RowReference<Glu> {
  static Exact value(const Exact& x) {
    const std::size_t half = x.size() / 2;
    Exact y;
    for (std::size_t i = 0; i < half; ++i) y.push_back(x[i] * sigmoid(x[half + i]));
    return y;
  }
  static std::vector<Pulled> pulled(const Exact& x, const Exact& g) {
    const std::size_t half = x.size() / 2;
    std::vector<Pulled> result(x.size());
    for (std::size_t i = 0; i < half; ++i) {
      const long double b = x[half + i];
      const long double da = g[i] * sigmoid(b);
      const long double db = g[i] * x[i] * sigmoid(b) * sigmoid(-b);
      result[i] = {da, std::abs(da)};
      result[half + i] = {db, std::abs(db)};
    }
    return result;
  }
};

// The row of block `block` and column `column` of an array.
template <class T>
Exact row_of(const std::vector<T>& x, const Shape& shape, std::size_t block, std::size_t column) {
  Exact row;
  for (std::size_t i = 0; i < shape.length; ++i) {
    row.push_back(x[(block * shape.length + i) * shape.inner + column]);
  }
  return row;
}

// A kernel applied to arrays with room for the vectors that reach beyond their end.
Numbers apply_rows(RowKernel kernel, Numbers x, Numbers upstream, const Shape& shape, std::size_t out_length,
                   bool in_place = false) {
  const bool value = upstream.empty();
  const bool same_shape = (value ? out_length : upstream.size()) == x.size();
  x.resize(x.size() + kLanes, kNan);
  upstream.resize(upstream.size() + kLanes, kNan);
  Numbers out(out_length + kLanes, 77);
  run({.run = kernel, .same_shape = same_shape}, {.x = x.data(),
                                                  .upstream = value ? nullptr : upstream.data(),
                                                  .out = in_place ? x.data() : out.data(),
                                                  .outer = shape.outer,
                                                  .length = shape.length,
                                                  .inner = shape.inner});
  EXPECT_EQ(out[out_length], 77);
  out = in_place ? x : out;
  out.resize(out_length);
  return out;
}

double error(float got, long double exact, long double size) {
  const int exponent = size == 0 ? -126 : std::max(std::ilogb(size), -126);
  return static_cast<double>(std::abs(got - exact) / std::ldexp(1.0L, exponent - 23));
}

bool same(const Numbers& a, const Numbers& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float one, float two) {
    return std::bit_cast<std::uint32_t>(one) == std::bit_cast<std::uint32_t>(two);
  });
}

template <class A>
class RowsTest : public testing::Test {
 protected:
  static constexpr bool kHalves = A::info.halves;
  double worst_value = 0, worst_gradient = 0;

  // Values and gradients of one array, each against its row's definition.
  void compare(const Numbers& x, const Numbers& g, const Shape& shape) {
    const Shape value_shape{shape.outer, kHalves ? shape.length / 2 : shape.length, shape.inner};
    const Numbers values = apply_rows(A::value, x, {}, shape, g.size());
    const Numbers gradients = apply_rows(A::gradient, x, g, shape, x.size());
    for (std::size_t block = 0; block < shape.outer; ++block) {
      for (std::size_t column = 0; column < shape.inner; ++column) {
        const Exact row = row_of(x, shape, block, column);
        const Exact expected = RowReference<A>::value(row);
        const Exact got = row_of(values, value_shape, block, column);
        for (std::size_t i = 0; i < got.size(); ++i) {
          worst_value = std::max(worst_value, error(got[i], expected[i], std::abs(expected[i])));
        }
        if (shape.length > 2000) continue;  // the definitions are quadratic
        const auto pulled = RowReference<A>::pulled(row, row_of(g, value_shape, block, column));
        const Exact got_gradient = row_of(gradients, shape, block, column);
        for (std::size_t i = 0; i < pulled.size(); ++i) {
          worst_gradient = std::max(worst_gradient, error(got_gradient[i], pulled[i].exact, pulled[i].size));
        }
      }
    }
  }
};

TYPED_TEST_SUITE(RowsTest, RowwiseTypes);

TYPED_TEST(RowsTest, DefinitionOverShapesAndScales) {
  Random random;
  std::vector<Shape> shapes{{3, 1000, 1}, {1, 1000, 6}, {1, 100'000, 1}, {1, 1'000'000, 1}};
  for (std::size_t length = 1; length <= 20; ++length) {
    for (const std::size_t inner : {1, 2, 3, 4, 5, 7, 8}) shapes.push_back({3, length, inner});
  }
  for (const Shape& shape : shapes) {
    if (this->kHalves && shape.length % 2) continue;
    const std::size_t size = shape.outer * shape.length * shape.inner;
    for (const float scale : {1e-3F, 1.0F, 6.0F, 30.0F}) {
      if (size > 10'000 && scale != 6) continue;
      this->compare(random.numbers(size, scale), random.numbers(this->kHalves ? size / 2 : size, 1), shape);
    }
  }
  const std::string_view name = TypeParam::info.name;
  std::printf("| %-12.*s | %.4f | %.4f |\n", static_cast<int>(name.size()), name.data(), this->worst_value,
              this->worst_gradient);
  EXPECT_LE(this->worst_value, TypeParam::info.ulp.value);
  EXPECT_LE(this->worst_gradient, TypeParam::info.ulp.slope);
  EXPECT_LT(TypeParam::info.ulp.value, 2);
}

// A row's result depends on the row alone: not on its place, on its neighbours, on where its end lies, on being in place.
TYPED_TEST(RowsTest, PlaceAndNeighboursDoNotMatter) {
  Random random;
  for (std::size_t length = 2; length <= 34; length += 2) {
    const Shape one{1, length, 1};
    const Numbers x = random.numbers(length, 5);
    const Numbers g = random.numbers(this->kHalves ? length / 2 : length, 1);
    const Numbers value = apply_rows(TypeParam::value, x, {}, one, g.size());
    const Numbers gradient = apply_rows(TypeParam::gradient, x, g, one, length);
    EXPECT_TRUE(same(apply_rows(TypeParam::gradient, x, g, one, length, true), gradient));
    if (!this->kHalves) {
      EXPECT_TRUE(same(apply_rows(TypeParam::value, x, {}, one, length, true), value));
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
      EXPECT_TRUE(same(part(apply_rows(TypeParam::value, many, {}, three, many_g.size()), g.size()), value));
      EXPECT_TRUE(same(part(apply_rows(TypeParam::gradient, many, many_g, three, many.size()), length), gradient));
    }
  }
}

TYPED_TEST(RowsTest, InPlaceAcross) {
  Random random;
  for (const std::size_t inner : {2, 3, 5, 8}) {
    const Shape shape{2, 6, inner};
    const Numbers x = random.numbers(12 * inner, 3);
    const Numbers g = random.numbers(this->kHalves ? 6 * inner : 12 * inner, 1);
    EXPECT_TRUE(same(apply_rows(TypeParam::gradient, x, g, shape, x.size(), true),
                     apply_rows(TypeParam::gradient, x, g, shape, x.size())));
    if (this->kHalves) continue;
    EXPECT_TRUE(same(apply_rows(TypeParam::value, x, {}, shape, x.size(), true),
                     apply_rows(TypeParam::value, x, {}, shape, x.size())));
  }
}

TYPED_TEST(RowsTest, NanGivesNanInItsRowOnly) {
  for (const std::size_t inner : {1, 3}) {
    const Shape shape{2, 4, inner};
    Numbers x(8 * inner, 0.5F);
    x[0] = kNan;
    const std::size_t out_length = this->kHalves ? 4 * inner : 8 * inner;
    const Numbers g(out_length, 1);
    const Numbers value = apply_rows(TypeParam::value, x, {}, shape, out_length);
    const Numbers gradient = apply_rows(TypeParam::gradient, x, g, shape, x.size());
    EXPECT_TRUE(std::isnan(value[0]));
    EXPECT_TRUE(std::isnan(gradient[this->kHalves ? 2 * inner : 0]));
    for (std::size_t i = out_length / 2; i < out_length; ++i) EXPECT_FALSE(std::isnan(value[i])) << i;
    for (std::size_t i = x.size() / 2; i < x.size(); ++i) EXPECT_FALSE(std::isnan(gradient[i])) << i;
    if (this->kHalves) continue;
    EXPECT_TRUE(std::isnan(value[inner]));
    EXPECT_TRUE(std::isnan(gradient[inner]));
  }
}

Numbers value_of(RowKernel kernel, const Numbers& x) { return apply_rows(kernel, x, {}, {1, x.size(), 1}, x.size()); }

TEST(Rows, Pitfalls) {
  EXPECT_EQ(value_of(Softmax::value, {1000, 1001})[1], static_cast<float>(1 / (1 + std::exp(-1.0L))));
  EXPECT_EQ(value_of(Softmax::value, {-kInf, 0, -kInf}), (Numbers{0, 1, 0}));
  EXPECT_EQ(value_of(Softmax::value, {3e38F, -3e38F}), (Numbers{1, 0}));
  EXPECT_EQ(value_of(Softmax::value, {5}), (Numbers{1}));
  EXPECT_TRUE(std::isnan(value_of(Softmax::value, {kInf, 0})[1]));
  EXPECT_TRUE(std::isnan(value_of(Softmax::value, {-kInf, -kInf})[0]));
  EXPECT_EQ(value_of(LogSoftmax::value, {0, -40})[0], static_cast<float>(-std::exp(-40.0L)));
  EXPECT_EQ(value_of(LogSoftmax::value, {-kInf, 0}), (Numbers{-kInf, 0}));
  EXPECT_FALSE(std::signbit(value_of(LogSoftmax::value, {5})[0]));
  EXPECT_EQ(value_of(LogSoftmax::value, {3e38F, -3e38F}), (Numbers{0, -kInf}));
  EXPECT_EQ(value_of(Sparsemax::value, {1, 0.5F, -1}), (Numbers{0.75F, 0.25F, 0}));
  EXPECT_EQ(value_of(Sparsemax::value, {-kInf, 2, 2}), (Numbers{0, 0.5F, 0.5F}));
  EXPECT_EQ(value_of(Sparsemax::value, {1e30F, 1}), (Numbers{1, 0}));
}

TEST(Rows, GluGradientBeyondTheRangeOfItsSigmoid) {
  const Numbers gradient = apply_rows(Glu::gradient, {3e38F, -kInf, 3e38F, -250}, {3e38F, 3e38F}, {2, 2, 1}, 4);
  EXPECT_EQ(gradient[1], 0);
  EXPECT_NEAR(gradient[3], 2.4015e-32, 1e-35);
}

// A small result is a difference next to 1: it is good to 2^-51.
TEST(Rows, SparsemaxOfNearlyOne) {
  for (const float small : {1e-3F, 1e-7F, 1e-10F, 1e-14F, 1e-20F}) {
    EXPECT_NEAR(value_of(Sparsemax::value, {1, small})[1], small / 2, 0x1p-51 + small * 0x1p-24) << small;
  }
}

TEST(Rows, AConstantUpstreamGivesNothing) {
  const Numbers x{1, -2, 3, 0.5F, 4};
  for (const auto kernel : {Softmax::gradient, Sparsemax::gradient}) {
    for (const float y : apply_rows(kernel, x, Numbers(5, 0.1F), {1, 5, 1}, 5)) EXPECT_EQ(y, 0);
  }
}

// The cross-entropy's gradient, softmax minus 1, keeps its digits where softmax is next to 1.
TEST(Rows, LogSoftmaxGradientOfACertainClass) {
  const Numbers gradient = apply_rows(LogSoftmax::gradient, {30, 0}, {1, 0}, {1, 2, 1}, 2);
  EXPECT_EQ(gradient[0], static_cast<float>(1 / (1 + std::exp(30.0L))));
}

}  // namespace
}  // namespace kassei::test
