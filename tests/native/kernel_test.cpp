// The kernels as functions over arrays: lengths, in place, upstream, special values.
#include "kernel.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace kassei::test {
namespace {

template <class A>
class KernelTest : public testing::Test {
 protected:
  const std::vector<double> parameters = defaults<A>();
  static bool same(float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }
};

template <class... A>
testing::Types<A...> types_of(List<A...>);
TYPED_TEST_SUITE(KernelTest, decltype(types_of(Activations{})));

TYPED_TEST(KernelTest, NanGivesNan) {
  for (const float nan : {kNan, -kNan, std::bit_cast<float>(0x7f800001U), std::bit_cast<float>(0xffffffffU)}) {
    EXPECT_TRUE(std::isnan(apply(value_kernel<TypeParam>, {nan}, this->parameters)[0]));
    EXPECT_TRUE(std::isnan(apply(gradient_kernel<TypeParam>, {nan}, this->parameters)[0]));
  }
}

TYPED_TEST(KernelTest, AnElementsResultDoesNotDependOnItsPlace) {
  const std::vector<float> inputs = specials();
  for (const Kernel kernel : {value_kernel<TypeParam>, gradient_kernel<TypeParam>}) {
    const std::vector<float> all = apply(kernel, inputs, this->parameters);
    for (std::size_t length = 0; length <= 67; ++length) {
      for (std::size_t start : {0, 1, 2, 3}) {
        const std::vector<float> part(inputs.begin() + start, inputs.begin() + start + length);
        const std::vector<float> results = apply(kernel, part, this->parameters);
        for (std::size_t i = 0; i < length; ++i) EXPECT_TRUE(this->same(results[i], all[start + i])) << hex(part[i]);
      }
    }
  }
}

TYPED_TEST(KernelTest, InPlaceAndNotBeyondTheEnd) {
  for (const Kernel kernel : {value_kernel<TypeParam>, gradient_kernel<TypeParam>}) {
    std::vector<float> inputs = specials();
    inputs.resize(128);
    const std::vector<float> expected = apply(kernel, inputs, this->parameters);
    std::vector<float> array = inputs;
    kernel({.x = array.data(),
            .upstream = nullptr,
            .out = array.data(),
            .vectors = 31,
            .parameters = this->parameters.data()});
    for (std::size_t i = 0; i < 124; ++i) EXPECT_TRUE(this->same(array[i], expected[i])) << hex(inputs[i]);
    for (std::size_t i = 124; i < 128; ++i) EXPECT_TRUE(this->same(array[i], inputs[i]));
  }
}

TYPED_TEST(KernelTest, UpstreamTimesTheRoundedSlope) {
  const std::vector<float> inputs = sample(10'000'019, 400);
  std::vector<float> upstream;
  for (std::size_t i = 0; i < inputs.size(); ++i) upstream.push_back(static_cast<float>(std::sin(0.7 * i) * 3));
  const std::vector<float> slopes = apply(gradient_kernel<TypeParam>, inputs, this->parameters);
  const std::vector<float> products = apply(gradient_kernel<TypeParam>, inputs, this->parameters, upstream);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_TRUE(this->same(products[i], upstream[i] * slopes[i])) << hex(inputs[i]);
  }
}

float value_at(Kernel kernel, float x, const std::vector<double>& parameters = {}) {
  return apply(kernel, {x}, parameters)[0];
}

// Where naive formulas cancel, overflow or flush.
TEST(Kernel, Pitfalls) {
  EXPECT_EQ(value_at(value_kernel<Elu>, -1e-7F, {1}), static_cast<float>(std::expm1(static_cast<double>(-1e-7F))));
  EXPECT_EQ(value_at(value_kernel<Softplus>, -40), static_cast<float>(std::exp(-40.0)));
  EXPECT_EQ(value_at(value_kernel<Softplus>, 100), 100);
  EXPECT_EQ(value_at(value_kernel<Sigmoid>, -100), static_cast<float>(std::exp(-100.0)));
  EXPECT_EQ(value_at(value_kernel<Tanh>, 1e-30F), 1e-30F);
  EXPECT_EQ(value_at(value_kernel<HardSigmoid>, -2.5F, {0.2, 0.5}), 0);
  EXPECT_EQ(value_at(value_kernel<HardSigmoid>, 2.5F, {0.2, 0.5}), 1);
}

TEST(Kernel, Limits) {
  EXPECT_EQ(value_at(value_kernel<Softsign>, kInf), 1);
  EXPECT_EQ(value_at(value_kernel<Softsign>, -kInf), -1);
  EXPECT_EQ(value_at(value_kernel<Softplus>, kInf), kInf);
  EXPECT_EQ(value_at(value_kernel<Softplus>, -kInf), 0);
  EXPECT_EQ(value_at(value_kernel<Elu>, -kInf, {2}), -2);
  EXPECT_EQ(value_at(value_kernel<Relu>, kInf, {0, kInfinity, 0}), kInf);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, kInf, {0, kInfinity, 0}), 1);
}

TEST(Kernel, OddFunctionsKeepTheSignOfZeroAndOthersDoNot) {
  for (const Kernel odd : {value_kernel<Tanh>, value_kernel<Softsign>, value_kernel<Linear>}) {
    EXPECT_TRUE(std::signbit(value_at(odd, -0.0F)));
    EXPECT_FALSE(std::signbit(value_at(odd, 0.0F)));
  }
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Elu>, -0.0F, {1})));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Selu>, -0.0F)));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Relu>, -0.0F, {0, kInfinity, 0})));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Relu>, -0.0F, {0.1, kInfinity, 0})));
}

TEST(Kernel, SlopesAtKinks) {
  EXPECT_EQ(value_at(gradient_kernel<Elu>, 0, {2.5}), 2.5F);
  EXPECT_EQ(value_at(gradient_kernel<Selu>, 0), 1.05070099F);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, 0, {0, 6, 0}), 0);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, 1, {0.25, 6, 1}), 0.25F);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, 6, {0, 6, 0}), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, -2.5F, {0.2, 0.5}), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, 2.5F, {0.2, 0.5}), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, 0, {0.2, 0.5}), 0.2F);
}

}  // namespace
}  // namespace kassei::test
