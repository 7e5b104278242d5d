// Row-wise activations at any temperature against their definitions of x / T, in numbers of 700 bits.
#include <gtest/gtest.h>

#include "random.hpp"
#include "rows_exact.hpp"
#include "rows_fixture.hpp"

namespace kassei::test {
namespace {

// The error in ulp of `size`. Overflow counts as 2^128.
double error(float got, const Mpfr& exact, const Mpfr& size) {
  if (std::isnan(got)) return kInfinity;
  const Mpfr edge = Mpfr::power_of_two(128);
  const auto limited = [&](const Mpfr& x) { return x > edge ? edge : x < -edge ? -edge : x; };
  const Mpfr distance = abs((std::isinf(got) ? (got > 0 ? edge : -edge) : Mpfr(got)) - limited(exact));
  const long exponent = size == Mpfr(0) ? -126 : std::max<long>(size.exponent(), -126);
  return static_cast<double>((distance / Mpfr::power_of_two(exponent - 23)).rounded());
}

struct Worst {
  double value = 0, gradient = 0;

  template <class A>
  void compare(const Numbers& x, const Numbers& g, double temperature) {
    const Shape shape{1, x.size(), 1};
    Exact z;
    for (const float v : x) z.push_back(Mpfr(v) / Mpfr(temperature));
    const Expected exact = expected<A>(z, Exact(g.begin(), g.end()));
    const Numbers y = apply_rows(A::value, x, {}, shape, x.size(), false, temperature);
    for (std::size_t i = 0; i < y.size(); ++i) {
      // Of sparsemax, a smaller result is a difference of numbers near 1.
      const bool small = std::is_same_v<A, Sparsemax> && exact.value[i] < Mpfr::power_of_two(-28);
      const Mpfr size = small ? Mpfr::power_of_two(-28) : abs(exact.value[i]);
      value = std::max(value, error(y[i], exact.value[i], size));
    }
    if (g.empty() || exact.nearest_kink < Mpfr::power_of_two(-48)) return;
    const Numbers dx = apply_rows(A::gradient, x, g, shape, x.size(), false, temperature);
    for (std::size_t i = 0; i < dx.size(); ++i) {
      const auto divided = [&](const Mpfr& term) { return term / Mpfr(temperature); };
      gradient = std::max(gradient, error(dx[i], divided(exact.gradient[i]), divided(exact.size[i])));
    }
  }
};

template <class A>
class TemperatureTest : public testing::Test {};
using Tempered = testing::Types<Softmax, LogSoftmax, Sparsemax>;
TYPED_TEST_SUITE(TemperatureTest, Tempered);

// Rows that are T times numbers of a usual size, for temperatures of any size; and upstream of any size too.
TYPED_TEST(TemperatureTest, Definition) {
  const std::uint64_t seed = std::random_device{}();
  Wild wild(seed);
  Worst worst;
  const auto judge = [&](std::size_t length, double temperature, double scale, double upstream) {
    Numbers x(length);
    Numbers g(length > 400 ? 0 : length);
    for (float& v : x)
      v = static_cast<float>(std::clamp(temperature * wild.uniform(-scale, scale), -kLargest, kLargest));
    for (float& v : g) v = static_cast<float>(upstream * wild.uniform(-1, 1));
    worst.compare<TypeParam>(x, g, temperature);
  };
  for (int round = 0; round < 300; ++round) {
    const double temperature = std::clamp(std::exp2(wild.uniform(-149, 128)), kSmallest, kLargest);
    judge(1 + wild.below(40), temperature, std::exp2(wild.uniform(-3, 8)), std::exp2(wild.uniform(-100, 127)));
    judge(1 + wild.below(40), wild.uniform(0.1, 5), std::exp2(wild.uniform(-3, 5)), 1);
  }
  for (const double temperature : {0.3, 7.0}) {
    judge(400, temperature, 20, 1);
    judge(20'000, temperature, 10, 1);
  }
  for (const double temperature : {kSmallest, 0x1p-126, std::nextafter(1, 2), 0x1p126, kLargest}) {
    for (const double scale : {0.1, 1.0, 20.0, 200.0}) judge(9, temperature, scale, kLargest);
  }
  const std::string_view name = TypeParam::info.name;
  std::printf("| %-12.*s | %.4f | %.4f |\n", static_cast<int>(name.size()), name.data(), worst.value, worst.gradient);
  EXPECT_LE(worst.value, TypeParam::info.ulp.value) << "seed " << seed;
  EXPECT_LE(worst.gradient, TypeParam::info.ulp.slope) << "seed " << seed;
}

}  // namespace
}  // namespace kassei::test
