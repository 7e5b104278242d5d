// The float64 kernels as functions over arrays, and their special values.
#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "sample.hpp"
#include "strata.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

bool same(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

template <class A>
class Kernel64Test : public testing::Test {
 protected:
  static constexpr KernelOf<double> kValue = value_kernel<A, double>;
  static constexpr KernelOf<double> kGradient = gradient_kernel<A, double>;
  const std::vector<double> parameters = defaults<A>();
};

TYPED_TEST_SUITE(Kernel64Test, Float64Types);

TYPED_TEST(Kernel64Test, NanGivesNan) {
  std::vector<std::vector<double>> sets = parameter_sets<TypeParam>();
  sets.emplace_back(this->parameters.size(), 0);
  for (const std::uint64_t nan : {0x7ff8000000000000U, 0xfff8000000000000, 0x7ff0000000000001U, 0xffffffffffffffff}) {
    for (const std::vector<double>& parameters : sets) {
      for (const auto kernel : {this->kValue, this->kGradient}) {
        EXPECT_TRUE(std::isnan(apply<double>(kernel, {std::bit_cast<double>(nan)}, parameters)[0]));
      }
    }
  }
}

// Wherever it is in an array, and whether the result is written over x.
TYPED_TEST(Kernel64Test, AnElementsResultDoesNotDependOnItsPlace) {
  const std::vector<double> inputs = specials64();
  for (const auto kernel : {this->kValue, this->kGradient}) {
    const std::vector<double> all = apply(kernel, inputs, this->parameters);
    for (std::size_t start = 0; start < 9; ++start) {
      std::vector<double> part(inputs.begin() + static_cast<std::ptrdiff_t>(start), inputs.end());
      part.resize(whole_blocks<double>(part.size()));
      std::vector<double> array = part;
      const std::size_t vectors = 3 * kBlock;
      kernel({.x = array.data(),
              .upstream = nullptr,
              .out = array.data(),
              .vectors = vectors,
              .parameters = this->parameters.data()});
      const std::size_t written = vectors * kLanesOf<double>;
      for (std::size_t i = 0; i < written; ++i) EXPECT_TRUE(same(array[i], all[start + i])) << hex(part[i]);
      for (std::size_t i = written; i < part.size(); ++i) EXPECT_TRUE(same(array[i], part[i])) << hex(part[i]);
    }
  }
}

TYPED_TEST(Kernel64Test, UpstreamTimesTheRoundedSlope) {
  std::vector<double> inputs = specials64();
  std::erase_if(inputs, [](double x) { return std::isnan(x); });
  std::vector<double> upstream;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    upstream.push_back((i % 2 == 0 ? 1.3 : -0.7) * static_cast<double>(i));
  const std::vector<double> slopes = apply(this->kGradient, inputs, this->parameters);
  const std::vector<double> products = apply(this->kGradient, inputs, this->parameters, upstream);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    EXPECT_TRUE(same(products[i], slopes[i] * upstream[i])) << hex(inputs[i]);
}

// Limits, signs of zeros and slopes at kinks are those of float32, for the same inputs and parameters.
TYPED_TEST(Kernel64Test, SpecialValuesAreThoseOfFloat32) {
  for (const std::vector<double>& parameters : parameter_sets<TypeParam>()) {
    std::vector<float> inputs{0.0F, -0.0F, kInf, -kInf};
    if constexpr (Kinked<TypeParam>) {
      for (const Place& place : with_parameters<TypeParam>(parameters.data()).kinks()) {
        if (place && nearest(*place) == *place) inputs.push_back(nearest(*place));
      }
    }
    for (const bool gradient : {false, true}) {
      const std::vector<float> narrow =
          apply(gradient ? gradient_kernel<TypeParam> : value_kernel<TypeParam>, inputs, parameters);
      const std::vector<double> wide = apply(gradient ? this->kGradient : this->kValue,
                                             std::vector<double>(inputs.begin(), inputs.end()), parameters);
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        EXPECT_TRUE(same(static_cast<float>(wide[i]), narrow[i]))
            << (gradient ? "slope" : "value") << " at " << hex(inputs[i]) << ": " << hex(wide[i]) << ", in float32 "
            << hex(narrow[i]);
      }
    }
  }
}

TEST(Kernel64, TablesHaveTheNumbersOfFloat32) {
  EXPECT_EQ(kKernelsOf<double>[kNumbers<Relu6>.gradient], (&gradient_kernel<Relu6, double>));
  EXPECT_EQ(kKinkedGradientsOf<double>[kNumbers<HardSilu>.with_kinks].run, (&gradient_kernel<HardSilu, double>));
  EXPECT_EQ(whole_blocks<double>(9), 16U);
}

// Given slopes change only the results at the kinks, also in place, beyond a stretch, and with upstream. A kink need
// not be a float32.
TEST(Kernel64, GivenSlopesAtKinks) {
  const std::vector<double> parameters{0.3, 0.5};
  const double kink = -0.5 / 0.3;
  std::vector<double> inputs = specials64();
  inputs.insert(inputs.begin() + 150, {neighbour(kink, -1), kink, neighbour(kink, 1)});
  inputs.resize(whole_blocks<double>(inputs.size()));
  std::vector<double> upstream;
  for (std::size_t i = 0; i < inputs.size(); ++i) upstream.push_back(static_cast<double>(1 + i % 31));
  const std::vector<double> usual = apply(gradient_kernel<HardSigmoid, double>, inputs, parameters, upstream);
  std::vector<double> given = inputs;
  gradient_with_kinks(kKinkedGradient<HardSigmoid, double>,
                      {.x = given.data(),
                       .upstream = upstream.data(),
                       .out = given.data(),
                       .vectors = given.size() / kLanesOf<double>,
                       .parameters = parameters.data()},
                      {0.1, std::nullopt});
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_EQ(given[i], inputs[i] == kink ? 0.1 * upstream[i] : usual[i]) << hex(inputs[i]);
  }
  EXPECT_EQ(given[151], 0.1 * upstream[151]);
}

// Beyond the largest float: where a sum, a square or a product overflows, and where none does.
TEST(Kernel64, FarOut) {
  const auto at = [](KernelOf<double> kernel, double x, const std::vector<double>& parameters = {}) {
    return apply<double>(kernel, {x}, parameters)[0];
  };
  EXPECT_EQ(at(value_kernel<Squareplus, double>, kEnd, {4}), kEnd);
  EXPECT_EQ(at(value_kernel<Squareplus, double>, -0x1p1000, {4}), 0x1p-1000);
  EXPECT_EQ(at(gradient_kernel<Squareplus, double>, -0x1p500, {4}), 0x1p-1000);
  EXPECT_EQ(at(value_kernel<Softsign, double>, kEnd), 1);
  EXPECT_EQ(at(gradient_kernel<Softsign, double>, 0x1p510), 0x1p-1020);
  EXPECT_EQ(at(gradient_kernel<Softsign, double>, 0x1p537), 0x1p-1074);
  EXPECT_EQ(at(value_kernel<HardSilu, double>, kEnd), kEnd);
  EXPECT_EQ(at(value_kernel<SparsePlus, double>, kEnd), kEnd);
  EXPECT_EQ(at(value_kernel<Linear, double>, 0x1p1000, {0x1p-1074, 1}), 1 + 0x1p-74);
  EXPECT_EQ(at(value_kernel<Linear, double>, -0x1p1000, {0x1p-1000, 1}), 0);
  EXPECT_EQ(at(value_kernel<Linear, double>, 0x1p1000, {0x1p100, 1}), kInfinity);
  EXPECT_EQ(at(value_kernel<Linear, double>, 0x1p-1074, {0x1p127, 0x1p-1074}), 0x1p-947);
  EXPECT_EQ(at(value_kernel<Relu, double>, -kEnd, {0x1p-127, kInfinity, 1}), -0x1p-127 * kEnd);
}

}  // namespace
}  // namespace kassei::test
