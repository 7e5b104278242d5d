// The kernels against the reference: no result further from the exact one than the activation's metadata says.
#include <gtest/gtest.h>

#include "reference.hpp"
#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

// The error of `got` in ulp of `exact`; overflow is right where rounding overflows, infinity counting as 2^128.
double error_in_ulp(float got, long double exact) {
  if (std::isnan(got)) return kInf;
  if (exact == 0) return got == 0 && std::signbit(got) == std::signbit(exact) ? 0 : kInf;
  const auto finite = [](long double v) { return std::isinf(v) ? std::copysign(0x1p128L, v) : v; };
  const int exponent = std::max(std::ilogb(finite(exact)), -126);
  if (std::isinf(exact) || std::abs(exact) >= 0x1p128L) return got == finite(exact) || std::isinf(got) ? 0 : kInf;
  return static_cast<double>(std::abs(finite(got) - exact) / std::ldexp(1.0L, exponent - 23));
}

struct Summary {
  double worst = 0, sum = 0;
  float at = 0, got = 0;
  std::size_t count = 0, correct = 0;

  void add(float x, float result, long double exact) {
    const double error = error_in_ulp(result, exact);
    ++count;
    sum += error;
    correct += error <= 0.5;
    if (error <= worst) return;  // a NaN counts as worst

    worst = error;
    at = x;
    got = result;
  }

  void print(std::string_view name, const char* what) const {
    std::printf("| %-12.*s | %-8s | %.4f | %-28s | %.4f | %8.4f %% |\n", static_cast<int>(name.size()), name.data(),
                what, worst, hex(at).c_str(), sum / count, 100.0 * correct / count);
  }
};

template <class A, class... P>
void measure(const std::vector<float>& inputs, Summary& value, Summary& slope, P... parameter) {
  const std::vector<double> parameters{static_cast<double>(parameter)...};
  const std::vector<float> values = apply(value_kernel<A>, inputs, parameters);
  const std::vector<float> slopes = apply(gradient_kernel<A>, inputs, parameters);
  // Where a definition reads infinity / infinity or 0 * infinity its limit counts, which it is within rounding of at
  // 2^100.
  const auto limit = [&](auto definition, float x) {
    const long double exact = definition(static_cast<long double>(x));
    return std::isnan(exact) ? definition(std::copysign(0x1p100L, x)) : exact;
  };
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    value.add(inputs[i], values[i], limit([&](auto x) { return Reference<A>::value(x, parameter...); }, inputs[i]));
    slope.add(inputs[i], slopes[i], limit([&](auto x) { return Reference<A>::slope(x, parameter...); }, inputs[i]));
  }
}

// Runs `measure` with the default parameters.
template <class A>
void measure_defaults(const std::vector<float>& inputs, Summary& value, Summary& slope) {
  const std::vector<double> values = defaults<A>();
  [&]<std::size_t... I>(std::index_sequence<I...>) { measure<A>(inputs, value, slope, values[I]...); }
  (std::make_index_sequence<A::info.parameters.count>{});
}

template <class A>
class AccuracyTest : public testing::Test {};

TYPED_TEST_SUITE(AccuracyTest, ElementwiseTypes);

// Over a million bit patterns, and 200 000 more where results are neither 0 nor saturated.
TYPED_TEST(AccuracyTest, DefaultParameters) {
  static const std::vector<float> inputs = sample(4093, 200'000);
  Summary value, slope;
  measure_defaults<TypeParam>(inputs, value, slope);
  value.print(TypeParam::info.name, "value");
  slope.print(TypeParam::info.name, "gradient");
  EXPECT_GE(value.count, 1'000'000U);
  EXPECT_LE(value.worst, TypeParam::info.ulp.value) << "at x = " << hex(value.at) << ", got " << hex(value.got);
  EXPECT_LE(slope.worst, TypeParam::info.ulp.slope) << "at x = " << hex(slope.at) << ", got " << hex(slope.got);
  EXPECT_LT(TypeParam::info.ulp.value, 1);
  EXPECT_LT(TypeParam::info.ulp.slope, 1);
}

// Below one ulp for other parameters too, extreme ones among them.
template <class A, class... P>
void below_one(P... parameter) {
  static const std::vector<float> inputs = sample(100'003, 20'000);
  Summary value, slope;
  measure<A>(inputs, value, slope, parameter...);
  std::string with;
  for (const double p : {static_cast<double>(parameter)...}) with += ' ' + std::to_string(p);
  EXPECT_LT(value.worst, 1) << A::info.name << with << " value at " << hex(value.at) << ", got " << hex(value.got);
  EXPECT_LT(slope.worst, 1) << A::info.name << with << " slope at " << hex(slope.at) << ", got " << hex(slope.got);
}

TEST(Accuracy, OtherParameters) {
  for (const double alpha : {0.0, 0.1, 0.3, -2.0, 1e-30, 1e30, kLargest}) below_one<Elu>(alpha);
  for (const double negative_slope : {0.0, 0.01, -0.3, 1e30}) {
    for (const double max_value : {0.0, 0.7, 6.0, 1e39, kInfinity}) {
      for (const double threshold : {0.0, -1.1, 0.1, 1e-40, -1.0}) {
        below_one<Relu>(negative_slope, max_value, threshold);
      }
    }
  }
  for (const double alpha : {0.0, 0.1, 0.5, 1.0, -0.7}) {
    for (const double beta : {0.5, 0.0, 1.0, -3.0}) below_one<HardSigmoid>(alpha, beta);
  }
  for (const double slope : {0.0, 0.01, 0.3, 1.0, 7.0, -0.5, 1e-45, 1e30, kLargest}) below_one<LeakyRelu>(slope);
  for (const double theta : {0.0, 0.1, -1.0, 1e-50, 1e38}) {
    below_one<ThresholdedRelu>(theta);
    for (const double other : {0.0, -0.1, 1e-50, kLargest}) below_one<Threshold>(theta, other);
  }
  for (const double b : {1e-50, 1e-10, 0.5, 4.0, 1e10, kLargest}) below_one<Squareplus>(b);
  for (const double alpha : {1e-40, 1e-3, 0.5, 1.0, 3.0, 1e10, kLargest}) below_one<Celu>(alpha);
  for (const double beta : {1e-40, 1e-3, 0.5, 2.0, 10.0, 1e10, kLargest}) {
    for (const double threshold : {-1.0, 0.0, 20.0, kLargest, kInfinity}) below_one<Softplus>(beta, threshold);
  }
  for (const double low : {-1.0, 0.0, 0.1, -1e-50, -kLargest}) {
    for (const double high : {1.0, 0.1, 6.0, 1e-50, kLargest}) {
      if (low <= high) below_one<HardTanh>(low, high);
    }
  }
  for (const double beta : {1e-20, 0.1, 1.5, 1.702, 30.0, -1.0, 1e10}) below_one<Silu>(beta);
  below_one<Gelu>(1.0);
  for (const double threshold : {0.0, 0.1, 0.5, 3.0, 1e-50, 1e30}) {
    below_one<SoftShrink>(threshold);
    for (const double bias : {0.0, 0.1, 0.5, -1.0, 1e30}) below_one<HardShrink>(threshold, bias);
  }
}

// The metric itself.
TEST(Accuracy, ErrorInUlp) {
  EXPECT_EQ(error_in_ulp(1, 1), 0);
  EXPECT_EQ(error_in_ulp(1, 1 + 0x1p-24L), 0.5);
  EXPECT_EQ(error_in_ulp(1, 1 - 0x1p-24L), 1);
  EXPECT_EQ(error_in_ulp(0, 0x1p-150L), 0.5);
  EXPECT_EQ(error_in_ulp(-0.0F, 0), kInf);
  EXPECT_EQ(error_in_ulp(kNan, 1), kInf);
  EXPECT_EQ(error_in_ulp(kInf, 0x1p128L), 0);
  EXPECT_EQ(error_in_ulp(kInf, 0x1p128L - 0x1p104L), 1);
}

}  // namespace
}  // namespace kassei::test
