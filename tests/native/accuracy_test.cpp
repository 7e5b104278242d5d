// The kernels against the reference: no error exceeds the bound in the activation's metadata.
#include <gtest/gtest.h>

#include <random>

#include "judge.hpp"
#include "random.hpp"
#include "reference.hpp"
#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

std::string worst_case(const Summary& summary) { return "at x = " + hex(summary.at) + ", got " + hex(summary.got); }

template <class A>
void measure(const std::vector<float>& inputs, const std::vector<double>& parameters, Summary& value, Summary& slope) {
  const std::vector<float> values = apply(value_kernel<A>, inputs, parameters);
  const std::vector<float> slopes = apply(gradient_kernel<A>, inputs, parameters);
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const float x = inputs[i];
      value.add(x, values[i], judge(x, values[i], [&](auto n) { return Reference<A>::value(n, parameters[I]...); }));
      slope.add(x, slopes[i], judge(x, slopes[i], [&](auto n) { return Reference<A>::slope(n, parameters[I]...); }));
    }
  }
  (std::make_index_sequence<A::info.parameters.size()>{});
}

template <class A>
class AccuracyTest : public testing::Test {};

TYPED_TEST_SUITE(AccuracyTest, ElementwiseTypes);

// Over a million bit patterns, and 200 000 more inputs where results are neither 0 nor saturated.
TYPED_TEST(AccuracyTest, DefaultParameters) {
  static const std::vector<float> inputs = sample(4093, 200'000);
  Summary value;
  Summary slope;
  measure<TypeParam>(inputs, defaults<TypeParam>(), value, slope);
  EXPECT_GE(value.count, 1'000'000U);
  EXPECT_LE(value.worst, TypeParam::info.ulp.value) << worst_case(value);
  EXPECT_LE(slope.worst, TypeParam::info.ulp.slope) << worst_case(slope);
  EXPECT_LT(TypeParam::info.ulp.value, 1);
  EXPECT_LT(TypeParam::info.ulp.slope, 1);
}

// With upstream the rounded slope is multiplied and the product rounded: a slope off by e ulp gives at most 2 e + 1
// ulp. The first error doubles where the slope is just above a power of two and the product just below one, and the
// second where the first carries the product over a power of two. The upstreams here bring products next to one.
TYPED_TEST(AccuracyTest, WithUpstream) {
  const std::vector<double> parameters = defaults<TypeParam>();
  const std::vector<float> inputs = sample(100'003, 20'000);
  const std::vector<float> slopes = apply(gradient_kernel<TypeParam>, inputs, parameters);
  Summary summary;
  for (const float step : {-2.0F, -1.0F, 0.0F, 1.0F, 2.0F}) {
    std::vector<float> upstream;
    for (const float slope : slopes) {
      const float fraction = std::abs(slope) / std::exp2f(std::floor(std::log2f(std::abs(slope))));
      upstream.push_back(std::isnormal(slope) ? 2 / fraction + step * 0x1p-23F : 0);
    }
    const std::vector<float> products = apply(gradient_kernel<TypeParam>, inputs, parameters, upstream);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (upstream[i] == 0 || std::abs(products[i]) > 0x1p127F) continue;
        summary.add(inputs[i], products[i], judge(inputs[i], products[i], [&](auto n) {
                      return Reference<TypeParam>::slope(n, parameters[I]...) * decltype(n)(upstream[i]);
                    }));
      }
    }
    (std::make_index_sequence<TypeParam::info.parameters.size()>{});
  }
  EXPECT_GE(summary.count, 10'000U);
  EXPECT_LE(summary.worst, 2 * TypeParam::info.ulp.slope + 1) << worst_case(summary);
}

// Errors stay below one ulp for other parameters too, including extreme ones.
template <class A, class... P>
void below_one(P... parameter) {
  static const std::vector<float> inputs = sample(100'003, 20'000);
  Summary value;
  Summary slope;
  measure<A>(inputs, {static_cast<double>(parameter)...}, value, slope);
  std::string with;
  for (const double p : {static_cast<double>(parameter)...}) with += ' ' + std::to_string(p);
  EXPECT_LT(value.worst, 1) << A::info.name << with << " value " << worst_case(value);
  EXPECT_LT(slope.worst, 1) << A::info.name << with << " slope " << worst_case(slope);
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
  for (const double alpha : {0.0, 0.1, 0.3, 0.5, 1.0, -0.7, 1e-40, 1e-250, 1e30}) {
    for (const double beta : {0.5, 0.0, 1.0, -3.0, 1e-30}) below_one<HardSigmoid>(alpha, beta);
  }
  below_one<HardSigmoid>(0.9, std::nextafter(1.8, 2));  // -2 is next to the left kink
  below_one<HardSigmoid>(1e-300, 1e5);                  // beta / alpha is near the end of double
  for (const double slope : {0.0, 0.01, 0.3, 1.0, 7.0, -0.5, 1e-45, 1e30, kLargest}) below_one<LeakyRelu>(slope);
  for (const double theta : {0.0, 0.1, -1.0, 1e-50, 1e38}) {
    below_one<ThresholdedRelu>(theta);
    for (const double other : {0.0, -0.1, 1e-50, kLargest}) below_one<Threshold>(theta, other);
  }
  for (const double b : {1e-50, 1e-10, 0.5, 4.0, 1e10, kLargest}) below_one<Squareplus>(b);
  for (const double alpha : {0.0, 0.1, 2.0, -1.5, 1e-30, 1e30}) {
    for (const double scale : {0.0, 0.1, 1.0, 3.0, -0.7, 1e-30, kLargest}) below_one<Selu>(alpha, scale);
  }
  for (const double alpha : {0.0, 0.1, 1.0, -1.0, -0.7, 1e-40, 1e30}) {
    for (const double beta : {0.0, 0.3, -3.0, 1e-30, kLargest}) below_one<Linear>(alpha, beta);
  }
  for (const double alpha : {1e-40, 1e-3, 0.5, 1.0, 3.0, 1e10, kLargest}) {
    below_one<Celu>(alpha);
    below_one<Celu>(-alpha);
  }
  for (const double beta : {1e-40, 1e-3, 0.5, 2.0, 10.0, 1e10, kLargest}) {
    for (const double threshold : {-1.0, 0.0, 20.0, kLargest, kInfinity}) {
      below_one<Softplus>(beta, threshold);
      below_one<Softplus>(-beta, threshold);
    }
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
    for (const double bias : {0.0, 0.1, 0.5, -1.0, 1e30}) {
      below_one<HardShrink>(threshold, bias);
      below_one<HardShrink>(-threshold, bias);
    }
  }
}

// The limits at infinity, and results at other special inputs, for parameters as small and as large as they may be.
TYPED_TEST(AccuracyTest, ExtremeParameters) {
  const auto sets = extreme_parameters<TypeParam>();
  for (const std::vector<double>& parameters : sets) {
    // f is constant where the lower limit is above the upper one; -0 stays -0 even then.
    if (std::is_same_v<TypeParam, HardTanh> && parameters[0] > parameters[1]) continue;
    Summary value;
    Summary slope;
    measure<TypeParam>(specials(), parameters, value, slope);
    std::string with = " with parameters";
    for (const double p : parameters) with += ' ' + hex(p);
    EXPECT_LT(value.worst, 1) << TypeParam::info.name << with << " value " << worst_case(value);
    EXPECT_LT(slope.worst, 1) << TypeParam::info.name << with << " slope " << worst_case(slope);
  }
}

// Errors stay below one ulp for random parameters. Each run has its own seed, which a failure prints.
TYPED_TEST(AccuracyTest, RandomParameters) {
  const std::uint64_t seed = std::random_device{}();
  Wild wild(seed);
  for (int set = 0; set < 40 && TypeParam::info.parameters.size() > 0; ++set) {
    const std::vector<double> parameters = wild.parameters<TypeParam>();
    Summary value;
    Summary slope;
    measure<TypeParam>(wild.numbers(5000), parameters, value, slope);
    std::string with = " with seed " + std::to_string(seed) + ", parameters";
    for (const double p : parameters) with += ' ' + hex(p);
    EXPECT_LT(value.worst, 1) << TypeParam::info.name << with << " value " << worst_case(value);
    EXPECT_LT(slope.worst, 1) << TypeParam::info.name << with << " slope " << worst_case(slope);
  }
}

// The metric itself gives the same errors in every number type, and no verdict if the bounds are too wide for one.
TEST(Accuracy, Metric) {
  const auto error = [](float got, auto exact) {
    const double errors[] = {compare(got, Bounded<double>(exact)).value().error,
                             compare(got, Bounded<long double>(exact)).value().error, compare(got, Mpfr(exact)).error};
    EXPECT_EQ(errors[0], errors[2]);
    EXPECT_EQ(errors[1], errors[2]);
    return errors[2];
  };
  EXPECT_EQ(error(1, 1), 0);
  EXPECT_EQ(error(1, 1 + 0x1p-24L), 0.5);
  EXPECT_EQ(error(1, 1 - 0x1p-24L), 1);
  EXPECT_EQ(error(0, 0x1p-150L), 0.5);
  EXPECT_EQ(error(0x1p-149F, 0), 1);
  EXPECT_EQ(error(-0.0F, 0), kInf);
  EXPECT_TRUE(compare(-0.0F, Mpfr(0)).lost_sign && compare(-0.0F, Bounded<double>(0)).value().lost_sign);
  EXPECT_EQ(error(kNan, 1), kInf);
  EXPECT_EQ(compare(kInf, Mpfr(0x1p128L)).error, 0);
  EXPECT_EQ(compare(kInf, Mpfr(0x1p128L - 0x1p104L)).error, 1);
  EXPECT_EQ(compare(1.0F, Mpfr(0x1p128L)).error, kInf);
  EXPECT_EQ(error(kInf, 0x1p126), 0x1.8p24);
  EXPECT_FALSE(compare(kInf, Bounded<double>(0x1p128)).has_value());

  const auto correct = [](float got, auto exact) {
    EXPECT_EQ(compare(got, Bounded<double>(exact)).value().correct, compare(got, Mpfr(exact)).correct);
    return compare(got, Mpfr(exact)).correct;
  };
  EXPECT_TRUE(correct(1, 1 + 0x1p-24L));
  EXPECT_FALSE(correct(1 + 0x1p-23F, 1 + 0x1p-24L)) << "ties go to even";
  EXPECT_FALSE(correct(1, 1 + 0x1.1p-24L));
  EXPECT_FALSE(correct(1 - 0x1p-24F, 1)) << "half an ulp below a power of two is a neighbour";
  EXPECT_TRUE(correct(0x1p-149F, 0x1.8p-150L));
  EXPECT_FALSE(correct(0, 0x1.8p-150L));
  const Bounded<double> third = Bounded<double>(1) / 3;
  EXPECT_TRUE(compare(1, third + third + third).has_value());
  EXPECT_FALSE(compare(1, (third - 0x1.5555555p-2) * 3 + 1 - 0x1.5555555p-2 * 3).has_value());
  EXPECT_FALSE(compare(1, third * 3 + 0x1p-24).has_value()) << "which side of the middle is open";
  undecided = false;
  EXPECT_TRUE(third < 1 && !undecided);
  EXPECT_TRUE(third * 3 <= 1 && undecided);
  EXPECT_EQ(judge(0.5F, 1, [](auto x) { return x * 0 + 1; }).error, 0) << "a new number forgets it";
}

}  // namespace
}  // namespace kassei::test
