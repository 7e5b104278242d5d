// The kernels as functions over arrays: lengths, in place, upstream, special values.
#include <gtest/gtest.h>

#include "sample.hpp"
#include "types.hpp"

namespace kassei::test {
namespace {

template <class A>
class KernelTest : public testing::Test {
 protected:
  const std::vector<double> parameters = defaults<A>();
  static bool same(float a, float b) { return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b); }
};

TYPED_TEST_SUITE(KernelTest, ElementwiseTypes);

TYPED_TEST(KernelTest, NanGivesNan) {
  std::vector<std::vector<double>> sets = parameter_sets<TypeParam>();
  sets.emplace_back(this->parameters.size(), 0);
  for (const float nan : {kNan, -kNan, std::bit_cast<float>(0x7f800001U), std::bit_cast<float>(0xffffffffU)}) {
    for (const std::vector<double>& parameters : sets) {
      EXPECT_TRUE(std::isnan(apply(value_kernel<TypeParam>, {nan}, parameters)[0]));
      EXPECT_TRUE(std::isnan(apply(gradient_kernel<TypeParam>, {nan}, parameters)[0]));
    }
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
            .vectors = 27,
            .parameters = this->parameters.data()});
    for (std::size_t i = 0; i < 108; ++i) EXPECT_TRUE(this->same(array[i], expected[i])) << hex(inputs[i]);
    for (std::size_t i = whole_blocks(108); i < 128; ++i) EXPECT_TRUE(this->same(array[i], inputs[i]));
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

// Inputs for which naive formulas cancel, overflow or flush to zero.
TEST(Kernel, Pitfalls) {
  EXPECT_EQ(value_at(value_kernel<Elu>, -1e-7F, {1}), static_cast<float>(std::expm1(static_cast<double>(-1e-7F))));
  EXPECT_EQ(value_at(value_kernel<Softplus>, -40, {1, kInfinity}), static_cast<float>(std::exp(-40.0)));
  EXPECT_EQ(value_at(value_kernel<Softplus>, 100, {1, kInfinity}), 100);
  EXPECT_EQ(value_at(value_kernel<Softplus>, 3, {2, 5}), 3);
  EXPECT_EQ(value_at(value_kernel<Sigmoid>, -100), static_cast<float>(std::exp(-100.0)));
  EXPECT_EQ(value_at(value_kernel<LogSigmoid>, 40), static_cast<float>(-std::exp(-40.0)));
  EXPECT_EQ(value_at(value_kernel<Tanh>, 1e-30F), 1e-30F);
  EXPECT_EQ(value_at(value_kernel<TanhShrink>, 1e-4F), static_cast<float>(std::pow(1e-4F, 3.0) / 3));
  EXPECT_EQ(value_at(value_kernel<HardSigmoid>, -2.5F, {0.2, 0.5}), 0);
  EXPECT_EQ(value_at(value_kernel<HardSigmoid>, 2.5F, {0.2, 0.5}), 1);
  EXPECT_EQ(value_at(value_kernel<HardSigmoid>, -3, {1.0 / 6, 0.5}), 0);
  EXPECT_EQ(value_at(value_kernel<HardSigmoid>, 3, {1.0 / 6, 0.5}), 1);
  EXPECT_EQ(value_at(value_kernel<Squareplus>, -1e5F, {4}), static_cast<float>(2 / (std::sqrt(1e10 + 4) + 1e5)));
  EXPECT_EQ(value_at(value_kernel<Squareplus>, 2e19F, {4}), 2e19F);
  EXPECT_EQ(value_at(value_kernel<Gelu>, -6, {0}), static_cast<float>(-3 * std::erfc(6 / std::sqrt(2.0))));
  EXPECT_EQ(value_at(value_kernel<LeakyRelu>, -1, {3}), -3);
}

TEST(Kernel, Limits) {
  EXPECT_EQ(value_at(value_kernel<Softsign>, kInf), 1);
  EXPECT_EQ(value_at(value_kernel<Softsign>, -kInf), -1);
  EXPECT_EQ(value_at(value_kernel<Softplus>, kInf, {1, kInfinity}), kInf);
  EXPECT_EQ(value_at(value_kernel<Softplus>, -kInf, {1, kInfinity}), 0);
  EXPECT_EQ(value_at(value_kernel<Elu>, -kInf, {2}), -2);
  EXPECT_EQ(value_at(value_kernel<Celu>, -kInf, {2}), -2);
  EXPECT_EQ(value_at(value_kernel<Relu>, kInf, {0, kInfinity, 0}), kInf);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, kInf, {0, kInfinity, 0}), 1);
  EXPECT_EQ(value_at(value_kernel<LeakyRelu>, -kInf, {0}), 0);
  EXPECT_EQ(value_at(value_kernel<LeakyRelu>, -kInf, {0.2}), -kInf);
  EXPECT_EQ(value_at(value_kernel<Squareplus>, -kInf, {4}), 0);
  EXPECT_EQ(value_at(value_kernel<Exponential>, kInf), kInf);
  EXPECT_EQ(value_at(value_kernel<Exponential>, -kInf), 0);
  EXPECT_EQ(value_at(value_kernel<TanhShrink>, -kInf), -kInf);
  EXPECT_EQ(value_at(value_kernel<Silu>, -kInf, {0}), -kInf);
  EXPECT_EQ(value_at(value_kernel<Silu>, -kInf, {1e-99}), 0);
  EXPECT_EQ(value_at(gradient_kernel<Silu>, -kInf, {1e-99}), 0);
  EXPECT_EQ(value_at(value_kernel<Softplus>, -kInf, {kSmallest, kInfinity}), 0);
  EXPECT_EQ(value_at(gradient_kernel<Silu>, -kInf, {0}), 0.5F);
  for (const double beta : {1e-248, 1e-300, 0x1p-1074}) {
    for (const float side : {kInf, -kInf}) {
      const bool open = side > 0;
      EXPECT_EQ(value_at(value_kernel<Silu>, side, {beta}), open ? kInf : 0) << beta;
      EXPECT_EQ(value_at(gradient_kernel<Silu>, side, {beta}), open ? 1 : 0) << beta;
      EXPECT_EQ(value_at(value_kernel<Silu>, -side, {-beta}), open ? -kInf : 0) << beta;
      EXPECT_EQ(value_at(gradient_kernel<Silu>, -side, {-beta}), open ? 1 : 0) << beta;
    }
  }
}

// The exact product decides, which a double cannot hold: 0.1 is a little more than a tenth, 0.7 a little less than
// 7/10.
TEST(Kernel, SoftplusComparesItsThresholdExactly) {
  const auto is_line = [](double beta, double threshold, float x) {
    const bool line = value_at(value_kernel<Softplus>, x, {beta, threshold}) == x;
    EXPECT_EQ(value_at(gradient_kernel<Softplus>, x, {beta, threshold}) == 1, line) << beta << ' ' << threshold;
    return line;
  };
  EXPECT_TRUE(is_line(0.1, 1, 10));
  EXPECT_TRUE(is_line(0.1, -1, std::nextafterf(-10, 0)));
  EXPECT_FALSE(is_line(0.1, -1, -10));
  EXPECT_FALSE(is_line(0.7, 7, 10));
  EXPECT_TRUE(is_line(0.7, 7, std::nextafterf(10, kInf)));
  EXPECT_TRUE(is_line(0.7, -7, -10));
  EXPECT_FALSE(is_line(0.7, -7, std::nextafterf(-10, -kInf)));
  EXPECT_FALSE(is_line(0.5, 1, 2));
  EXPECT_TRUE(is_line(kLargest, -1e-300, 0));
  EXPECT_FALSE(is_line(kLargest, 1e-300, 0));
}

// On the left the gated functions read infinity times 0; they return +0.
TEST(Kernel, GatesCloseOnTheLeft) {
  const auto closed = [](Kernel value, Kernel gradient, const std::vector<double>& parameters = {}) {
    for (const float x : {-kInf, -std::numeric_limits<float>::max(), -200.0F}) {
      EXPECT_EQ(std::bit_cast<std::uint32_t>(value_at(value, x, parameters)), 0U) << x;
      EXPECT_EQ(std::bit_cast<std::uint32_t>(value_at(gradient, x, parameters)), 0U) << x;
    }
    EXPECT_EQ(value_at(value, kInf, parameters), kInf);
    EXPECT_EQ(value_at(gradient, kInf, parameters), 1);
  };
  closed(value_kernel<Silu>, gradient_kernel<Silu>, {1});
  closed(value_kernel<Silu>, gradient_kernel<Silu>, {1.5});
  closed(value_kernel<QuickGelu>, gradient_kernel<QuickGelu>);
  closed(value_kernel<HardSilu>, gradient_kernel<HardSilu>);
  closed(value_kernel<Gelu>, gradient_kernel<Gelu>, {0});
  closed(value_kernel<Gelu>, gradient_kernel<Gelu>, {1});
  closed(value_kernel<Mish>, gradient_kernel<Mish>);
}

TEST(Kernel, OddFunctionsKeepTheSignOfZeroAndOthersDoNot) {
  const auto negative_zero = [](Kernel kernel, const std::vector<double>& parameters = {}) {
    return std::signbit(value_at(kernel, -0.0F, parameters));
  };
  EXPECT_TRUE(negative_zero(value_kernel<Tanh>));
  EXPECT_TRUE(negative_zero(value_kernel<Softsign>));
  EXPECT_TRUE(negative_zero(value_kernel<Linear>, {1, 0}));
  EXPECT_TRUE(negative_zero(value_kernel<Linear>, {0.3, 0}));
  EXPECT_TRUE(negative_zero(value_kernel<HardTanh>, {-1, 1}));
  EXPECT_TRUE(negative_zero(value_kernel<TanhShrink>));
  EXPECT_TRUE(negative_zero(value_kernel<SoftShrink>, {0.5}));
  EXPECT_TRUE(negative_zero(value_kernel<HardShrink>, {0.5, 0}));
  EXPECT_TRUE(negative_zero(value_kernel<HardShrink>, {-0.5, 0}));
  EXPECT_TRUE(std::signbit(value_at(value_kernel<SoftShrink>, -0.25F, {0.5})));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<SoftShrink>, 0.25F, {0.5})));

  EXPECT_FALSE(negative_zero(value_kernel<Elu>, {1}));
  EXPECT_FALSE(negative_zero(value_kernel<Celu>, {2}));
  EXPECT_FALSE(negative_zero(value_kernel<Celu>, {-2}));
  EXPECT_FALSE(negative_zero(value_kernel<Selu>, defaults<Selu>()));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Selu>, 0, {-1, 1})));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Linear>, 2, {-1, 2})));
  EXPECT_FALSE(negative_zero(value_kernel<Linear>, {0, 0}));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Softplus>, kInf, {-1, kInfinity})));
  EXPECT_FALSE(negative_zero(value_kernel<Relu>, {0, kInfinity, 0}));
  EXPECT_FALSE(negative_zero(value_kernel<Relu>, {0.1, kInfinity, 0}));
  EXPECT_FALSE(std::signbit(value_at(value_kernel<Relu>, -0x1p-149F, {0.2, kInfinity, 0})));
  EXPECT_FALSE(negative_zero(value_kernel<Softplus>, {1, -3}));
  EXPECT_FALSE(std::signbit(value_at(gradient_kernel<LeakyRelu>, -1, {-1e-60})));
  EXPECT_FALSE(std::signbit(value_at(gradient_kernel<HardSigmoid>, 0, {-1e-60, 0.5})));
  EXPECT_FALSE(negative_zero(value_kernel<Relu6>));
  EXPECT_FALSE(negative_zero(value_kernel<LeakyRelu>, {0.2}));
  EXPECT_FALSE(negative_zero(value_kernel<ThresholdedRelu>, {-1}));
  EXPECT_FALSE(negative_zero(value_kernel<Threshold>, {-1, 0}));
  for (const Kernel gated : {value_kernel<Silu>, value_kernel<Gelu>}) EXPECT_FALSE(negative_zero(gated, {1}));
  for (const Kernel gated : {value_kernel<HardSilu>, value_kernel<Mish>}) EXPECT_FALSE(negative_zero(gated));
}

TEST(Kernel, SlopesAtKinks) {
  EXPECT_EQ(value_at(gradient_kernel<Elu>, 0, {2.5}), 2.5F);
  EXPECT_EQ(value_at(gradient_kernel<Celu>, 0, {2.5}), 1);
  EXPECT_EQ(value_at(gradient_kernel<Celu>, 0, {-2.5}), 1);
  EXPECT_EQ(value_at(gradient_kernel<Selu>, 0, defaults<Selu>()), 1.05070099F);
  EXPECT_EQ(value_at(gradient_kernel<Selu>, 0, {3, 0.5}), 0.5F);
  EXPECT_EQ(value_at(gradient_kernel<HardShrink>, 0.5F, {-0.5, 1}), 1);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, 0, {0, 6, 0}), 0);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, 1, {0.25, 6, 1}), 0.25F);
  EXPECT_EQ(value_at(gradient_kernel<Relu>, 6, {0, 6, 0}), 0);
  EXPECT_EQ(value_at(gradient_kernel<LeakyRelu>, 0, {0.2}), 0.2F);
  EXPECT_EQ(value_at(gradient_kernel<Relu6>, 0), 0);
  EXPECT_EQ(value_at(gradient_kernel<Relu6>, 6), 0);
  EXPECT_EQ(value_at(gradient_kernel<ThresholdedRelu>, 1, {1}), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, -2.5F, {0.2, 0.5}), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, 2.5F, {0.2, 0.5}), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, 0, {0.2, 0.5}), 0.2F);
  for (const float side : {-1.0F, 1.0F}) {
    EXPECT_EQ(value_at(gradient_kernel<HardSigmoid>, 3 * side, {1.0 / 6, 0.5}), 0);
    EXPECT_EQ(value_at(gradient_kernel<SparseSigmoid>, side), 0);
    EXPECT_EQ(value_at(gradient_kernel<HardTanh>, side, {-1, 1}), 1);
    EXPECT_EQ(value_at(gradient_kernel<SoftShrink>, side / 2, {0.5}), 0);
    EXPECT_EQ(value_at(gradient_kernel<HardShrink>, side / 2, {0.5, 0}), 0);
  }
  EXPECT_EQ(value_at(gradient_kernel<HardSilu>, -3), 0);
  EXPECT_EQ(value_at(gradient_kernel<HardSilu>, 3), 1);
  EXPECT_EQ(value_at(gradient_kernel<Threshold>, 1, {1, 0}), 0);
}

// Given slopes change only the results at the kinks, also in place, beyond a stretch, and with upstream.
TEST(Kernel, GivenSlopesAtKinks) {
  std::vector<float> inputs = specials();
  while (inputs.size() != whole_blocks(inputs.size()) || inputs.size() < 500)
    inputs.push_back(inputs[inputs.size() % 60]);
  std::vector<float> upstream;
  for (std::size_t i = 0; i < inputs.size(); ++i) upstream.push_back(static_cast<float>(1 + i % 31));
  const std::vector<double> parameters{0.2, 0.5};
  const std::vector<float> usual = apply(gradient_kernel<HardSigmoid>, inputs, parameters, upstream);
  std::vector<float> given = inputs;
  gradient_with_kinks(kKinkedGradient<HardSigmoid>,
                      {.x = given.data(),
                       .upstream = upstream.data(),
                       .out = given.data(),
                       .vectors = given.size() / kLanes,
                       .parameters = parameters.data()},
                      {0.25, std::nullopt});
  std::size_t met = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_EQ(given[i], inputs[i] == -2.5F ? 0.25F * upstream[i] : usual[i]) << hex(inputs[i]);
    if (inputs[i] == -2.5F) ++met;
  }
  EXPECT_GE(met, 1U);
}

float with_kinks(const KinkedGradient& gradient, float x, const std::vector<double>& parameters, const Kinks& slopes) {
  float block[whole_blocks(1)] = {x};
  gradient_with_kinks(
      gradient, {.x = block, .upstream = nullptr, .out = block, .vectors = 1, .parameters = parameters.data()}, slopes);
  return block[0];
}

TEST(Kernel, WhereThereIsNoKinkNoSlopeIsGiven) {
  EXPECT_EQ(with_kinks(kKinkedGradient<Relu>, kInf, {0, kInfinity, 0}, {0.25, 0.5}), 1);
  EXPECT_EQ(with_kinks(kKinkedGradient<Relu>, 3, {0, 3, 5}, {0.25, 0.5}), 0);
  EXPECT_EQ(with_kinks(kKinkedGradient<Relu>, 5, {0, 3, 5}, {0.25, 0.5}), 0.25F);
  EXPECT_EQ(with_kinks(kKinkedGradient<HardTanh>, 1, {1, -1}, {0.25, 0.5}), 0);
  EXPECT_EQ(with_kinks(kKinkedGradient<HardSigmoid>, -kInf, {0, 0.5}, {0.25, 0.5}), 0);
  EXPECT_EQ(with_kinks(kKinkedGradient<HardTanh>, 0.1F, {-1, 0.1}, {0.25, 0.5}), 0) << "0.1 is no float32";
}

// The second of two kinks at one place counts; a slope that rounds to 0 is +0.
TEST(Kernel, GivenSlopesInCornerCases) {
  EXPECT_EQ(with_kinks(kKinkedGradient<HardTanh>, 1, {1, 1}, {0.25, 0.5}), 0.5F);
  EXPECT_EQ(with_kinks(kKinkedGradient<HardTanh>, 1, {1, 1}, {0.25, std::nullopt}), 0.25F);
  EXPECT_EQ(with_kinks(kKinkedGradient<Relu>, 3, {0, 3, 3}, {0.25, 0.5}), 0.25F);
  EXPECT_FALSE(std::signbit(with_kinks(kKinkedGradient<Relu>, 0, {0, 6, 0}, {-1e-60, std::nullopt})));
}

// The kinks ascend, as in `info.kinks`, with the default parameters. With some parameters f' jumps at each.
TYPED_TEST(KernelTest, KinksAreWhereTheSlopeJumps) {
  if constexpr (Kinked<TypeParam>) {
    std::vector<bool> jumps(TypeParam::info.kinks.size());
    for (const std::vector<double>& parameters : parameter_sets<TypeParam>()) {
      const auto places = with_parameters<TypeParam>(parameters.data()).kinks();
      if (parameters == this->parameters) {
        EXPECT_TRUE(std::is_sorted(places.begin(), places.end(), std::less_equal<>()));
      }
      for (std::size_t i = 0; i < places.size(); ++i) {
        const float place = nearest(places[i].value_or(0));
        const std::vector<float> around{std::nextafterf(place, -kInf), std::nextafterf(place, kInf)};
        const std::vector<float> slopes = apply(gradient_kernel<TypeParam>, around, parameters);
        if (places[i] && slopes[0] != slopes[1]) jumps[i] = true;
      }
    }
    for (std::size_t i = 0; i < jumps.size(); ++i) EXPECT_TRUE(jumps[i]) << "kink " << i;
  }
}

}  // namespace
}  // namespace kassei::test
