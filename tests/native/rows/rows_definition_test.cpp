// Row-wise activations against their definitions, over shapes, axes and lengths.
#include <gtest/gtest.h>

#include "reference.hpp"
#include "rows_fixture.hpp"
#include "sample.hpp"

namespace kassei::test {
namespace {

using Exact = std::vector<long double>;

// The definition of each activation for one row, and its gradient dL/dx from g = dL/df.
template <class A>
struct RowReference;

struct ExactGradient {
  long double exact, size;  // size: the sum of the sizes of its terms, against which an error is measured
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
  static std::vector<ExactGradient> gradient(const Exact& x, const Exact& g) {
    const Exact y = softmax(x);
    std::vector<ExactGradient> result;
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
  static std::vector<ExactGradient> gradient(const Exact& x, const Exact& g) {
    const Exact y = softmax(x);
    std::vector<ExactGradient> result;
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
  // The threshold and the number of elements above it, by sorting.
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
  static std::vector<ExactGradient> gradient(const Exact& x, const Exact& g) {
    const auto [t, count] = support(x);
    long double mean = 0;
    long double size = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i] <= t) continue;
      mean += g[i] / count;
      size += std::abs(g[i]) / count;
    }
    std::vector<ExactGradient> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
      result.push_back(x[i] > t ? ExactGradient{g[i] - mean, std::abs(g[i]) + size} : ExactGradient{0, 0});
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
  static std::vector<ExactGradient> gradient(const Exact& x, const Exact& g) {
    const std::size_t half = x.size() / 2;
    std::vector<ExactGradient> result(x.size());
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

// One row of an array.
template <class T>
Exact row_of(const std::vector<T>& x, const Shape& shape, std::size_t block, std::size_t column) {
  Exact row;
  for (std::size_t i = 0; i < shape.length; ++i) {
    row.push_back(x[(block * shape.length + i) * shape.inner + column]);
  }
  return row;
}

double error(float got, long double exact, long double size) {
  const int exponent = size == 0 ? -126 : std::max(std::ilogb(size), -126);
  return static_cast<double>(std::abs(got - exact) / std::ldexp(1.0L, exponent - 23));
}

// The largest errors of an activation's values and gradients.
struct WorstErrors {
  double value = 0, gradient = 0;

  // Compares the results for one array with the definition of each row.
  template <class A>
  void compare(const Numbers& x, const Numbers& g, const Shape& shape) {
    const Shape value_shape{shape.outer, A::info.halves ? shape.length / 2 : shape.length, shape.inner};
    const Numbers values = apply_rows(A::value, x, {}, shape, g.size());
    const Numbers gradients = apply_rows(A::gradient, x, g, shape, x.size());
    for (std::size_t block = 0; block < shape.outer; ++block) {
      for (std::size_t column = 0; column < shape.inner; ++column) {
        const Exact row = row_of(x, shape, block, column);
        const Exact expected = RowReference<A>::value(row);
        const Exact got = row_of(values, value_shape, block, column);
        for (std::size_t i = 0; i < got.size(); ++i) {
          value = std::max(value, error(got[i], expected[i], std::abs(expected[i])));
        }
        if (shape.length > 2000) continue;  // the definitions are quadratic
        const auto exact = RowReference<A>::gradient(row, row_of(g, value_shape, block, column));
        const Exact got_gradient = row_of(gradients, shape, block, column);
        for (std::size_t i = 0; i < exact.size(); ++i) {
          gradient = std::max(gradient, error(got_gradient[i], exact[i].exact, exact[i].size));
        }
      }
    }
  }
};

TYPED_TEST(RowsTest, DefinitionOverShapesAndScales) {
  Random random;
  WorstErrors worst;
  std::vector<Shape> shapes{{3, 1000, 1}, {1, 1000, 6}, {1, 100'000, 1}, {1, 1'000'000, 1}};
  for (std::size_t length = 1; length <= 20; ++length) {
    for (const std::size_t inner : {1, 2, 3, 4, 5, 7, 8}) shapes.push_back({3, length, inner});
  }
  for (const Shape& shape : shapes) {
    if (this->kHalves && shape.length % 2 != 0) continue;
    const std::size_t size = shape.outer * shape.length * shape.inner;
    for (const float scale : {1e-3F, 1.0F, 6.0F, 30.0F}) {
      if (size > 10'000 && scale != 6) continue;
      const Numbers g = random.numbers(this->kHalves ? size / 2 : size, 1);
      const Numbers x = random.numbers(size, scale);
      worst.compare<TypeParam>(x, g, shape);
    }
  }
  const std::string_view name = TypeParam::info.name;
  std::printf("| %-12.*s | %.4f | %.4f |\n", static_cast<int>(name.size()), name.data(), worst.value, worst.gradient);
  EXPECT_LE(worst.value, TypeParam::info.ulp.value);
  EXPECT_LE(worst.gradient, TypeParam::info.ulp.slope);
  EXPECT_LT(TypeParam::info.ulp.value, 2);
}

// Many rows of few elements, which have larger errors than long ones; and an upstream so large that elements count
// whose e^x is 1e-60 of the largest's.
TYPED_TEST(RowsTest, DefinitionOverManyRows) {
  Random random;
  WorstErrors worst;
  for (const Shape& shape : {Shape{4000, 2, 1}, Shape{4000, 6, 1}, Shape{20, 40, 1}, Shape{10, 302, 1}}) {
    const std::size_t size = shape.outer * shape.length * shape.inner;
    for (const float scale : {3.0F, 15.0F, 22.0F}) {
      const Numbers g = random.numbers(this->kHalves ? size / 2 : size, scale == 22 ? 1e36F : 1);
      worst.compare<TypeParam>(random.numbers(size, scale), g, shape);
    }
  }
  EXPECT_LE(worst.value, TypeParam::info.ulp.value);
  EXPECT_LE(worst.gradient, TypeParam::info.ulp.slope);
}

}  // namespace
}  // namespace kassei::test
