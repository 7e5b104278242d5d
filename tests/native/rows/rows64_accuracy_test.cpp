// Row-wise activations in float64 against their definitions in numbers of 700 bits.
#include <gtest/gtest.h>

#include <algorithm>

#include "random.hpp"
#include "rows_exact.hpp"
#include "rows_fixture.hpp"

namespace kassei::test {
namespace {

// The error in ulp of `size`. Overflow counts as 2^1024.
double error(double got, const Mpfr& exact, const Mpfr& size) {
  if (std::isnan(got)) return kInfinity;
  const Mpfr edge = Mpfr::power_of_two(1024);
  const auto limited = [&](const Mpfr& x) { return x > edge ? edge : x < -edge ? -edge : x; };
  const Mpfr distance = abs((std::isinf(got) ? (got > 0 ? edge : -edge) : Mpfr(got)) - limited(exact));
  const long exponent = size == Mpfr(0) ? -1022 : std::max<long>(size.exponent(), -1022);
  return static_cast<double>((distance / Mpfr::power_of_two(exponent - 52)).rounded());
}

template <class A>
class Rows64AccuracyTest : public testing::Test {
 protected:
  const std::uint64_t seed = std::random_device{}();
  Wild wild{seed};
  Bound worst{};
  std::size_t results = 0;

  void compare(const Doubles& x, const Doubles& g, double temperature) {
    Exact z;
    for (const double v : x) z.push_back(Mpfr(v) / Mpfr(temperature));
    const Expected exact = expected<A>(z, Exact(g.begin(), g.end()));
    const Shape shape{1, x.size(), 1};
    const Doubles y = apply_rows64(A::value, x, {}, shape, exact.value.size(), false, temperature);
    for (std::size_t i = 0; i < y.size(); ++i) {
      // Of sparsemax, a smaller result is a difference of numbers near 1.
      const bool small = std::is_same_v<A, Sparsemax> && exact.value[i] < Mpfr::power_of_two(-46);
      const Mpfr size = small ? Mpfr::power_of_two(-48) : abs(exact.value[i]);
      worst.value = std::max(worst.value, error(y[i], exact.value[i], size));
    }
    results += y.size();
    if (g.empty() || exact.nearest_kink < Mpfr::power_of_two(-95)) return;
    const Doubles dx = apply_rows64(A::gradient, x, g, shape, x.size(), false, temperature);
    for (std::size_t i = 0; i < dx.size(); ++i) {
      const auto divided = [&](const Mpfr& term) { return term / Mpfr(temperature); };
      worst.slope = std::max(worst.slope, error(dx[i], divided(exact.gradient[i]), divided(exact.size[i])));
    }
  }

  std::size_t length(std::size_t most) {
    return A::info.halves ? 2 * (1 + wild.below(most / 2)) : 1 + wild.below(most);
  }

  // T times numbers within `scale`, some rows of few different numbers, some far from 0; upstream of any size.
  void compare(std::size_t length, double temperature, double scale, double upstream) {
    const double offset = wild.one_in(3) ? wild.uniform(-1, 1) * std::exp2(wild.uniform(0, 50)) : 0;
    const bool few = wild.one_in(4);
    Doubles numbers;
    for (int i = 0; i < 3; ++i) numbers.push_back(wild.uniform(-scale, scale));
    Doubles x(length);
    for (double& v : x) v = temperature * (offset + (few ? numbers[wild.below(3)] : wild.uniform(-scale, scale)));
    Doubles g(A::info.halves ? length / 2 : length);
    const double centre = wild.one_in(3) ? wild.uniform(-1, 1) : 0;
    const double spread = wild.one_in(3) ? 0x1p-40 : 1;
    for (double& v : g) v = upstream * (centre + spread * wild.uniform(-1, 1)) / 2;
    if (wild.one_in(4)) g[wild.below(g.size())] = upstream;
    compare(x, length > 200 ? Doubles{} : g, temperature);
  }

  void expect_within(double value, double slope) {
    const std::string_view name = A::info.name;
    std::printf("| %-12.*s | %.4f | %.4f | %zu\n", static_cast<int>(name.size()), name.data(), worst.value, worst.slope,
                results);
    EXPECT_LE(worst.value, value) << "seed " << seed;
    EXPECT_LE(worst.slope, slope) << "seed " << seed;
  }
};

TYPED_TEST_SUITE(Rows64AccuracyTest, RowwiseTypes);

TYPED_TEST(Rows64AccuracyTest, Default) {
  for (int round = 0; round < 200; ++round) {
    const double scale = std::exp2(this->wild.uniform(-30, 9.5));
    this->compare(this->length(40), 1, scale, std::exp2(this->wild.uniform(-1074, 340)));
  }
  for (const double scale : {1e-3, 1.0, 20.0}) this->compare(200, 1, scale, 1);
  this->compare(20'000, 1, 10, 1);
  EXPECT_GT(this->results, 20'000U / (TypeParam::info.halves ? 2 : 1));
  this->expect_within(TypeParam::info.ulp64.value, TypeParam::info.ulp64.slope);
  EXPECT_LE(TypeParam::info.ulp64.value, 1.9);
}

TYPED_TEST(Rows64AccuracyTest, AnyTemperature) {
  if (TypeParam::info.halves) return;
  for (int round = 0; round < 300; ++round) {
    const double scale = std::exp2(this->wild.uniform(-30, 9.5));
    const double temperature = std::clamp(std::exp2(this->wild.uniform(-149, 128)), kSmallest, kLargest);
    this->compare(this->length(30), temperature, scale, std::exp2(this->wild.uniform(-1000, 150)));
    this->compare(this->length(30), this->wild.uniform(0.1, 5), scale, 1);
  }
  for (const double temperature : {kSmallest, 0x1p-126, std::nextafter(1, 2), 0x1p126, kLargest}) {
    for (const double scale : {0.1, 1.0, 20.0, 200.0}) this->compare(9, temperature, scale, 0x1p200);
  }
  this->expect_within(2, 2);
}

// A row's sum is of powers before they are rounded: the rounding of one that occurs a hundred times would count. And it
// is without the largest element: where the result is near 0 it would take the digits of the others.
TYPED_TEST(Rows64AccuracyTest, OneAboveManyOthers) {
  for (int round = 0; round < 20; ++round) {
    const double below = this->wild.uniform(0, 30);
    for (const double spread : {0.0, 1.0}) {
      Doubles x(100);
      for (double& v : x) v = spread == 0 ? -below : -40 - this->wild.uniform(0, spread);
      x[0] = 0;
      x[50] = spread == 0 ? -this->wild.uniform(0, 30) : -40;
      Doubles g(TypeParam::info.halves ? 50 : 100);
      for (double& v : g) v = this->wild.uniform(-1, 1);
      this->compare(x, g, 1);
    }
  }
  this->expect_within(TypeParam::info.ulp64.value, TypeParam::info.ulp64.slope);
}

// Each number of the table is the nearest double, and what it lacks.
TEST(Rows64Accuracy, TableOfPowers) {
  Mpfr root = 2;
  for (int i = 0; i < 5; ++i) root = sqrt(root);
  Mpfr power = 1;
  for (const auto& [nearest, rest] : kPowers32) {
    EXPECT_LE(error(nearest, power, power), 0.5);
    EXPECT_LE(error(rest, power - Mpfr(nearest), power - Mpfr(nearest)), 0.5);
    power = power * root;
  }
}

// Exponents of every size; b within what counts.
TEST(Rows64Accuracy, GluOfAnyNumbers) {
  const std::uint64_t seed = std::random_device{}();
  Wild wild(seed);
  double value = 0;
  double slope = 0;
  for (int round = 0; round < 2000; ++round) {
    const auto any = [&] { return std::copysign(std::exp2(wild.uniform(-1074, 1024)), wild.uniform(-1, 1)); };
    const double a = any();
    const double b = wild.one_in(2) ? wild.uniform(-1390, 1390) : wild.uniform(-1, 1) * std::exp2(wild.uniform(-60, 6));
    const double g = any();
    const Expected exact = expected<Glu>({a, b}, {g});
    value = std::max(value,
                     error(apply_rows64(Glu::value, {a, b}, {}, {1, 2, 1}, 1)[0], exact.value[0], abs(exact.value[0])));
    const Doubles dx = apply_rows64(Glu::gradient, {a, b}, {g}, {1, 2, 1}, 2);
    for (std::size_t i = 0; i < 2; ++i) slope = std::max(slope, error(dx[i], exact.gradient[i], exact.size[i]));
  }
  EXPECT_LE(value, Glu::info.ulp64.value) << "seed " << seed;
  EXPECT_LE(slope, Glu::info.ulp64.slope) << "seed " << seed;
}

}  // namespace
}  // namespace kassei::test
